"""A table of a register as its page prints it: every cell knows its heading, so that it can stand alone on a phone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hereabouts.web.shared.tags import day


@dataclass(frozen=True)
class Cell:
    """One cell: its heading and what stands in it."""

    head: str
    text: str


@dataclass(frozen=True)
class TableRow:
    """One row: the first cell names it and may lead further."""

    cells: tuple[Any, ...]
    href: str = ""


def table(
    heads: Sequence[str], rows: Iterable[Sequence[object]], *, caption: str, title: str = "", intro: str = "", empty: str = "",
    src: str = "", hrefs: Sequence[str] = (),
) -> dict[str, Any]:  # fmt: skip
    """Lay out rows under their headings. What nobody said stays empty, and the page says so."""
    made = []
    for n, row in enumerate(rows):
        first, *rest = row
        cells = (
            str(first),
            *(Cell(head, "" if one is None else str(one)) for head, one in zip(heads[1:], rest, strict=True)),
        )
        made.append(TableRow(cells, hrefs[n] if n < len(hrefs) else ""))
    return {
        "heads": heads, "rows": made, "caption": caption, "title": title, "intro": intro, "empty": empty, "src": src,
    }  # fmt: skip


def share_said(value: Any) -> str:
    """Say a share with its range: 62% (40% to 80%)."""
    return _("%(v).0f%% (%(lo).0f%% to %(hi).0f%%)") % {
        "v": 100 * value.value,
        "lo": 100 * value.lo,
        "hi": 100 * value.hi,
    }


def day_or_none(value: Any) -> str:
    """Write a day, or nothing."""
    return day(value) if value else ""
