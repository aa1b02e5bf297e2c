"""Whether it happened and who did it are graded apart, by origins alone; contested stands beside what is told, never below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.incidents.reconcile.denying import denials_of
from trucewatch.incidents.reconcile.kin import key_of
from trucewatch.incidents.reconcile.owning import is_disowned, owners
from trucewatch.incidents.reconcile.where import holds_or_meets
from trucewatch.model.incident import Bearing, Grade
from trucewatch.model.place import PlaceRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trucewatch.incidents.reconcile.case import Case
    from trucewatch.incidents.reconcile.denying import Denial
    from trucewatch.incidents.reconcile.kin import Kin
    from trucewatch.model.claim import ActorRef, Claim
    from trucewatch.model.incident import Settled
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.time import DateInterval

_TWO = 2
_NIGHT = 1
_DISTRICT = 3
_ACCORD = "accord"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The settled values that grades go by; `names` are those of the origins by id."""

    kind: Settled[str]
    family: str
    when: Settled[DateInterval]
    where: Settled[tuple[PlaceRef, ...]]
    actors: Settled[tuple[ActorRef, ...]]
    targets: Settled[tuple[ActorRef, ...]]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Both grades, and one sentence of reasons for each in that order."""

    happened: Grade
    who: Grade | None
    reasons: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bench:
    """What both grades look at."""

    case: Case
    facts: Facts
    kin: Kin
    accused: frozenset[str]
    owned: Mapping[str, int]
    denials: tuple[Denial, ...]


def grade(case: Case, denials: Case, facts: Facts, kin: Kin) -> Verdict:
    """Grade an incident; `denials` are the claims that deny it."""
    accused = _keys(facts.actors.value)
    owned = owners(case, kin)
    told = denials_of(denials, accused, kin)
    standing = tuple(denial for denial in told if not _taken_back(case, denials, denial, owned, kin))
    bench = _Bench(case=case, facts=facts, kin=kin, accused=accused, owned=owned, denials=standing)
    happened, why = _happened(bench)
    who, whose = _who(bench)
    return Verdict(happened=happened, who=who, reasons=(why, whose))


def _happened(bench: _Bench) -> tuple[Grade, str]:
    case, facts = bench.case, bench.facts
    everybody = range(len(case.claims))
    tellers = case.independent(everybody)
    deniers = [denial for denial in bench.denials if denial.happened]
    told = f"{_origins(len(tellers), 'tell')} it ({_names(bench, tellers)})"
    if deniers:
        return Grade.CONTESTED, f"{told}; {_deniers(deniers)} that it happened."
    mine = _own_word(bench)
    if mine:
        return Grade.ACKNOWLEDGED, f"{mine} says so itself; {told}."
    agreeing = case.independent(at for at in everybody if _agrees(bench, at))
    if len(agreeing) >= _TWO:
        return (
            Grade.CORROBORATED,
            f"{_origins(len(agreeing), 'agree')} on kind, day and place ({_names(bench, agreeing)}).",
        )
    rivals = [held for held in facts.kind.others if held.bearing is Bearing.DISSENT and _is_other(bench, held.value)]
    if any(set(held.origins) - set(facts.kind.origins) for held in rivals):
        kinds = " or ".join([facts.kind.value, *(held.value for held in rivals)])
        return Grade.CONTESTED, f"{told}, but they disagree on what it was: {kinds}."
    if len(tellers) < _TWO:
        return Grade.SINGLE_SOURCE, f"{told}."
    return Grade.SINGLE_SOURCE, f"{told}, but no two of them agree on kind, day and place."


def _who(bench: _Bench) -> tuple[Grade | None, str]:
    actors, deniers = bench.facts.actors, [denial for denial in bench.denials if denial.who]
    denied = f"; {_deniers(deniers)} having done it" if deniers else ""
    if not bench.accused:
        return None, f"No party is named as having done it{denied}."
    namers = bench.case.independent(at for at in range(len(bench.case.claims)) if _accuses(bench, at))
    if not namers:
        return (
            Grade.CONTESTED,
            f"{_parties(actors.value)} is named only in words of its own that deny something{denied}.",
        )
    told = f"{_origins(len(namers), 'name')} {_parties(actors.value)} ({_names(bench, namers)})"
    rivals = [
        held for held in actors.others if held.bearing is Bearing.DISSENT and set(held.origins) - set(actors.origins)
    ]
    others = "".join(f"; {_origins(len(held.origins), 'name')} {_parties(held.value)}" for held in rivals)
    mine = _own_word(bench)
    claimed_by_rival = any(_keys(held.value) & bench.owned.keys() for held in rivals)
    if mine and not deniers and not claimed_by_rival:
        return Grade.ACKNOWLEDGED, f"{mine} says that it did it{others}."
    if deniers or rivals:
        return Grade.CONTESTED, f"{told}{others}{denied}."
    return (Grade.CORROBORATED if len(namers) >= _TWO else Grade.SINGLE_SOURCE), f"{told}."


def _accuses(bench: _Bench, at: int) -> bool:
    """Whether a claim names those who were settled to have done it, or a body of theirs, and is no denial in disguise."""
    named = _keys(bench.case.claims[at].actors)
    return bench.kin.meet(named, bench.accused) and not is_disowned(bench.case, at, bench.kin)


def _own_word(bench: _Bench) -> str:
    """The names of parties that say so themselves; of a clash only where both sides do, of an accord where all do."""
    mutual = bench.facts.kind.value in bench.case.choices.mutual
    refs = [*bench.facts.actors.value, *(bench.facts.targets.value if mutual else ())]
    own = [ref for ref in refs if bench.kin.meet(frozenset(bench.owned), _keys([ref]))]
    everybody = len(own) == len(refs) and (len(own) >= _TWO or bench.facts.family == _ACCORD)
    return _parties(own) if own and (everybody or not mutual) else ""


def _taken_back(case: Case, denials: Case, denial: Denial, owned: Mapping[str, int], kin: Kin) -> bool:
    """Whether those who deny it said later that they did it."""
    said = denials.published[denial.at][1]
    return any(kin.meet(frozenset({key}), denial.keys) and said < case.published[at][0] for key, at in owned.items())


def _agrees(bench: _Bench, at: int) -> bool:
    """Whether a claim tells the kind, the day and the place that were settled; of an accord, the parties for the place."""
    claim, facts = bench.case.claims[at], bench.facts
    wider = bench.case.choices.is_wider(claim.kind, facts.kind.value) and claim.kind not in bench.case.choices.effects
    if claim.kind != facts.kind.value and not wider:
        return False
    if is_disowned(bench.case, at, bench.kin) or not _same_day(claim.when, facts.when.value):
        return False
    if facts.family == _ACCORD:
        return bench.kin.meet(_keys(claim.actors), bench.accused)
    return _same_place(claim, facts.where.value)


def _same_day(one: DateInterval, other: DateInterval) -> bool:
    """Whether two intervals are equal, or days or nights that touch."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    if (one.first, one.last) == (other.first, other.last):
        return True
    short = (one.last - one.first).days <= _NIGHT and (other.last - other.first).days <= _NIGHT
    return short and one.overlaps(other)


