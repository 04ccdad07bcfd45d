"""Every change has its words in the audit trail, and a letter's reference is not given away there."""

import re

import pytest

from hereabouts.records.intake import changes as intake
from hereabouts.records.ledger import reads
from hereabouts.web.stewardship import deeds
from tests.environment import ROOT
from tests.worlds import TODAY


def test_every_change_has_words():
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    said = {what for text in sources for what in re.findall(r'^@change\(\s*"([a-z_.]+)"', text, re.MULTILINE)}
    assert len(said) > 40
    assert said - deeds.DEEDS.keys() == set()
    assert deeds.deed("kite.fly_high") == "Fly high (kite)"


@pytest.mark.django_db
def test_a_letters_reference_finds_it_and_is_shown_to_nobody_else(partnership):
    officer = partnership.actor("communities_officer")
    letter = intake.send(by=officer, on=TODAY, kind="words", text="The swings are broken.", place=partnership.east)
    assert reads.called(letter.ref) == [str(letter.pk)]
    assert reads.referred([str(letter.pk)], officer) == {}
