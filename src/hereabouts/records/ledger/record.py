"""What every remembered thing has in common, and what a guarded one adds."""

import uuid
from collections.abc import Iterable
from typing import ClassVar

from django.db import models

from hereabouts.core.ledger import Sensitivity, Subject
from hereabouts.core.ledger.unusual import Traits
from hereabouts.records.ledger.asker import on_purpose
from hereabouts.records.ledger.models import Named


class Record(models.Model):
    """A remembered thing. Its UUID is the only id that ever stands in an address."""

    UNDER: ClassVar[str] = (
        ""  # the foreign key to the case it is part of: whoever may not know of that has no row of this
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class Guarded(Record):
    """A thing that is seen and changed only through the ledger's rule: it knows where it is and whose."""

    KIND: ClassVar[str]  # the word before the dot in a grant, "plan" in "plan.endorse"
    PLACE_FIELD: ClassVar[str] = "place_id"
    ABOUT_FIELDS: ClassVar[tuple[str, ...]] = ()  # what it tells of besides itself: an interest in that is one in this
    WITHIN_FIELD: ClassVar[str] = ""  # says that a thing is kept within its own organisation
    PURPOSE: ClassVar[str | None] = None  # what its door is opened for; None: no purpose has to be named
    LOCKED: ClassVar[bool] = False  # whether it may be a case, so that the database itself keeps its rows (PostgreSQL)
    REACHED_BY: ClassVar[
        tuple[str, ...]
    ] = ()  # through which other guarded things it is reached: a home by its referrals
    REF_SHOWN: ClassVar[bool] = True  # whether its reference, where it has one, may stand beside it for other readers

    place = models.ForeignKey("hereabouts.Place", models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("hereabouts.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    sensitivity = models.PositiveSmallIntegerField(
        default=Sensitivity.PARTNERSHIP, choices=[(s.value, s.name.lower()) for s in Sensitivity]
    )

    class Meta:
        abstract = True

    def hold(self) -> None:
        """Read this thing anew and hold it until the transaction ends: somebody may have changed it since it was shown."""
        if not self._state.adding:
            self.refresh_from_db(from_queryset=self._meta.base_manager.select_for_update())

    def subject(self) -> Subject:
        """Describe this thing to the rule: what it is about, too, where whoever asks may not see that."""
        with on_purpose("the rule is asked about it"):
            return self._subject()

    def _subject(self) -> Subject:
        restricted = self.sensitivity == Sensitivity.RESTRICTED
        return Subject(
            self.KIND,
            id=str(self.pk),
            place=_text(getattr(self, self.PLACE_FIELD)),
            organisation=_text(self.organisation_id),
            sensitivity=Sensitivity(self.sensitivity),
            named=self._named() if restricted else frozenset(),
            about=frozenset(filter(None, (_text(self._at(name)) for name in self.ABOUT_FIELDS))),
            within=bool(self.WITHIN_FIELD) and bool(getattr(self, self.WITHIN_FIELD)),
        )

    def _named(self) -> frozenset[str]:
        rows = Named.objects.filter(kind=self.KIND, object=self.pk)
        return frozenset(rows.values_list("actor", flat=True))

    @classmethod
    def traits(cls, ids: Iterable[str]) -> dict[str, Traits]:
        """Say what of these things makes a look at them unusual; a kind that holds people says more than this."""
        rows = cls.objects.filter(pk__in=list(ids)).values_list("pk", "sensitivity")
        return {str(pk): Traits(restricted=deep == Sensitivity.RESTRICTED) for pk, deep in rows}

    @classmethod
    def also(cls, ids: Iterable[str]) -> list[str]:  # noqa: ARG003 - for those kinds that have something
        """Give what else is about the same thing, for whoever asks who saw it: nothing, for most kinds."""
        return []

    @classmethod
    def near(cls, postcodes: Iterable[str]) -> dict[str, set[str]]:  # noqa: ARG003 - for those kinds that have an address
        """Give by postcode (without spaces, in capitals) what is at an address there: nothing, for most kinds."""
        return {}

    def _at(self, path: str) -> object:
        found: object = self
        for name in path.split("__"):
            found = getattr(found, name, None)
        return found


def _text(value: object) -> str | None:
    return None if value is None else str(value)