def _same_place(claim: Claim, places: Iterable[PlaceRef]) -> bool:
    mine = [ref for ref in claim.where if _is_exact(ref)]
    return any(holds_or_meets(one, other) for one in mine for other in places if _is_exact(other))


def _is_exact(ref: PlaceRef) -> bool:
    return ref.role is not PlaceRole.ORIGIN and (ref.code or _DISTRICT) <= _DISTRICT


def _is_other(bench: _Bench, kind: str) -> bool:
    """Whether a kind is truly another one, and neither a close one nor a mere effect."""
    choices = bench.case.choices
    return kind not in choices.effects and not choices.is_close(kind, bench.facts.kind.value)


def _keys(refs: Iterable[ActorRef]) -> frozenset[str]:
    return frozenset(key for ref in refs if (key := key_of(ref)))


def _parties(refs: Iterable[ActorRef]) -> str:
    return _listed([ref.name or ref.text for ref in refs])


def _names(bench: _Bench, positions: Iterable[int]) -> str:
    """Who is behind these claims, the several voices of one claim together."""
    groups = (sorted({bench.facts.names.get(one, one) for one in bench.case.origins[at]}) for at in positions)
    return ", ".join(sorted(" with ".join(group) for group in groups))


def _origins(count: int, verb: str) -> str:
    return f"1 origin {verb}s" if count == 1 else f"{count} independent origins {verb}"


def _deniers(denials: Iterable[Denial]) -> str:
    names = sorted({denial.name or "an unnamed voice" for denial in denials})
    return f"{_listed(names)} {'denies' if len(names) == 1 else 'deny'}"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
