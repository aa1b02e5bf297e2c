"""Words of our vocabularies that a report prints: they come out of values, so no message in the code names them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from trucewatch.model.count import Effect
from trucewatch.model.finding import Answer, Kept, Question, Result
from trucewatch.model.incident import Grade
from trucewatch.model.profile import Ground
from trucewatch.model.time import DateHow
from trucewatch.publications.edition import ChangeKind
from trucewatch.publications.report.limits import LANGUAGES, MEANINGS, PRECISIONS, RULES
from trucewatch.publications.report.words import MONTHS
from trucewatch.publications.svgmap import COMPASS
from trucewatch.publications.words import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FACTS = ("Parties", "Claimed by", "Attributed to")
KINDS_OF_PLACES = (
    "country",
    "region",
    "governorate",
    "district",
    "subdistrict",
    "city",
    "town",
    "village",
    "neighbourhood",
    "camp",
    "base",
    "airport",
    "site",
    "crossing",
    "mountain",
    "area",
    "road",
    "water",
    "near",
    "part of region",
    "point",
    "unknown",
)
COUNTED = (
    "strikes",
    "aircraft",
    "shells",
    "rockets",
    "missiles",
    "drones",
    "mortars",
    "bombs",
    "vehicles",
    "raids",
    "munitions",
    "violations",
)
CLAUSES = (
    "a report that names who did it",
    "a report that tells the act",
    "a date of the incident",
    "a finer date of the incident",
    "a more exact place",
    "reports that tell it as another act",
    "reports of other weapons",
    "reports that another object was hit",
    "reports of another target",
    "reports of another number",
    "reports that name somebody of another side",
    "further independent reports of who did it, or a person's decision",
    "knowing who or what was hit",
    "a party that leans on an exception",
    "nothing was reported either way",
    "its claims no longer make an incident",
)
"""Clauses of the stages that are the same in every case; others are told in English."""


def vocabulary(kinds: Iterable[str]) -> Iterator[str]:
    """Every such word once; `kinds` are kinds' labels."""
    values = chain(Grade, Result, Answer, Question, Kept, ChangeKind, Ground, DateHow, Effect)
    told = chain(
        (label(str(value)) for value in values),
        (f"reported {effect}" for effect in Effect),
        FACTS,
        MONTHS,
        COMPASS,
        LANGUAGES.values(),
        MEANINGS.values(),
        (words for _, words in PRECISIONS),
        RULES,
        KINDS_OF_PLACES,
        COUNTED,
        CLAUSES,
        kinds,
    )
    yield from dict.fromkeys(told)
