"""What each filter can be set to: only what some incident of the edition has, with how many have it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.model.finding import Result
from trucewatch.model.incident import Grade
from trucewatch.publications.site.catalogue import agreement_of
from trucewatch.publications.site.data import UNKNOWN, UNNAMED, reported_actors
from trucewatch.publications.site.rows import kind_words
from trucewatch.publications.words import line

if TYPE_CHECKING:
    from trucewatch.publications.site.catalogue import Catalogue

_LAST = {UNKNOWN: "named, but in no list of ours", UNNAMED: "not attributed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A value, its words, and of how many incidents it holds."""

    value: str
    words: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One filter that is chosen from a list; `name` is what the address calls it."""

    name: str
    title: str
    options: tuple[Option, ...]


def choices(known: Catalogue) -> tuple[Choice, ...]:
    """The filters that are lists, in the order of the bar."""
    incidents = [entry.incident for entry in known.entries]
    kinds = Counter(incident.kind.value for incident in incidents)
    actors = Counter(actor for incident in incidents for actor in reported_actors(incident))
    grades = Counter(incident.happened for incident in incidents)
    results = Counter(result for entry in known.entries for result in {told.finding.result for told in entry.found})
    terms = Counter(one for entry in known.entries for one in {told.finding.agreement for told in entry.found})
    labels = known.edition.kinds
    return (
        _choice("kind", "What", [(kind, kind_words(kind, labels), number) for kind, number in kinds.items()]),
        _actors(known, actors),
        Choice(name="grade", title="Grade", options=_ordered([(str(one), str(one), grades[one]) for one in Grade])),
        Choice(
            name="result", title="Finding", options=_ordered([(str(one), str(one), results[one]) for one in Result])
        ),
        _choice("agreement", "Agreement", [(id_, _short(id_, known), number) for id_, number in terms.items()]),
    )


def _actors(known: Catalogue, actors: Counter[str]) -> Choice:
    names = _names(known)
    named = _choice(
        "actor",
        "Reported actor",
        [(id_, line(names.get(id_, id_)), number) for id_, number in actors.items() if id_ not in _LAST],
    )
    last = _ordered([(id_, words, actors[id_]) for id_, words in _LAST.items()])
    return Choice(name=named.name, title=named.title, options=(*named.options, *last))


def _names(known: Catalogue) -> dict[str, str]:
    """Names as the incidents have them, for those that the edition does not name."""
    told = {actor.id: actor.name for entry in known.entries for actor in entry.incident.actors.value}
    return told | dict(known.edition.names)


def _short(id_: str, known: Catalogue) -> str:
    accounts = known.agreements.get(id_)
    if accounts:
        agreement = agreement_of(accounts)
        return line(agreement.short or agreement.name)
    return next(line(told.agreement_name) for told in known.edition.findings if told.finding.agreement == id_)


def _choice(name: str, title: str, found: list[tuple[str, str, int]]) -> Choice:
    return Choice(name=name, title=title, options=_ordered(sorted(found, key=lambda one: (one[1].casefold(), one[0]))))


def _ordered(found: list[tuple[str, str, int]]) -> tuple[Option, ...]:
    return tuple(Option(value=value, words=words, count=count) for value, words, count in found if count)
