from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.withholding.samples import BINNISH, HEALTH

from trucewatch.model.profile import Grain, SiteRule
from trucewatch.places.geo import km_between
from trucewatch.withholding.coarse import coarsened, is_coarse

if TYPE_CHECKING:
    from trucewatch.withholding.vocabulary import Vocabulary


def test_a_village_is_told_as_its_district(vocabulary: Vocabulary) -> None:
    told = coarsened(BINNISH, HEALTH, vocabulary)
    assert told is not None
    assert (told.id, told.name, told.text, told.code, told.precision) == ("SY0700", "Idleb", "Idleb", 3, "district")
    assert (told.admin, told.pcodes) == (("Syria", "Idleb", "Idleb"), ("SY", "SY07", "SY0700"))
    assert told.radius_km is not None
    assert told.radius_km >= 21
    assert not told.rivals
    assert not told.evidence


def test_every_place_of_a_district_is_told_alike(vocabulary: Vocabulary) -> None:
    other = replace(BINNISH, id="gn-1", name="Elsewhere", text="Elsewhere", lat=35.80, lon=36.60)
    assert coarsened(BINNISH, HEALTH, vocabulary) == coarsened(other, HEALTH, vocabulary)


def test_a_governorate_or_a_country_may_be_all(vocabulary: Vocabulary) -> None:
    for grain, name, code in ((Grain.GOVERNORATE, "Idleb", 4), (Grain.COUNTRY, "Syria", 6)):
        told = coarsened(BINNISH, SiteRule(grain=grain, radius_km=300.0), vocabulary)
        assert told is not None
        assert (told.name, told.code, told.radius_km) == (name, code, max(300.0, told.radius_km or 0.0))


def test_without_a_known_unit_a_cell_of_a_grid_stands_in(vocabulary: Vocabulary) -> None:
    odd = replace(BINNISH, admin=("Nowhereland", "Odd"), pcodes=())
    near = replace(odd, lat=35.9561, lon=36.7129)
    told = coarsened(odd, HEALTH, vocabulary)
    assert told is not None
    assert told == coarsened(near, HEALTH, vocabulary)
    assert (told.id, told.name, told.admin) == ("", "Nowhereland", ("Nowhereland",))


def test_what_is_coarse_already_stays() -> None:
    assert not is_coarse(BINNISH, HEALTH)
    assert is_coarse(replace(BINNISH, code=3, precision="district"), HEALTH)
    assert not is_coarse(replace(BINNISH, code=5, precision="part of region", radius_km=2.0), HEALTH)
    assert is_coarse(replace(BINNISH, lat=None, lon=None, code=None), HEALTH)


@settings(max_examples=200, deadline=None)
@given(lat=st.floats(-80, 80), lon=st.floats(-180, 179.99))
def test_a_cell_holds_its_place_and_hides_it(lat: float, lon: float, vocabulary: Vocabulary) -> None:
    told = coarsened(replace(BINNISH, lat=lat, lon=lon, admin=()), HEALTH, vocabulary)
    assert told is not None
    assert told.lat is not None
    assert told.lon is not None
    assert told.radius_km is not None
    assert km_between(lat, lon, told.lat, told.lon) <= told.radius_km
    assert told.radius_km >= 10
