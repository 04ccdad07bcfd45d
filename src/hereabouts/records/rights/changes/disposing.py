"""Disposal: proposed, reviewed by somebody else, and only then done. Every question is asked again at the last moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from hereabouts.core.ledger import Actor
from hereabouts.core.rights.schedule import Keeping, NotDisposed
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.ledger.changes import change
from hereabouts.records.rights import keeping
from hereabouts.records.rights.models import Disposal, DisposalBatch

WHY = "what a review has agreed to is emptied, whoever may see it"


@change("disposal.propose")
def propose(*, by: Actor, on: date, chosen: Iterable[tuple[str, str]]) -> DisposalBatch:
    """Propose some of what is due and may be seen. Whatever is not due is refused, whoever asks."""
    wanted = dict.fromkeys(chosen)
    due = {(one.thing.rule, one.thing.id): one for one in keeping.due(by, on=on).shown}
    if not wanted:
        raise NotDisposed("Choose at least one record.")
    if not wanted.keys() <= due.keys():
        raise NotDisposed("Something of this is not due, on hold or not yours to see. Look at the list again.")
    batch = DisposalBatch.objects.create(
        organisation_id=by.organisation, proposed_on=on, proposed_by=by.id, proposed_name=by.name
    )
    Disposal.objects.bulk_create(
        Disposal(batch=batch, rule=rule, object=id_, kept_until=due[rule, id_].until, because=_because(due[rule, id_]))
        for rule, id_ in wanted
    )
    return batch


def _because(one: Keeping) -> str:
    return f"{one.thing.words}. {one.because}" if one.thing.words else one.because


@change("disposal.review", about="batch")
def review(
    *, by: Actor, on: date, batch: DisposalBatch, keep: Mapping[str, str], looked: bool = False
) -> DisposalBatch:
    """Agree to a batch, or to all of it but some records, each with its reason. Never whoever proposed it."""
    _in(batch, "proposed")
    if by.id == batch.proposed_by:
        raise NotDisposed("You proposed this. Somebody else must review it.")
    if not looked:
        raise NotDisposed("Say that you have looked at each record.", field="looked")
    items = {str(item.pk): item for item in batch.items.all()}
    for id_, why in keep.items():
        if id_ not in items or not why.strip():
            raise NotDisposed("Say why, for each record that is kept.")
        items[id_].keep, items[id_].why_kept = True, why.strip()
        items[id_].save(update_fields=["keep", "why_kept"])
    return _moved(batch, state="reviewed", reviewed_on=on, reviewed_by=by.id, reviewed_name=by.name)


@change("disposal.review", about="batch", step="drop")
def drop(*, by: Actor, on: date, batch: DisposalBatch) -> DisposalBatch:
    """Drop a batch: nothing of it is done, and what is due can be proposed again."""
    if batch.state not in {"proposed", "reviewed"}:
        raise NotDisposed("This batch is done with already.")
    return _moved(batch, state="dropped")


@change("disposal.execute", about="batch")
def execute(*, by: Actor, on: date, batch: DisposalBatch) -> DisposalBatch:
    """Empty what the review agreed to and is still due, on no hold and nobody's secret now. The rest is kept, and says why."""
    _in(batch, "reviewed")
    if not batch.reviewed_by or batch.reviewed_by == batch.proposed_by:
        raise NotDisposed("Nobody else has reviewed this.")
    now = keeping.standings(by, on=on)
    for item in batch.items.select_for_update().filter(keep=False):
        standing = now.get((item.rule, str(item.object)))
        if standing is None or not standing.due:
            item.outcome = f"Kept: {standing.because}" if standing else "Kept: it cannot be looked at any more."
        else:
            with on_purpose(WHY):
                keeping.emptied(item.rule, standing.thing)
            item.done_on, item.outcome = on, "Emptied"
        item.save(update_fields=["done_on", "outcome"])
    return _moved(batch, state="executed", executed_on=on, executed_name=by.name)


def _in(batch: DisposalBatch, state: str) -> None:
    if batch.state != state:
        raise NotDisposed("This batch is “{state}”: that step does not follow from it.", state=batch.state)


def _moved(batch: DisposalBatch, **facts: object) -> DisposalBatch:
    for name, value in facts.items():
        setattr(batch, name, value)
    batch.save(update_fields=list(facts))
    return batch
