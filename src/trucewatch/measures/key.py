"""A key is a person's reading of some reports; a field that it leaves out is never scored."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from trucewatch.model.claim import Scope, Stance
from trucewatch.model.count import Effect
from trucewatch.packs.errors import Fault, PackError, did_you_mean
from trucewatch.packs.schema import (
    BadValueError,
    FaultList,
    Field,
    Schema,
    day,
    describe,
    flag,
    list_of,
    one_of,
    read_record,
    text,
    texts,
)
from trucewatch.packs.yamlfile import located, parse, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date
    from pathlib import Path

    from trucewatch.packs.errors import Trail

Days: TypeAlias = "tuple[date | None, date | None]"
Numbers: TypeAlias = tuple[int | None, int | None]

COUNTS = ("strikes", "aircraft", "shells", "rockets", "missiles", "bombs", "drones", "vehicles", "violations")
GROUPS = ("civilians", "combatants", "women", "children")
TOLLS = tuple(f"{effect}{group}" for effect in Effect for group in ("", *(f"_{name}" for name in GROUPS)))


class KeyFileError(PackError):
    """A key cannot be used; the message names its file, the line and what to do."""

    hint = "mend this one and run again"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyClaim:
    """One thing that a report says, as the person read it. The first of several accepted answers is the best.

    `numbers` holds harm and counts by field name, each as its accepted `(low, high)` pairs, `None` for an open end.
    """

    id: str
    kinds: tuple[str, ...]
    scopes: tuple[Scope, ...]
    stances: tuple[Stance, ...]
    quotes: tuple[str, ...]
    dates: tuple[Days, ...] = ()
    date_open: bool = False
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    numbers: Mapping[str, tuple[Numbers, ...]] = field(default_factory=dict)
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyReport:
    """What a person found in one report. `published` is `None` where the words fix no day.

    `published_range` is what the words allow; `dated` tells whether the key says anything of the date at all.
    """

    file: str
    claims: tuple[KeyClaim, ...]
    dated: bool = False
    published: date | None = None
    published_range: Days = (None, None)
    headline_unsupported: bool = False
    not_conflict: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """All reports of a key; `same` and `different` are groups of claim ids, across reports."""

    path: Path
    reports: Mapping[str, KeyReport]
    same: tuple[tuple[str, ...], ...] = ()
    different: tuple[tuple[str, ...], ...] = ()


def load_key(path: Path, kinds: Collection[str]) -> Key:
    """Read and check a key; raises KeyFileError, which names file, line and remedy. `kinds` are those of the packs."""
    try:
        data = parse(read_bytes(path), path)
    except PackError as error:
        raise KeyFileError(*error.faults) from None
    faults = FaultList()
    key = _Reader(path=path, faults=faults, kinds=kinds).key(data)
    if faults.faults:
        raise KeyFileError(located(faults.faults[0]), *faults.faults[1:])
    return key


def _pair(read: Callable[[Any], Any], value: Any) -> tuple[Any, Any]:
    """Two ends, either of them open, the first not above the second."""
    if not isinstance(value, list) or len(value) != len(("low", "high")):
        msg = f"expected two ends, found {describe(value)}"
        raise BadValueError(msg, "write [first, last], with null for an open end")
    low, high = (None if end is None else read(end) for end in value)
    if low is not None and high is not None and high < low:
        msg = f"{low} stands before the smaller {high}"
        raise BadValueError(msg, "swap them")
    return low, high


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        msg = f"expected a whole number, found {describe(value)}"
        raise BadValueError(msg, "write digits only")
    return value


def _days(value: Any) -> Days:
    return _pair(day, value) if isinstance(value, list) else (day(value), day(value))


def _one_or_many(value: Any) -> tuple[str, ...]:
    found: tuple[str, ...] = texts(value) if isinstance(value, list) else (text(value),)
    return found


def _kind(kinds: Collection[str], value: Any) -> str:
    word = text(value)
    if word not in kinds:
        msg = f"{word!r} is no kind"
        raise BadValueError(msg, did_you_mean(word, kinds))
    return word


_numbers = partial(_pair, _whole)
_REPORT = Schema(
    "a report",
    {
        "published": Field(day),
        "published_from": Field(text),
        "published_range": Field(partial(_pair, day)),
        "headline_unsupported": Field(flag),
        "not_conflict": Field(texts),
        "memberships": Field(partial(list_of, texts)),
        "claims": Field(lambda value: value),
    },
)
_TOP = Schema(
    "the key",
    {
        "reports": Field(lambda value: value, required=True),
        "same": Field(partial(list_of, texts)),
        "different": Field(partial(list_of, texts)),
    },
)


def _claim_schema(kinds: Collection[str]) -> Schema:
    kind, scope, stance = partial(_kind, kinds), partial(one_of, Scope), partial(one_of, Stance)
    fields = {
        "id": Field(text, required=True),
        "kind": Field(kind, required=True),
        "quote": Field(text, required=True),
        "scope": Field(scope),
        "stance": Field(stance),
        "date": Field(_days),
        "kind_also": Field(partial(list_of, kind)),
        "scope_also": Field(partial(list_of, scope)),
        "stance_also": Field(partial(list_of, stance)),
        "date_also": Field(partial(list_of, _days)),
        "also": Field(texts),
        "date_open": Field(flag),
        "weekday": Field(text),
        "optional": Field(flag),
    }
    fields |= {name: Field(_one_or_many) for name in ("actor", "target", "parties", "places", "origin", "sources")}
    fields |= {name: Field(_numbers) for name in (*TOLLS, *COUNTS)}
    fields |= {f"{name}_also": Field(partial(list_of, _numbers)) for name in (*TOLLS, *COUNTS)}
    return Schema("a claim", fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Turns checked data into a key, noting every fault on the way."""

    path: Path
    faults: FaultList
    kinds: Collection[str]
    ids: set[str] = field(default_factory=set)

    def key(self, data: Any) -> Key:
        top = read_record(data, _TOP, self.path, (), self.faults) or {}
        reports = top.get("reports", {})
        if not isinstance(reports, dict):
            self._fault(
                ("reports",), f"'reports' is {describe(reports)}", "write it as `FILE:` lines with claims below"
            )
            reports = {}
        schema = _claim_schema(self.kinds)
        read = {file: self._report(file, report, schema) for file, report in reports.items()}
        self._check_groups(top)
        return Key(path=self.path, reports=read, same=top.get("same", ()), different=top.get("different", ()))

    def _report(self, file: str, data: Any, schema: Schema) -> KeyReport:
        trail = ("reports", file)
        values = read_record(data, _REPORT, self.path, trail, self.faults) or {}
        listed = values.get("claims", [])
        if not isinstance(listed, list):
            self._fault((*trail, "claims"), f"'claims' is {describe(listed)}", "begin each claim with '- id: …'")
            listed = []
        claims = [self._claim(item, schema, (*trail, "claims", index)) for index, item in enumerate(listed)]
        return KeyReport(
            file=file,
            claims=tuple(claim for claim in claims if claim is not None),
            dated=isinstance(data, dict) and "published" in data,
            published=values.get("published"),
            published_range=values.get("published_range", (None, None)),
            headline_unsupported=values.get("headline_unsupported", False),
            not_conflict=values.get("not_conflict", ()),
        )

    def _claim(self, data: Any, schema: Schema, trail: Trail) -> KeyClaim | None:
        values = read_record(data, schema, self.path, trail, self.faults)
        if values is None:
            return None
        if values["id"] in self.ids:
            self._fault((*trail, "id"), f"the id {values['id']!r} stands twice", "give each claim its own id")
        self.ids.add(values["id"])
        return _claim(values)

    def _check_groups(self, top: Mapping[str, Any]) -> None:
        for name in ("same", "different"):
            for index, group in enumerate(top.get(name, ())):
                for one in set(group) - self.ids:
                    self._fault((name, index), f"no claim has the id {one!r}", "mend the id, or take it out")

    def _fault(self, trail: Trail, what: str, remedy: str) -> None:
        self.faults.faults.append(Fault(path=self.path, trail=trail, what=what, remedy=remedy))


