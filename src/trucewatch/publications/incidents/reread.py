"""An incident's record read back into values, checked field by field; what is there twice must agree."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from trucewatch.model.count import CountRange, Effect, Who
from trucewatch.model.incident import Bearing, Citation, Evidence, Grade, Held, Incident, Join, Origin, Settled, Toll
from trucewatch.model.span import Span
from trucewatch.publications.as_json import SCHEMA
from trucewatch.publications.checked import Node
from trucewatch.publications.from_json import ValueReader
from trucewatch.publications.incidents.settled import PARTS, count_name, fields_of, toll_name, total_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from trucewatch.model.claim import ActorRef
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.time import DateInterval

V = TypeVar("V")
_VALUES = ValueReader("")
_GRADE = "grade"
_GRADE_WHO = "grade_who"


def read_incident(record: Mapping[str, object]) -> Incident:
    """The incident that `incident_record` wrote down; its values have no spans, its citations have.

    Raises RecordError with the field's path where a value is missing, of the wrong type or at odds with another.
    """
    node = Node(dict(record))
    if node.at("schema").text() != SCHEMA:
        node.at("schema").refuse(f"must be {SCHEMA!r}")
    fields = _Fields.of(node)
    claims, denials, expected = (node.at(name) for name in ("claims", "denials", "expected"))
    incident = Incident(
        code=_said(node.at("incident")),
        family=node.at("family").text(),
        kind=fields.settled("kind", _said(node.at("kind")), _said),
        when=fields.settled("when", _date(node.at("when")), _date),
        where=fields.settled("where", _places(node.at("where")), _places),
        actors=fields.settled("actors", _actors(node.at("actors")), _actors),
        targets=fields.settled("targets", _actors(node.at("targets")), _actors),
        objects=tuple(_VALUES.thing(thing) for thing in node.at("objects").items()),
        weapons=tuple(_VALUES.thing(weapon) for weapon in node.at("weapons").items()),
        counts={name: fields.count(count_name(name), node.at("counts").at(name)) for name in node.at("counts").names()},
        harm=tuple(fields.harm(node.at("harm"))),
        totals=dict(fields.totals(node.at("harm"))),
        sources=tuple(_VALUES.source(source) for source in node.at("sources").items()),
        origins=tuple(_origin(origin) for origin in node.at("origins").items()),
        happened=node.at(_GRADE).one_of(Grade),
        who=_grade(node.at(_GRADE_WHO)),
        reasons=node.at("reasons").texts(),
        claims=_ids(claims),
        attached=tuple(_said(claim.at("id")) for claim in claims.items() if claim.at("attached").flag()),
        denials=_ids(denials),
        expected=_ids(expected),
        citations=tuple(citation for some in (claims, denials, expected) for citation in _citations(some)),
        joins=tuple(_join(join) for join in node.at("joins").items()),
        maybe=tuple(_join(join) for join in node.at("maybe_same").items()),
        decisions=node.at("decisions").texts(),
        machine_grade=_grade(node.at("machine").at(_GRADE)),
        machine_who=_grade(node.at("machine").at(_GRADE_WHO)),
        former=node.at("former_codes").texts(),
        split_from=node.at("split_from").texts(),
        note=node.at("note").text(),
    )
    fields.must_be_those_of(incident)
    return incident


@dataclass(frozen=True, slots=True)
class _Fields:
    """The rules, dissent and machine's values of a record, by the name of the value they speak of."""

    rules: Node
    machine: Node
    held: Sequence[tuple[str, Node]]

    @classmethod
    def of(cls, record: Node) -> _Fields:
        held = [held for name in ("dissent", "also_told") for held in record.at(name).items()]
        return cls(record.at("rules"), record.at("machine"), [(one.at("field").text(), one) for one in held])

    def settled(self, name: str, value: V, read: Callable[[Node], V]) -> Settled[V]:
        rule, machine = self.rules.at(name), self.machine.at(name)
        if rule.value is None:
            rule.refuse("is missing")
        return Settled(
            value=value,
            rule=rule.at("rule").text(),
            claims=rule.at("claims").texts(),
            origins=rule.at("origins").texts(),
            others=tuple(self.others(name, read)),
            decision=rule.at("decision").text(),
            machine=None if machine.value is None else read(machine),
        )

    def others(self, name: str, read: Callable[[Node], V]) -> Iterator[Held[V]]:
        for field, held in self.held:
            if field == name:
                yield Held(
                    value=read(held.at("value")),
                    claims=held.at("claims").texts(),
                    origins=held.at("origins").texts(),
                    bearing=held.at("bearing").one_of(Bearing),
                )

    def count(self, name: str, node: Node) -> Settled[CountRange]:
        return self.settled(name, _VALUES.count(node), _VALUES.count)

    def harm(self, node: Node) -> Iterator[Toll]:
        for effect in node.names():
            total = node.at(effect)
            if effect not in set(Effect):
                total.refuse(f"must be one of {', '.join(Effect)}")
            groups = total.at("by").items()
            for group in groups or ([] if total.at("who").value is None else [total]):
                yield self.toll(Effect(effect), group.at("who").one_of(Who), group)

    def totals(self, node: Node) -> Iterator[tuple[str, Settled[CountRange]]]:
        for effect in Effect:
            name = total_name(effect)
            if self.rules.at(name).value is not None:
                yield str(effect), self.count(name, node.at(effect))

    def toll(self, effect: Effect, who: Who, node: Node) -> Toll:
        women, children = (
            self.count(toll_name(effect, who, part), node.at(part)) if node.at(part).value is not None else None
            for part in PARTS
        )
        count = self.count(toll_name(effect, who), node)
        return Toll(
            effect=effect, who=who, count=count, women=women, children=children, together=node.at("together").flag()
        )

    def must_be_those_of(self, incident: Incident) -> None:
        """Refuse rules, dissent and machine's values of a field that has no value."""
        known = {field.name for field in fields_of(incident)}
        for values, more in ((self.rules, set[str]()), (self.machine, {_GRADE, _GRADE_WHO})):
            for field in values.names():
                if field not in known | more:
                    values.at(field).refuse("there is no such value")
        for field, held in self.held:
            if field not in known:
                held.at("field").refuse("there is no such value")


