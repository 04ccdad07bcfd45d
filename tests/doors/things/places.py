"""Places."""


def made(partnership):
    return {
        (page, "east"): partnership.east.pk
        for page in ("place", "place-json", "place-csv", "hot-spots", "hot-spots-json")
    }
