"""The catalogue of courses, and who has completed what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hereabouts.core.ledger import Trained
from hereabouts.core.partners.training import stands
from hereabouts.records.partners.models import Account, Course, Training


@dataclass(frozen=True)
class CourseLine:
    """One course of the catalogue: who gives it, how long it counts, and for how many people it counts today."""

    id: UUID
    name: str
    about: str
    provider: str
    open_to: str
    lasts_months: int | None
    trained: int
    running_out: int


@dataclass(frozen=True)
class Completed:
    """A course that somebody completed, and how it stands."""

    id: UUID
    course: str
    who: str
    organisation: str
    completed_on: date
    until: date | None
    stands: str
    noted_by: str


def catalogue(*, on: date) -> list[CourseLine]:
    """Give the courses on offer."""
    return [
        _line(c, on)
        for c in Course.objects.filter(ended_on=None).select_related("provider").prefetch_related("completed")
    ]


def _line(c: Course, on: date) -> CourseLine:
    newest: dict[UUID, str] = {}
    for row in sorted(c.completed.all(), key=lambda row: row.completed_on):
        newest[row.account_id] = stands(row.until, on)
    told = list(newest.values())
    counting, soon = sum(t != "ran out" for t in told), told.count("runs out soon")
    provider = c.provider.name if c.provider else ""
    return CourseLine(c.pk, c.name, c.about, provider, c.open_to, c.lasts_months, counting, soon)


def course(id: object) -> Course | None:
    """Give one course on offer, for a change that refers to it."""
    return Course.objects.filter(pk=id, ended_on=None).first()


def completed_by(account: Account, *, on: date) -> list[Completed]:
    """Give what somebody completed, newest first."""
    return [completed(row, on=on) for row in account.training.select_related("course", "account__organisation")]


def completed(row: Training, *, on: date) -> Completed:
    """Describe one completed course on a day."""
    return Completed(
        row.pk, row.course.name, row.account.name, row.account.organisation.name, row.completed_on, row.until,
        stands(row.until, on), row.noted_by,
    )  # fmt: skip


def trained(accounts: Iterable[Account], *, on: date) -> dict[UUID, tuple[Trained, ...]]:
    """Give each account's courses as the rule sees them: completed by that day, whether or not they still count."""
    found: dict[UUID, list[Trained]] = {account.pk: [] for account in accounts}
    rows = Training.objects.filter(account__in=list(found), completed_on__lte=on)
    for account, name, until in rows.values_list("account", "course__name", "until"):
        found[account].append(Trained(name, until))
    return {account: tuple(courses) for account, courses in found.items()}
