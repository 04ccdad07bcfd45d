"""The draft of the public records of our algorithmic tools, with what this installation's rules and agreements say today."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.conf import settings

from hereabouts import __version__
from hereabouts.core.account.running import of_hotspots, of_linkage, of_need_list, of_triage
from hereabouts.core.account.transparency import BLANK, CAUTION, AlgorithmRecord, Section, drafted
from hereabouts.core.families.compared import columns
from hereabouts.core.ledger import Actor
from hereabouts.core.sentences import listed
from hereabouts.engines import linkage
from hereabouts.engines.definitions import calendar, need_rules, roles, text, unusual_looks
from hereabouts.engines.documents import Document, Facts, Heading, Paragraph, written
from hereabouts.records.places.reads import nation_here
from hereabouts.records.trust.reads import Opening, openings


def records(actor: Actor, *, on: date) -> list[AlgorithmRecord]:
    """Draft the record of every tool, from the rules as they run and the agreements in force that the actor may read."""
    told = text("transparency", "record")
    opened = openings(actor, on=on)
    facts = {tool["id"]: _of(tool["verb"], opened) for tool in told["tool"]}
    model = _model()
    compare = columns(one.fields for one in opened if "match.find" in one.deeds)
    facts["linkage"] |= of_linkage(compare, version=model.version, trained_on=model.trained_on)
    facts["triage"] |= of_triage(calendar(nation_here()))
    facts["need_list"] |= of_need_list(need_rules())
    facts["hotspots"] |= of_hotspots()
    return drafted(told, {"": _everywhere(), **facts})


def _everywhere() -> dict[str, str]:
    rules, share = unusual_looks()
    return {"product": __version__, "unusual": listed([one.label.lower() for one in rules]), "sample": f"{share:.0%}"}


def _of(verb: str, opened: list[Opening]) -> dict[str, str]:
    """Say who holds the verb that a tool's answer is used with: by a clause in force, or by a role alone."""
    mine = [one for one in opened if verb in one.deeds]
    by_role = [
        one for one in roles().values() if verb in {*one.here, *one.everywhere, *one.own} and one.id not in NO_PERSON
    ]
    courses = sorted({course for one in mine for course in one.requires} | {c for one in by_role for c in one.requires})
    return {
        "deciders": _deciders(mine, [one.label for one in by_role]),
        "viewers": listed([one.label for one in by_role]) or "Nobody",
        "agreements": _agreements(mine),
        "training": f"Before anything opens: {listed(courses)}." if courses else "No course is asked for today.",
    }  # fmt: skip


NO_PERSON = {"public", "local_operator", "founder"}  # roles of no account


def _deciders(mine: list[Opening], labels: list[str]) -> str:
    if mine:
        said = dict.fromkeys(f"{listed(one.roles)} ({one.ref}, clause {one.number})" for one in mine)
        return f"Today that may be: {listed(list(said))}."
    if labels:
        return f"Today that may be: {listed(labels)}."
    return "Today nobody can: no agreement in force names a role for it."


def _agreements(mine: list[Opening]) -> str:
    said = dict.fromkeys(f"{one.ref}, for {one.purpose}, until {one.ends_on:%-d %B %Y}. {one.basis}" for one in mine)
    return " ".join(said) or "None is in force: nothing flows."


def _model() -> linkage.Model:
    path = settings.HOME / "linkage-model.json"
    return linkage.load(path) if path.exists() else linkage.start()


def as_word(drafts: list[AlgorithmRecord], *, on: date) -> bytes:
    """Write the records as DOCX: the same rules on the same day always give the same bytes."""
    blocks = [Paragraph(CAUTION)]
    for record in drafts:
        blocks.append(Heading(record.name))
        for section in record.sections:
            blocks += [Heading(section.label, 2), _lines(section)]
    at = datetime.combine(on, datetime.min.time(), UTC)
    return written(Document("Algorithmic transparency records: draft", blocks, at, subject=f"Draft of {on:%-d %B %Y}"))


def _lines(section: Section) -> Facts:
    return Facts([
        (one.label, f"[{BLANK.capitalize()}] {one.words}" if one.source == BLANK else one.words) for one in section.statements
    ])  # fmt: skip
