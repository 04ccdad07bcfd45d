"""What codes hold of somebody's words goes when the words are taken back, or at the end of their retention."""

from collections.abc import Iterable

from hereabouts.core.voice.unsaying import unsaid
from hereabouts.records.voice.models import Code, CodebookVersion, Contribution, Judgement, Memo, Reading

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
    for code in Code.objects.all():
        _keep(code, {name: unsaid(getattr(code, name), gone).strip() for name in TOLD})
    for version in CodebookVersion.objects.all():
        codes = [{name: unsaid(v, gone) if name in TOLD else v for name, v in code.items()} for code in version.codes]
        _keep(version, {"codes": codes})


def _keep(row: Code | Memo | CodebookVersion, now: dict) -> None:
    """Write what changed, and only that."""
    if changed := {name: value for name, value in now.items() if getattr(row, name) != value}:
        type(row).objects.filter(pk=row.pk).update(**changed)
