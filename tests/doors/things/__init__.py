"""One thing of every kind in East, for the doors to be about: a module a room, made by the product's own changes."""

from importlib import import_module
from pkgutil import iter_modules

ROOMS = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
POSTED = {name: form for room in ROOMS for name, form in getattr(room, "POSTED", {}).items()}


def all_of(partnership):
    """Give the id of the thing that each page is about: (name of the page, "east" or "west") -> id."""
    about = {key: pk for room in ROOMS for key, pk in room.made(partnership).items()}
    POSTED.update(
        {name: form for room in ROOMS for name, form in getattr(room, "POSTED", {}).items()}
    )  # some name what was made
    return about
