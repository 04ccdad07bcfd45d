"""What the profile says in words over its tables: the finding, the headings, what is old, what to beware of, what averages hide."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hereabouts.core.evidence.profile import Profile, worse_on
from hereabouts.core.evidence.spread import AreaRange
from hereabouts.engines.definitions import indicators

HIDES = 4


def finding(profile: Profile) -> str:
    """Open the page with what it finds: on how much of what can be compared the place is worse."""
    worse, compared, where = worse_on(profile)
    if not compared:
        return _("Nothing larger is here to compare %(place)s with: its figures stand by themselves.") % {
            "place": profile.place
        }
    told = {"where": where, "worse": worse, "n": compared}
    if worse == compared > 1:
        return _("Worse than %(where)s on all %(n)d indicators that can be compared.") % told
    if not worse:
        return _("Clearly worse than %(where)s on none of the %(n)d indicators that can be compared.") % told
    return (
        ngettext(
            "Worse than %(where)s on %(worse)d of the %(n)d indicator that can be compared.",
            "Worse than %(where)s on %(worse)d of the %(n)d indicators that can be compared.",
            compared,
        )
        % told
    )


def heading(rows: Sequence[dict]) -> str:
    """Say over the table what the table says."""
    where = next((row["council"].name for row in rows if row["council"]), "")
    worse, better = (sum(row["words"] == word for row in rows) for word in ("worse", "better"))
    if not where:
        return _("What the numbers say")
    told = {"where": where, "worse": worse, "better": better}
    if not worse and not better:
        return _("Much like %(where)s where it can be compared") % told
    if not worse:
        return _("Better than %(where)s on %(better)d, worse on none") % told
    if not better:
        return _("Worse than %(where)s on %(worse)d, better on none") % told
    return _("Worse than %(where)s on %(worse)d, better on %(better)d") % told


def old(rows: Sequence[dict], on: date) -> list[tuple[str, list[str], str]]:
    """Say once of all indicators of the same age what they cannot show."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        figure = row["figure"]
        if figure.vintage and (said := figure.vintage.said(on)):
            found.setdefault((figure.period, said), []).append(figure.label)
    return [(period, labels, said) for (period, said), labels in found.items()]


def beware(rows: Sequence[dict]) -> list[tuple[str, list[str]]]:
    """Give the first thing that the document of each indicator warns of, where it is clearly worse here; each warning once."""
    found: dict[str, list[str]] = {}
    known = indicators()
    for row in rows:
        document = known.get(row["figure"].id)  # own tables say theirs on their own page
        for caveat in document.caveats[:1] if document and row["words"] == "worse" else ():
            found.setdefault(caveat, []).append(row["figure"].label)
    return list(found.items())


def hides(rows: Sequence[dict]) -> list[dict[str, Any]]:
    """Give the indicators whose own areas lie furthest apart, against how far the council's neighbourhoods do."""
    told = [row for row in rows if row["spread"] and row["figure"].value]
    told.sort(key=lambda row: -_wide(row["spread"]) / _width(row))
    return told[:HIDES]


def _width(row: dict) -> float:
    """Give how far neighbourhoods of the council lie apart; the figure itself where nobody knows."""
    among = row["standing"]
    return (among.most - among.least if among else 0.0) or row["figure"].value


def _wide(found: AreaRange) -> float:
    least, most = found.least.figure, found.most.figure
    return most.value - least.value if least and most else 0.0