_IMPLIED = {"threat": Stance.THREATENED, "demand": Stance.DEMANDED, "denial": Stance.DENIED}


def _claim(values: Mapping[str, Any]) -> KeyClaim:
    """A key claim from its checked values; left out, scope is incident and stance what the kind of itself implies."""
    return KeyClaim(
        id=values["id"],
        kinds=(values["kind"], *values.get("kind_also", ())),
        scopes=(values.get("scope", Scope.INCIDENT), *values.get("scope_also", ())),
        stances=(values.get("stance", _IMPLIED.get(values["kind"], Stance.ASSERTED)), *values.get("stance_also", ())),
        quotes=(values["quote"], *values.get("also", ())),
        dates=_accepted(values, "date"),
        date_open=values.get("date_open", False),
        actors=values.get("actor", ()),
        targets=values.get("target", ()),
        parties=values.get("parties", ()),
        places=values.get("places", ()),
        origins=values.get("origin", ()),
        sources=values.get("sources", ()),
        numbers={name: _accepted(values, name) for name in (*TOLLS, *COUNTS) if name in values},
        optional=values.get("optional", False),
    )


def _accepted(values: Mapping[str, Any], name: str) -> tuple[Any, ...]:
    return (values[name], *values.get(f"{name}_also", ())) if name in values else ()
