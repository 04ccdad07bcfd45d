"""What codes hold of somebody's words goes when the words are taken back, or at the end of their retention."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import CharField, Model, Q, TextField

from hereabouts.core.voice.unsaying import sayings, unsaid
from hereabouts.engines.definitions import personal
from hereabouts.records.voice.models import Code, CodebookVersion, Contribution, Judgement, Memo, Reading

# Where officers write of a place, and may write what somebody said. Not here: what is somebody's own (it has its own end), what
# this module cleans more closely, and what was agreed as a text with its fingerprint.
ROOMS = ("voice", "intake", "priorities", "plans", "problems")
THEIR_OWN = (
    "Contribution",
    "Recording",
    "Letter",
    "Reply",
    "Code",
    "Codebook",
    "CodebookVersion",
    "Memo",
    "PlanVersion",
)
ASKED = 200  # conditions that a database takes in one question
TOLD = ("definition", "inclusion", "exclusion", "examples")  # where those who write codes may quote somebody


def forget_judged(rows: Iterable[Contribution], words: Iterable[str]) -> None:
    """Let go of all that codes hold of words that were taken back: judgements, readings, memos, and where they are quoted.

    Nothing is cut out of what anybody else said or thought: a short word goes only where it stands as a whole line or quote.
    """
    ids, gone = [c.pk for c in rows], set(words)
    for model in (Judgement, Reading, Memo):
        model.objects.filter(contribution__in=ids).delete()
    forget_quoted(gone)
    for memo in Memo.objects.all():
        _keep(memo, {"words": unsaid(memo.words, gone, mark="…")})


def forget_quoted(words: Iterable[str]) -> None:
    """Let no code quote words that may not be quoted any more: a codebook leaves as a sheet."""
    gone = set(words)
    forget_typed(gone)
    for code in Code.objects.all():
        _keep(code, {name: unsaid(getattr(code, name), gone).strip() for name in TOLD})
    for version in CodebookVersion.objects.all():
        codes = [{name: unsaid(v, gone) if name in TOLD else v for name, v in code.items()} for code in version.codes]
        _keep(version, {"codes": codes})


def forget_typed(words: Iterable[str]) -> None:
    """Take somebody's words out of what officers wrote with them: themes, what people were told, priorities, sessions, plans.

    Their own records are not of this, nor what was minuted or agreed as it stood then: that is a person's to amend.
    """
    gone = sayings(words)
    firsts = {one.split()[0] for one in gone}
    for model, fields in _written():
        near = [Q(**{f"{name}__icontains": first}) for name in fields for first in firsts]
        rows = model.objects.filter(reduce(or_, near, Q(pk__in=[]))) if len(near) <= ASKED else model.objects.all()
        for row in rows:
            _keep(row, {name: unsaid(getattr(row, name), gone, mark="…") for name in fields})


def _written() -> Iterator[tuple[Any, list[str]]]:
    for model in apps.get_models():
        room = model.__module__.split(".")[2:3]
        if room and room[0] in ROOMS and model.__name__ not in THEIR_OWN:
            declared = personal().get(f"{room[0]}.{model.__name__}", {})
            texts = {f.name for f in model._meta.get_fields() if isinstance(f, CharField | TextField)}  # noqa: SLF001 - Django's own
            if fields := [name for name, about in declared.items() if about == "mixed" and name in texts]:
                yield model, fields


def _keep(row: Model, now: dict) -> None:
    """Write what changed, and only that."""
    if changed := {name: value for name, value in now.items() if getattr(row, name) != value}:
        type(row).objects.filter(pk=row.pk).update(**changed)
