"""Places."""

PAGES = ("place", "place-json", "place-csv", "place-define", "place-line", "place-pick", "place-made", "place-overrule")


def made(partnership):
    return {(page, "east"): partnership.east.pk for page in PAGES}
