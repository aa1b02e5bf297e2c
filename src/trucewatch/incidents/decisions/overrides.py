"""What a person set is what an incident shows; what the machine had chosen, and all that was held, stays beside it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, cast

from trucewatch.incidents.decisions.standing import matter_of
from trucewatch.incidents.decisions.stored import (
    BY_HAND,
    TOLLS,
    WHO_OF,
    KindValue,
    Part,
    Sort,
    read_grade,
    read_value,
    sort_of,
)
from trucewatch.model.count import CountRange, Who
from trucewatch.model.decision import Anchor, Decision, Verb
from trucewatch.model.incident import Grade, Held, Settled, Toll
from trucewatch.places.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from trucewatch.incidents.decisions.standing import Standing
    from trucewatch.model.claim import ActorRef
    from trucewatch.model.count import Effect
    from trucewatch.model.incident import Incident
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.time import DateInterval

V = TypeVar("V")
PART_BY_HAND = "at least the part that a person set"
_PARTS = (Part.WOMEN, Part.CHILDREN)


def homes(
    standing: Standing, resolved: Mapping[Anchor, str | None], incident_of: Mapping[str, str]
) -> tuple[dict[str, tuple[Decision, ...]], tuple[Decision, ...]]:
    """For each incident the decisions that set or grade it, or a finding on it, oldest first; and the decisions that find no incident.

    `incident_of` names the incident of every claim that stands in one, by any key. A decision goes to the incident that
    holds most of the claims it speaks of, among equals to the one that holds the earliest in its list.
    """
    found: dict[str, list[Decision]] = defaultdict(list)
    homeless = []
    for decision in standing.decisions:
        if matter_of(decision) is None or decision.verb in {Verb.ACCEPT, Verb.REJECT}:
            continue
        claims = dict.fromkeys(resolved.get(anchor) or "" for anchor in decision.sides[0])
        holding = Counter(incident_of[claim] for claim in claims if claim in incident_of)
        if holding:
            found[holding.most_common(1)[0][0]].append(decision)
        else:
            homeless.append(decision)
    return {key: tuple(some) for key, some in found.items()}, tuple(homeless)


def apply(incident: Incident, decisions: Iterable[Decision]) -> Incident:
    """The incident as people set it; `decisions` are those that `homes` gives for it. Of two on one matter the later holds.

    Denials, dissenting values and the machine's own choice stay. Parties that a person set have no machine's grade of who
    did it: the reports that were graded speak of others. What was decided on findings changes nothing of the incident.
    """
    told = (decision for decision in decisions if decision.verb is not Verb.FIND)
    latest = {matter_of(decision): decision for decision in sorted(told, key=lambda decision: decision.seq)}
    ruling = sorted(latest.values(), key=lambda decision: (_turn(decision), decision.seq))
    for decision in ruling:
        incident = _set(incident, decision) if decision.verb is Verb.SET else _grade(incident, decision)
    ids = (decision.id for decision in sorted(ruling, key=lambda decision: decision.seq))
    return replace(incident, decisions=tuple(dict.fromkeys((*incident.decisions, *ids))))


def _turn(decision: Decision) -> int:
    """Parties before grades, and parts before the whole, so that what a person said of the whole has the last word."""
    if decision.verb is not Verb.SET:
        return 2
    return int(decision.field in TOLLS and TOLLS[decision.field][1] is Part.ALL)


def _grade(incident: Incident, decision: Decision) -> Incident:
    grade = Grade.DISCOUNTED if decision.verb is Verb.DISCOUNT else read_grade(decision.value)
    reasons = (*incident.reasons, f"{decision.author} ({decision.id}): {decision.why}")
    if decision.verb is Verb.GRADE and decision.field == "who":
        before = incident.machine_who or incident.who
        return replace(incident, who=grade, machine_who=before, reasons=reasons)
    return replace(incident, happened=grade, machine_grade=incident.happened, reasons=reasons)


def _set(incident: Incident, decision: Decision) -> Incident:
    value = read_value(decision.field, decision.value)
    match sort_of(decision.field):
        case Sort.KIND:
            kind = cast("KindValue", value)
            settled = by_hand(incident.kind, kind.kind, decision, str)
            return replace(incident, kind=settled, family=kind.family)
        case Sort.WHEN:
            return replace(incident, when=by_hand(incident.when, cast("DateInterval", value), decision, _days))
        case Sort.WHERE:
            places = cast("tuple[PlaceRef, ...]", value)
            return replace(incident, where=by_hand(incident.where, places, decision, _spots))
        case Sort.PARTIES:
            return _set_parties(incident, cast("tuple[ActorRef, ...]", value), decision)
        case Sort.TOLL:
            return _set_toll(incident, cast("CountRange", value), decision)
        case _:
            count = by_hand(incident.counts.get(decision.field), cast("CountRange", value), decision, _ends)
            return replace(incident, counts={**incident.counts, decision.field: count})


def by_hand(before: Settled[V] | None, value: V, decision: Decision, key: Callable[[V], Hashable]) -> Settled[V]:
    """A person's value; those who hold the same stay its holders, the machine's choice joins the others.

    `key` tells whether two values are the same for a reader. `before` is `None` where the machine had none.
    """
    if before is None:
        return Settled(value=value, rule=BY_HAND, decision=decision.id)
    machine = Held(value=before.value, claims=before.claims, origins=before.origins)
    held = [*([machine] if machine.claims else []), *before.others]
    same = [one for one in held if key(one.value) == key(value)]
    return Settled(
        value=value,
        rule=BY_HAND,
        claims=tuple(dict.fromkeys(claim for one in same for claim in one.claims)),
        origins=tuple(sorted({origin for one in same for origin in one.origins})),
        others=tuple(one for one in held if one not in same),
        decision=decision.id,
        machine=before.value,
    )


def _set_parties(incident: Incident, parties: tuple[ActorRef, ...], decision: Decision) -> Incident:
    if decision.field == "targets":
        return replace(incident, targets=by_hand(incident.targets, parties, decision, _names))
    changed = _names(parties) != _names(incident.actors.value)
    settled = by_hand(incident.actors, parties, decision, _names)
    if not changed:
        return replace(incident, actors=settled)
    return replace(incident, actors=settled, who=None, machine_who=incident.who)


def _set_toll(incident: Incident, value: CountRange, decision: Decision) -> Incident:
    """A toll of all people is the total and that of people not told apart; a group's may lift the total above it."""
    effect, part = TOLLS[decision.field]
    total = incident.totals.get(effect)
    if part in _PARTS:
        harm = _with_part(incident.harm, effect, part, value, decision)
    else:
        harm = _with_group(incident.harm, effect, WHO_OF[part], value, decision)
    if part is Part.ALL:
        total = by_hand(total, value, decision, _ends)
    elif total is None or _is_more(value, total.value):
        total = by_hand(total, _at_least(value), decision, _ends)
        total = replace(total, rule=PART_BY_HAND)
    totals = {**incident.totals, str(effect): total}
    return replace(incident, harm=harm, totals=totals)


