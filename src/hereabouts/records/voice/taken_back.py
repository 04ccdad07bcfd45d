"""What codes hold of somebody's words goes when the words are taken back, or at the end of their retention."""

from collections.abc import Iterable

from hereabouts.records.voice.models import Code, CodebookVersion, Contribution, Judgement, Memo, Reading


def forget_judged(rows: Iterable[Contribution], words: Iterable[str]) -> None:
    """Let go of all that codes hold of words that were taken back: judgements, readings, memos, and where they are an example."""
    ids = [c.pk for c in rows]
    for model in (Judgement, Reading, Memo):
        model.objects.filter(contribution__in=ids).delete()
    for told in {one.strip() for one in words if one.strip()}:
        for code in Code.objects.filter(examples__contains=told):
            Code.objects.filter(pk=code.pk).update(examples=code.examples.replace(told, "").strip())
        for memo in Memo.objects.filter(words__contains=told):
            Memo.objects.filter(pk=memo.pk).update(words=memo.words.replace(told, "…"))
        _out_of_versions(told)


def _out_of_versions(told: str) -> None:
    for version in CodebookVersion.objects.all():
        kept = [{name: value.replace(told, "") for name, value in code.items()} for code in version.codes]
        if kept != version.codes:
            CodebookVersion.objects.filter(pk=version.pk).update(codes=kept)