def _grade(node: Node) -> Grade | None:
    return None if node.value is None else node.one_of(Grade)


def _said(node: Node) -> str:
    return node.text() or node.refuse("is missing")


def _date(node: Node) -> DateInterval:
    return _VALUES.date(node)


def _places(node: Node) -> tuple[PlaceRef, ...]:
    return tuple(_VALUES.place(place) for place in node.items())


def _actors(node: Node) -> tuple[ActorRef, ...]:
    return tuple(_VALUES.actor(actor) for actor in node.items())


def _ids(node: Node) -> tuple[str, ...]:
    return tuple(_said(claim.at("id")) for claim in node.items())


def _citations(claims: Node) -> Iterator[Citation]:
    for claim in claims.items():
        for span in claim.at("evidence").items():
            yield Citation(
                claim=_said(claim.at("id")),
                report=_said(claim.at("report")),
                file=_said(claim.at("file")),
                outlet=claim.at("outlet").text(),
                span=_span(span),
            )


def _span(node: Node) -> Span:
    start, end, quote = node.at("start").integer(), node.at("end").integer(), node.at("quote").text()
    if start is None or end is None or start < 0 or end - start != len(quote):
        node.refuse("the quote is not as long as start and end say")
    return Span(start=start, end=end, quote=quote)


def _origin(node: Node) -> Origin:
    return Origin(
        id=_said(node.at("id")),
        name=node.at("name").text(),
        claims=node.at("claims").texts(),
        reports=node.at("reports").texts(),
        why=node.at("why").text(),
    )


def _join(node: Node) -> Join:
    return Join(
        left=_said(node.at("left")),
        right=_said(node.at("right")),
        score=_score(node.at("score")),
        evidence=tuple(
            Evidence(feature=_said(step.at("feature")), level=step.at("level").text(), weight=_score(step.at("weight")))
            for step in node.at("evidence").items()
        ),
        decision=node.at("decision").text(),
    )


def _score(node: Node) -> float:
    score = node.number()
    return math.nan if score is None else score
