"""Consent: what stands, for whom, until when; and words told in other words that are not theirs any more."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import pytest
from django.utils import timezone

from hereabouts.core.voice.consent import (
    AUDIENCES,
    Agreed,
    StillTheirWords,
    checked,
    in_other_words,
    months_later,
    stands,
)
from hereabouts.engines.definitions import consent_kinds
from hereabouts.records.releases.models import Release
from hereabouts.records.trust.access import local_operator, public
from hereabouts.records.voice import access, changes, reads
from hereabouts.records.voice.models import Consent, Contribution, Participant, TakenBack
from tests.promises.test_taken_back import WORDS, printed
from tests.worlds import TODAY

DAY = timedelta(1)


@dataclass
class Given:
    answer: str = "yes"
    audience: str = "anybody"
    given_on: date | None = TODAY
    until: date | None = None
    withdrawn_on: date | None = None


@pytest.mark.parametrize(
    ("facts", "on", "needed", "expected"),
    [
        ({}, TODAY, "anybody", True),
        ({}, TODAY - DAY, "anybody", False),
        ({"answer": "no"}, TODAY, "listeners", False),
        ({"answer": "did not want to say"}, TODAY, "listeners", False),
        ({"until": TODAY}, TODAY, "anybody", True),
        ({"until": TODAY}, TODAY + DAY, "anybody", False),
        ({"withdrawn_on": TODAY}, TODAY, "listeners", False),
        ({"given_on": None}, TODAY, "listeners", False),
        ({"audience": "partners"}, TODAY, "anybody", False),
        ({"audience": "partners"}, TODAY, "listeners", True),
    ],
)
@pytest.mark.requirement("X-08")
def test_only_a_yes_stands_from_its_first_day_to_its_last_for_its_audience(facts, on, needed, expected):
    assert stands(Given(**facts), on, needed) is expected


def test_months_end_where_a_month_has_no_such_day():
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2026, 11, 20), 0) is None
    assert months_later(date(2024, 2, 29), 12) == date(2025, 2, 28)


def test_other_words_are_refused_while_they_are_theirs():
    with pytest.raises(StillTheirWords, match="afraid of the dark stairs"):
        in_other_words("She is AFRAID of the dark stairs!", "I am afraid of the dark stairs at night")
    assert in_other_words(" The stairs frighten her. ", "I am afraid of the dark stairs") == "The stairs frighten her."


def test_a_kind_is_asked_only_for_its_audiences():
    assert checked(Agreed("quote"), consent_kinds()).audience == "anybody"
    with pytest.raises(Exception, match="can be for"):
        checked(Agreed("recontact", audience="anybody"), consent_kinds())


@pytest.mark.django_db
class TestInTheRoom:
    @pytest.fixture
    def given(self, partnership):
        return {
            "by": partnership.actor("communities_officer"),
            "on": TODAY,
            "place": partnership.east,
            "heard_on": TODAY,
        }

    def test_sql_and_core_say_the_same(self, given):
        said = changes.record(**given, words="Dark")
        Consent.objects.all().delete()
        kinds = product(("yes", "no"), AUDIENCES, (None, TODAY), (None, TODAY - DAY, TODAY), (None, TODAY))
        for answer, audience, given_on, until, withdrawn_on in kinds:
            one = Consent.objects.create(
                participant=said.participant, kind="quote", answer=answer, audience=audience, given_on=given_on, until=until,
                withdrawn_on=withdrawn_on,
            )  # fmt: skip
            for needed, on in product(AUDIENCES, (TODAY - DAY, TODAY, TODAY + DAY)):
                assert access.agreed("quote", on=on, audience=needed).exists() is stands(one, on, needed), (one, on)
            one.delete()

    @pytest.mark.requirement("X-08")
    def test_each_thing_is_asked_by_itself_and_no_answer_is_a_yes(self, given, partnership):
        told = [
            Agreed("quote", "did not want to say"),
            Agreed("research", "no"),
            Agreed("show", audience="listeners", until=TODAY),
        ]
        said = changes.record(**given, words="Dark", consents=["taking part", *told])
        lines = {one.kind: one for one in reads.contribution_sheet(said, on=TODAY).consents}
        assert [lines[k].answer for k in ("taking part", "quote", "show", "research")] == [
            "yes",
            "did not want to say",
            "yes",
            "no",
        ]
        assert [lines[k].stands for k in ("taking part", "quote", "show", "research")] == [True, False, True, False]
        assert "recontact" not in lines  # nobody asked
        assert reads.quotes(partnership.east, on=TODAY) == []

    def test_a_quote_for_the_partners_is_not_for_print(self, given, partnership):
        changes.record(**given, words="Dark", consents=["taking part", Agreed("quote", audience="partners")])
        assert reads.quotes(partnership.east, on=TODAY) == []
        assert [q.words for q in reads.quotes(partnership.east, on=TODAY, audience="partners")] == ["Dark"]

    def test_a_later_no_takes_back_what_is_printed(self, given, partnership):
        first = changes.record(**given, words=WORDS, consents=["taking part", "quote"])
        printed({"by": given["by"], "on": TODAY}, partnership, WORDS)
        changes.record(
            **given, words="More", person=first.participant.key, consents=["taking part", Agreed("quote", "no")]
        )
        assert not Release.objects.filter(withdrawn_on=None).exists()

    @pytest.mark.requirement("X-08")
    def test_by_their_number_alone_in_every_place_they_spoke_in(self, given, partnership):
        """Whoever carries it out has no right to withdraw anything: the speaker's own word is enough."""
        said = changes.record(**given, words=WORDS, consents=["taking part", "quote"])
        partnership.add("communities_officer", key="west officer", place=partnership.west)
        printed({"by": given["by"], "on": TODAY}, partnership, WORDS)
        letters = said.participant.key.replace("-", "").lower()
        with pytest.raises(access.UnknownNumber):
            changes.take_back(by=public(), on=TODAY, number="ZZZZ-ZZZZ", kind="quote")
        changes.take_back(by=public(), on=TODAY, number=letters, kind="quote")
        assert not Release.objects.filter(withdrawn_on=None).exists()
        row = TakenBack.objects.get()
        assert (row.how, row.due_on, row.done_on, len(row.releases)) == ("speaker", TODAY + 7 * DAY, None, 1)
        assert changes.settle(by=given["by"], on=TODAY + DAY, taken=row).done_on == TODAY + DAY
        changes.take_back(by=public(), on=TODAY, number=letters, kind="taking part")
        with pytest.raises(access.UnknownNumber):
            reads.mine(letters, on=TODAY)

    @pytest.mark.requirement("X-08")
    def test_the_last_day_ends_it_by_itself(self, given, partnership):
        said = changes.record(
            **given, words=WORDS, contact="01632 960001",
            consents=["taking part", Agreed("quote", until=TODAY), Agreed("recontact", until=TODAY)],
        )  # fmt: skip
        worker = local_operator("worker")
        assert changes.expire_due(by=worker, on=TODAY) == 0
        assert reads.quotes(partnership.east, on=TODAY + DAY) == []  # read by the day, before anything has run
        assert changes.expire_due(by=worker, on=TODAY + DAY) == 2
        assert Participant.objects.get(pk=said.participant_id).contact == ""
        assert changes.expire_due(by=worker, on=TODAY + DAY) == 0

    def test_told_in_other_words_only_where_they_chose_that(self, given, partnership):
        by = {"by": given["by"], "on": TODAY}
        said = changes.record(**given, words="I am afraid of the dark stairs", consents=["taking part", "quote"])
        with pytest.raises(Exception, match="Ask them first"):
            changes.retell(**by, contribution=said, words="Frightened")
        changes.withdraw_consent(**by, contribution=said, kind="quote", retell=True)
        assert reads.to_retell(given["by"], partnership.east, on=TODAY) == [said.pk]
        changes.retell(**by, contribution=said, words="The stairs frighten her.")
        (quote,) = reads.quotes(partnership.east, on=TODAY)
        assert (quote.words, quote.retold) == ("The stairs frighten her.", True)
        assert reads.to_retell(given["by"], partnership.east, on=TODAY) == []
        changes.withdraw_consent(**by, contribution=said, kind="taking part")
        assert Contribution.objects.get().other_words == ""

    def test_somebody_guesses_numbers_only_so_often(self, client, db):
        for _ in range(20):
            client.post("/take-back/", {"number": "ZZZZ-ZZZZ"})
        assert client.post("/take-back/", {"number": "ZZZZ-ZZZZ"}).status_code == 422
        assert timezone.localdate()
