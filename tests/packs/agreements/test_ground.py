"""The gazetteer here has places in two units more than that of the base pack, which has Yemen as a disc of 410 km."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.packs.agreements.conftest import HILLS, VALLEY, ZONES

from trucewatch.model.agreement import Circle, Geometry, Zone
from trucewatch.packs.agreements import check_agreement
from trucewatch.packs.agreements.ground import Ground
from trucewatch.packs.check import check_pack
from trucewatch.packs.loader import load_packs

if TYPE_CHECKING:
    from tests.packs.conftest import MakePack

PLACES = (
    "id\tname\tkind\tlat\tlon\tradius_km\tcountry\tadmin\tpcodes\tpopulation\tnames\n"
    "2\tHigh Town\ttown\t14\t44\t2\tYE\tYemen|Al Ta’izzah|High\t\t\t\n"
    "3\tLow Town\ttown\t14\t44\t2\tYE\tYemen|Ibb\t\t\t\n"
)


def files(zones: str = ZONES, hills: str = HILLS) -> dict[str, str]:
    return {
        "places.tsv": PLACES,
        "zones/all.yaml": zones,
        "agreements/hills.yaml": hills,
        "agreements/valley.yaml": VALLEY,
    }


@pytest.mark.parametrize(
    ("units", "faults"),
    [
        ("[[Yemen, Ibb], [Yemen]]", []),
        # spellings side by side, one of which the gazetteer has
        ("[[Yemen, Al Ta’izzah, High], [Yemen, Ibb], [Yemen, Ibbe]]", []),
        # a unit below one that is there
        (
            "[[Yemen, Ibb, Nowhere]]",
            ["no gazetteer has a place in Yemen, Ibb, Nowhere; write it as the gazetteer does"],
        ),
        ("[[Yemen, Ibb], [Yemen, Al-Taizah]]", ["no gazetteer has a place in Yemen, Al-Taizah; did you mean"]),
        ("[[Yemn, Ibb]]", ["no gazetteer has a place in Yemn, Ibb; did you mean 'Yemen'?"]),
    ],
)
def test_units_are_those_of_the_gazetteers(make_pack: MakePack, units: str, faults: list[str]) -> None:
    zones = ZONES.replace("[[Yemen, Ta'izz]]", units)
    found = check_pack(make_pack("hills", files(zones=zones)))
    assert [(fault.path.name, fault.line) for fault in found] == [("all.yaml", 1)] * len(faults)
    assert all(f"{fault.what}; {fault.remedy}".startswith(words) for fault, words in zip(found, faults, strict=True))


def test_a_shape_with_its_axes_swapped_is_found(make_pack: MakePack) -> None:
    """[15, 44] is a point in the north of Serbia."""
    swapped = HILLS.replace("lines: [[[44, 15], [44.5, 15.5]]]", "lines: [[[15, 44], [15.5, 44.5]]]")
    zones = ZONES.replace("Ta'izz", "Ibb")
    pack = make_pack("hills", files(zones=zones, hills=swapped))
    (fault,) = check_agreement(pack / "agreements" / "hills.yaml", load_packs([pack]))
    assert fault.line == 24
    assert fault.what.startswith("the zone 'road' is drawn 3,")
    assert fault.what.endswith("km off YE")
    assert fault.remedy == "swap longitude and latitude: longitude comes first"


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground.of(load_packs(["syria"]))


IDLIB = ((36.4, 35.6), (36.9, 35.6), (36.9, 36.0), (36.4, 36.0))
"""Around the city of Idlib; with its axes swapped it lies in Turkey and in the gulf before it."""


@pytest.mark.parametrize(
    ("shape", "countries", "remedy"),
    [
        ({"polygons": (IDLIB,)}, ("SY",), ""),
        ({"polygons": (tuple((lat, lon) for lon, lat in IDLIB),)}, ("SY",), "swap longitude and latitude"),
        ({"circles": (Circle(lat=36.80, lon=35.86, km=2),)}, ("SY",), "swap longitude and latitude"),
        ({"lines": (((35.86, 36.80), (35.93, 36.63)),)}, ("SY",), "swap longitude and latitude"),
        # where the land is named, it may be meant
        ({"circles": (Circle(lat=36.80, lon=35.86, km=2),)}, ("SY", "TR"), ""),
        # around Adiyaman, in Turkey, far from the border; swapped it is nearer to neither
        ({"circles": (Circle(lat=37.76, lon=38.28, km=2),)}, ("SY",), "mend the shape, or add its country"),
        # a box around all of Syria, with its corners in other countries
        ({"polygons": (((35, 31.5), (43, 31.5), (43, 38), (35, 38)),)}, ("SY",), ""),
        # a town on the border
        ({"circles": (Circle(lat=36.71, lon=38.95, km=1),)}, ("SY",), ""),
        # the open sea, where no place is near
        ({"circles": (Circle(lat=34.0, lon=31.0, km=1),)}, ("SY",), ""),
    ],
)
def test_a_shape_outside_its_countries_is_found(
    ground: Ground, shape: dict[str, Any], countries: tuple[str, ...], remedy: str
) -> None:
    zone = Zone(id="z", name="Z", geometry=Geometry.APPROXIMATE, margin_km=1, **shape)
    found = ground.far_from(zone, countries)
    assert (found[1] if found else "").startswith(remedy)
    assert (found is None) == (remedy == "")