def _with_group(
    harm: tuple[Toll, ...], effect: Effect, who: Who, value: CountRange, decision: Decision
) -> tuple[Toll, ...]:
    before = next((toll for toll in harm if (toll.effect, toll.who) == (effect, who)), None)
    if before is None:
        return (*harm, Toll(effect=effect, who=who, count=by_hand(None, value, decision, _ends)))
    after = replace(before, count=by_hand(before.count, value, decision, _ends))
    return tuple(after if toll is before else toll for toll in harm)


def _with_part(
    harm: tuple[Toll, ...], effect: Effect, part: Part, value: CountRange, decision: Decision
) -> tuple[Toll, ...]:
    """Women or children among the toll that tells of them, or else among the widest; a new toll holds at least these."""
    tolls = [toll for toll in harm if toll.effect is effect]
    ranked = sorted(tolls, key=lambda toll: (getattr(toll, part) is None, toll.who is not Who.UNKNOWN))
    if ranked:
        before = ranked[0]
    else:
        count = Settled(value=_at_least(value), rule=PART_BY_HAND, decision=decision.id)
        before = Toll(effect=effect, who=Who.UNKNOWN, count=count)
        harm = (*harm, before)
    settled = by_hand(getattr(before, part), value, decision, _ends)
    after = replace(before, women=settled) if part is Part.WOMEN else replace(before, children=settled)
    return tuple(after if toll is before else toll for toll in harm)


def _is_more(part: CountRange, whole: CountRange) -> bool:
    """Whether a part is surely more than the whole was thought to be."""
    most = max((end for end in (whole.low, whole.best, whole.high) if end is not None), default=-1)
    return (part.low if part.low is not None else part.best or 0) > most


def _at_least(part: CountRange) -> CountRange:
    """All that a part tells of the whole."""
    return CountRange(low=part.low, best=None, high=None, words=part.words)


def _ends(count: CountRange) -> Hashable:
    return count.low, count.best, count.high


def _days(when: DateInterval) -> Hashable:
    return when.first, when.last


def _spots(places: tuple[PlaceRef, ...]) -> Hashable:
    return frozenset(
        (place.id,) if place.id else (place.lat, place.lon, fold(place.name or place.text)) for place in places
    )


def _names(parties: tuple[ActorRef, ...]) -> Hashable:
    return frozenset(party.id or fold(party.name) for party in parties)
