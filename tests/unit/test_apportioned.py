"""What counts only in part counts with that part everywhere: a place of halves has half of everything."""

from dataclasses import replace

import pytest

from hereabouts.records.evidence.portrait import portrait
from hereabouts.records.places.reads import sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(partnership):
    return sheet(partnership.east)


@pytest.fixture
def half(whole):
    weights = {generation: dict.fromkeys(codes, 0.5) for generation, codes in whole.areas.items()}
    return replace(whole, version=whole.version + 1, weights=weights)


def test_a_place_of_halves_has_half_the_people_in_every_band(whole, half):
    all_, some = portrait(whole), portrait(half)
    assert all_.pyramid is not None
    assert some.profile.population == pytest.approx(
        all_.profile.population / 2, abs=len(whole.areas[all_.profile.generation])
    )
    assert some.pyramid.people == pytest.approx(all_.pyramid.people / 2, abs=1)
    for ours, theirs in zip(some.pyramid.bands, all_.pyramid.bands, strict=True):
        assert ours.people == pytest.approx(theirs.people / 2, abs=1)
        assert ours.share == pytest.approx(theirs.share, abs=1e-9)


def test_its_counts_are_half_and_its_rates_the_same(whole, half):
    all_, some = (
        {f.id: f for f in portrait(one).profile.indicators if f.value is not None and f.numerator}
        for one in (whole, half)
    )
    assert all_.keys() == some.keys()
    assert len(all_) > 2
    for id_, ours in some.items():
        assert ours.numerator == pytest.approx(all_[id_].numerator / 2, abs=1)
        assert ours.value == pytest.approx(all_[id_].value, rel=1 / ours.numerator)  # events are counted whole
