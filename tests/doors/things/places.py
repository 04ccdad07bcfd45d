"""Places."""

FORMS = ("define", "line", "pick", "made", "overrule")
PAGES = ("place", "place-json", "place-csv", "hot-spots", "hot-spots-json", *(f"place-{form}" for form in FORMS))


def made(partnership):
    return {(page, "east"): partnership.east.pk for page in PAGES}
