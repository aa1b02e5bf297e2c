"""All incidents as one classic script: columns of small numbers, each word once, so that 20,000 of them are read at once."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from trucewatch.model.finding import Result
from trucewatch.model.incident import Bearing, Grade
from trucewatch.publications.site.rows import kind_words
from trucewatch.publications.words import line

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence
    from datetime import date

    from trucewatch.model.incident import Incident
    from trucewatch.publications.site.catalogue import Catalogue, Entry

_STRADDLES = 1
_EPOCH = 719_163
"""The ordinal of 1 January 1970."""
UNNAMED, UNKNOWN = "-", "?"
"""The actors of incidents that are attributed to nobody, and to somebody whom no pack knows."""


class _Words:
    """Values by their number, each once."""

    def __init__(self) -> None:
        self.numbers: defaultdict[Any, int] = defaultdict(lambda: len(self.numbers))

    def of(self, value: Hashable) -> int:
        """The number of a value."""
        return self.numbers[value]


def data_script(known: Catalogue) -> bytes:
    """A script that sets `trucewatchData`; `js/store.js` says what each column holds."""
    return script("trucewatchData", _columns(known))


def script(name: str, value: object) -> bytes:
    """A script that sets one global to plain JSON, which a browser parses faster than code."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    text = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"var {name}=JSON.parse('{text}');\n".encode("utf-8", "replace")


def _columns(known: Catalogue) -> Mapping[str, object]:
    edition, entries = known.edition, known.entries
    words, kinds, parties, terms = _Words(), _Words(), _Words(), _Words()
    actors = [reported_actors(entry.incident) for entry in entries]
    findings = [_findings(entry) for entry in entries]
    results, grades = [str(one) for one in Result], [str(one) for one in Grade]
    pairs = [pair for told in findings for pair in told]
    columns = {
        "code": [entry.row.code for entry in entries],
        "first": [_day(entry.incident.when.value.first) for entry in entries],
        "last": [_day(entry.incident.when.value.last) for entry in entries],
        "kind": [kinds.of(entry.incident.kind.value) for entry in entries],
        "grade": [grades.index(entry.row.grade) for entry in entries],
        "flags": [_STRADDLES if entry.row.may_lie_outside else 0 for entry in entries],
        **_told(entries, words),
        "sitesAt": _starts(entry.sites for entry in entries),
        "sites": [site for entry in entries for site in entry.sites],
        "actorsAt": _starts(actors),
        "actors": [parties.of(actor) for named in actors for actor in named],
        "findingsAt": _starts(findings),
        "findings": [part for of, result in pairs for part in (terms.of(of), results.index(result))],
    }
    families = {entry.incident.kind.value: entry.incident.family for entry in entries}
    return {
        "words": list(words.numbers),
        "kinds": [[kind, kind_words(kind, edition.kinds), line(families[kind])] for kind in kinds.numbers],
        "grades": grades,
        "results": results,
        "parties": list(parties.numbers),
        "agreements": list(terms.numbers),
        "places": [
            [site.name, site.within, site.precision, site.lat, site.lon, site.radius_km] for site in known.sites
        ],
        "columns": columns,
    }


def _told(entries: Sequence[Entry], words: _Words) -> dict[str, object]:
    """What is shown in a row, by the number of its words."""
    return {
        "day": [words.of(entry.row.day) for entry in entries],
        "place": [words.of(entry.row.place) for entry in entries],
        "who": [words.of(entry.row.who) for entry in entries],
        "toll": [words.of(entry.row.toll) for entry in entries],
        "doubts": [words.of(", ".join(entry.row.doubts)) for entry in entries],
    }


def reported_actors(incident: Incident) -> tuple[str, ...]:
    """Ids of all who are said to have done it, rivals too; `UNKNOWN` and `UNNAMED` stand for what has no id."""
    rivals = (held.value for held in incident.actors.others if held.bearing is Bearing.DISSENT)
    named = [actor for told in (incident.actors.value, *rivals) for actor in told]
    return tuple(dict.fromkeys(actor.id or UNKNOWN for actor in named)) or (UNNAMED,)


def _findings(entry: Entry) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((told.finding.agreement, str(told.finding.result)) for told in entry.found))


def _starts(lists: Iterable[Sequence[object]]) -> list[int]:
    """Where each entry's part of a joined list begins, and the end."""
    return list(accumulate((len(part) for part in lists), initial=0))


def _day(day: date | None) -> int | None:
    return day.toordinal() - _EPOCH if day else None
