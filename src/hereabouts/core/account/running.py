"""What the rules of each tool are as they run: read from the very constants and documents that decide, nothing typed twice."""

from collections.abc import Collection, Mapping
from dataclasses import fields

from hereabouts.core.calendar import WorkingCalendar
from hereabouts.core.evidence import hotspots
from hereabouts.core.families import compared, linkage, need_list, triage
from hereabouts.core.families.reasons import NAMES
from hereabouts.core.sentences import listed

COLUMNS = {column: word.replace("_", " ") for word, column in compared.NAMED.items()}
SAID = {"dob": "date of birth", "uprn": "property number", "phone": "their own phone number", "nhs": "NHS number"}
READS = {
    "topics": "what the worry is about", "immediate_danger": "whether somebody is in danger now",
    "agreement": "whether they agreed to help",
}  # fmt: skip
NEED_READS = {
    "ref": "the reference of a household", "needs": "each assessed need, how grave it is and who helps with it",
    "safety": "whether there is a safety flag", "waiting_since": "since when they wait", "last_contact": "when somebody last had contact",
    "lawful_basis": "on which lawful basis",
}  # fmt: skip
NEED_GIVES = {
    "ref": "the reference of a household", "safety": "the safety flag", "unmet": "the points of need that nobody meets",
    "unmet_domains": "which needs these are", "waiting_days": "how long they have waited", "last_contact": "the last contact",
    "support": "the support in place", "not_assessed": "what was not assessed", "because": "the reasons in words",
}  # fmt: skip
GIVES = {"route": "a route", "because": "its reasons", "would_change": "what would change it"}


def of_linkage(comparable: Collection[str], *, version: str, trained_on: int) -> Mapping[str, str]:
    """Say how records are compared: ``comparable`` are the columns that clauses in force let anybody compare."""
    known = [NAMES[one.field] for one in linkage.COMPARISONS]
    may = listed([SAID.get(c, COLUMNS[c]) for c in COLUMNS if c in comparable])
    return {
        "confirm": f"{linkage.CONFIRM:.0%}",
        "review": f"{linkage.REVIEW:.0%}",
        "generation": str(linkage.PARENT_AND_CHILD),
        "fields": str(len(known)),
        "all_fields": listed(known),
        "comparable": may or "nothing, because no agreement in force lets anything be compared",
        "model": version,
        "trained_on": f"trained on {trained_on:,} records of this partnership" if trained_on else "it uses the figures it starts from",
    }  # fmt: skip


def of_triage(calendar: WorkingCalendar) -> Mapping[str, str]:
    """Say what the advice at triage reads and gives. A new field of either shows in the draft by its own name."""
    reads = [READS.get(one.name, one.name.replace("_", " ")) for one in fields(triage.Told)]
    gives = [GIVES.get(one.name, one.name.replace("_", " ")) for one in fields(triage.Advice)]
    return {
        "routes": listed([one.lower() for one in triage.ROUTES.values()]),
        "route_count": str(len(triage.ROUTES)),
        "questions": listed([f"“{one}”" for one in triage.QUESTIONS.values()]),
        "question_count": str(len(triage.QUESTIONS)),
        "many": str(triage.MANY),
        "clock": triage.clock_rule(calendar),
        "advice_reads": listed(reads),
        "advice_gives": listed(gives),
    }


def of_need_list(rule: need_list.NeedRule) -> Mapping[str, str]:
    """Say what the need list reads, gives and orders by. A new field of either shows in the draft by its own name."""
    reads = [NEED_READS.get(one.name, one.name.replace("_", " ")) for one in fields(need_list.InNeed)]
    gives = [NEED_GIVES.get(one.name, one.name.replace("_", " ")) for one in fields(need_list.NeedRow)]
    return {
        "need_reads": listed(reads),
        "need_gives": listed(gives),
        "need_order": "; ".join(words for _, words in rule.order),
        "need_points": listed([f"{points} for “{words}”" for points, words in sorted(rule.severities.items())]),
        "need_never": rule.never,
        "need_version": rule.version,
    }


def of_hotspots() -> Mapping[str, str]:
    """Say when an area is called hot."""
    levels = [f"{how}: a corrected chance of at most {q:.0%}" for q, how in hotspots.LEVELS]
    return {
        "levels": f"{listed(levels).capitalize()}",
        "permutations": f"{hotspots.TIMES:,}",
        "fewest": str(hotspots.FEWEST),
    }
