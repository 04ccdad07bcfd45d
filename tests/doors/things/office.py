"""Accounts, and the forms with which the administrator changes them."""

POSTED = {"person": {"step": "link"}, "invitation": {"password": "x", "again": "x"}}


def made(partnership):
    return {("person", "east"): partnership.people["clerk"].pk, ("invitation", "east"): partnership.people["clerk"].pk}
