"""Codes of countries are those of `countries.csv`, by the name that a place's country is told by; an unknown name has none."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

from trucewatch.places.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_UCDP_REGIONS = ((199, "Americas"), (399, "Europe"), (626, "Africa"), (699, "Middle East"), (999, "Asia"))
"""The highest of Gleditsch and Ward's numbers in each of UCDP's regions (UCDP/PRIO Armed Conflict Dataset Codebook)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country: ISO 3166-1 alpha-2 and numeric, Gleditsch and Ward's number (`None` without), and ACLED's region.

    `since` is the day from which their list has it, `None` where that is before 1990.
    """

    alpha2: str
    iso: int | None
    gw: int | None
    since: date | None
    region: str

    def gw_on(self, day: date) -> int | None:
        """Gleditsch and Ward's number on a day; `None` where their list has no such state on it."""
        return self.gw if self.since is None or self.since <= day else None


def country_named(name: str) -> Country | None:
    """The country of this name, in any of the spellings known."""
    return _by_name().get(fold(name)) if name else None


def country_coded(alpha2: str) -> Country | None:
    """The country of this code."""
    return _by_code().get(alpha2)


def ucdp_region(gw: int | None) -> str:
    """UCDP's region of a state, by its number."""
    return "" if gw is None else next((region for most, region in _UCDP_REGIONS if gw <= most), "")


@cache
def _by_code() -> Mapping[str, Country]:
    return MappingProxyType({country.alpha2: country for country, _ in _rows()})


@cache
def _by_name() -> Mapping[str, Country]:
    return MappingProxyType({fold(name): country for country, names in _rows() for name in names})


@cache
def _rows() -> tuple[tuple[Country, tuple[str, ...]], ...]:
    text = (resources.files(__package__) / "countries.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return tuple((_country(row), tuple(row["names"].split("|"))) for row in csv.DictReader(lines))


def _country(row: Mapping[str, str]) -> Country:
    return Country(
        alpha2=row["alpha2"],
        iso=int(row["iso"]) if row["iso"] else None,
        gw=int(row["gw"]) if row["gw"] else None,
        since=date.fromisoformat(row["since"]) if row["since"] else None,
        region=row["region"],
    )
