"""What the public page of a profile prints beside its release: a bar for each measure, and the map of its areas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hereabouts.core.figures.printed import HIDDEN
from hereabouts.core.releases.laid_out import laid_out
from hereabouts.core.releases.pictures import pictures
from hereabouts.web.public.drawn import area_map

if TYPE_CHECKING:
    from hereabouts.records.releases.reads import Notice


def profile_page(notice: Notice) -> dict[str, Any]:
    """Give the template a profile with its pictures; no new numbers."""
    laid = laid_out("profile", notice.content)
    bars = {one.table: one.bars for one in pictures(laid)}.get("measures") or (None,) * len(notice.content["rows"])
    drawn, table = area_map(laid, notice.content), laid.table("areas")
    letters = [row["letter"] for row in drawn["rows"]] if drawn else [""] * len(notice.content["areas"])
    areas = [
        {"letter": letter, "name": name, "code": code, "people": people, "hidden": people is HIDDEN, "decile": decile}
        for letter, (name, code, people, decile) in zip(letters, table.rows if table else (), strict=True)
    ]
    return {
        "profile": notice.content, "measures": list(zip(notice.content["rows"], bars, strict=True)), "areas": areas,
        "map": drawn,
    }  # fmt: skip
