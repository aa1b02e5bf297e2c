"""Whether it happened and who did it are graded apart, by origins alone; contested stands beside what is told, never below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.incidents.origins.bystanders import is_bystander
from trucewatch.incidents.reconcile.avowing import is_same_act, is_same_day
from trucewatch.incidents.reconcile.denying import denials_of
from trucewatch.incidents.reconcile.kin import key_of
from trucewatch.incidents.reconcile.owning import is_disowned, owners
from trucewatch.incidents.reconcile.where import is_same_place
from trucewatch.model.incident import Bearing, Grade
from trucewatch.model.place import PlaceRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trucewatch.incidents.reconcile.case import Case
    from trucewatch.incidents.reconcile.denying import Denial
    from trucewatch.incidents.reconcile.kin import Kin
    from trucewatch.model.claim import ActorRef, Claim, SourceRef
    from trucewatch.model.incident import Settled
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.time import DateInterval

_TWO = 2
_SHOWN = 160
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
    """What both grades look at.

    `owned` are the parties that tell the very act as their own, `astray` those that own up to something else only, each
    with the position where they do so.
    """

    case: Case
    facts: Facts
    kin: Kin
    accused: frozenset[str]
    owned: Mapping[str, int]
    astray: Mapping[str, int]
    denials: tuple[Denial, ...]


def grade(case: Case, denials: Case, facts: Facts, kin: Kin) -> Verdict:
    """Grade an incident; `denials` are the claims that deny it."""
    accused = _keys(facts.actors.value)
    owned, astray = _owned(case, facts, kin)
    told = denials_of(denials, accused, kin)
    standing = tuple(denial for denial in told if not _taken_back(case, denials, denial, owned, kin))
    bench = _Bench(case=case, facts=facts, kin=kin, accused=accused, owned=owned, astray=astray, denials=standing)
    happened, why = _happened(bench)
    who, whose = _who(bench)
    return Verdict(happened=happened, who=who, reasons=(why, whose))


def _owned(case: Case, facts: Facts, kin: Kin) -> tuple[dict[str, int], dict[str, int]]:
    """The parties that say that they did this, and those that say only that they did something else."""
    told_as_own = owners(case, kin).items()
    own = {key: heard for key, positions in told_as_own if (heard := _with_voice(case, key, positions, kin))}
    spoken = {at for positions in own.values() for at in positions}
    told = facts.kind.value, facts.when.value, () if facts.family == _ACCORD else facts.where.value
    mine = {key: [at for at in positions if is_same_act(case, at, spoken, told)] for key, positions in own.items()}
    found = {key: positions[0] for key, positions in mine.items() if positions}
    return found, {key: positions[0] for key, positions in own.items() if key not in found}


def _with_voice(case: Case, key: str, positions: Iterable[int], kin: Kin) -> tuple[int, ...]:
    """The positions at which somebody speaks who can own up to an act of arms; where nobody is named, the party itself does.

    A party's health ministry, rescuers or media tell what others did; they never speak for those who fight.
    """
    return tuple(at for at in positions if _can_own(case.claims[at].sources, key, kin))


def _can_own(sources: Iterable[SourceRef], key: str, kin: Kin) -> bool:
    own = [source for source in sources if (whose := key_of(source)) and kin.in_line(whose, key)]
    return not own or any(not is_bystander(source) for source in own)


def _happened(bench: _Bench) -> tuple[Grade, str]:
    case, facts = bench.case, bench.facts
    everybody = range(len(case.claims))
    tellers = case.independent(everybody)
    deniers = [denial for denial in bench.denials if denial.happened]
    told = f"{_told_by(bench, tellers, 'tell')} it ({_names(bench, tellers)})"
    aside = _aside(bench)
    if deniers:
        return Grade.CONTESTED, f"{told}; that it happened is denied by {_deniers(deniers)}."
    mine = _own_word(bench)
    if mine:
        return Grade.ACKNOWLEDGED, f"Acknowledged in {_possessive(mine)} own words; {told}."
    agreeing = _agreeing(bench)
    if len(agreeing) >= _TWO:
        return (
            Grade.CORROBORATED,
            f"{_told_by(bench, agreeing, 'agree')} on kind, day and place ({_names(bench, agreeing)}){aside}.",
        )
    rivals = [held for held in facts.kind.others if held.bearing is Bearing.DISSENT and _is_other(bench, held.value)]
    if any(set(held.origins) - set(facts.kind.origins) for held in rivals):
        kinds = " or ".join([facts.kind.value, *(held.value for held in rivals)])
        return Grade.CONTESTED, f"{told}, but they disagree on what it was: {kinds}{aside}."
    if len(tellers) < _TWO:
        return Grade.SINGLE_SOURCE, f"{told}{aside}."
    if aside:
        return Grade.SINGLE_SOURCE, f"{told}, but not one and the same act{aside}."
    return Grade.SINGLE_SOURCE, f"{told}, but no two of them agree on kind, day and place."


def _who(bench: _Bench) -> tuple[Grade | None, str]:
    actors, deniers = bench.facts.actors, [denial for denial in bench.denials if denial.who]
    denied = f"; having done it is denied by {_deniers(deniers)}" if deniers else ""
    if not bench.accused:
        return None, f"No party is named as having done it{denied}."
    naming = [at for at in range(len(bench.case.claims)) if _accuses(bench, at)]
    namers = bench.case.independent([at for at in naming if at not in bench.astray.values()] or naming)
    if not namers:
        return (
            Grade.CONTESTED,
            f"{_parties(actors.value)}: named only in own words that deny something{denied}.",
        )
    told = f"{_origins(len(namers), 'name')} {_parties(actors.value)} ({_names(bench, namers)})"
    rivals = [
        held for held in actors.others if held.bearing is Bearing.DISSENT and set(held.origins) - set(actors.origins)
    ]
    others = "".join(f"; {_origins(len(held.origins), 'name')} {_parties(held.value)}" for held in rivals)
    mine = _own_word(bench)
    claimed_by_rival = any(_keys(held.value) & bench.owned.keys() for held in rivals)
    if mine and not deniers and not claimed_by_rival:
        return Grade.ACKNOWLEDGED, f"Acknowledged in {_possessive(mine)} own words{others}."
    if deniers or rivals:
        return Grade.CONTESTED, f"{told}{others}{denied}."
    return (Grade.CORROBORATED if len(namers) >= _TWO else Grade.SINGLE_SOURCE), f"{told}{_aside(bench)}."


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


def _agreeing(bench: _Bench) -> list[int]:
    """Claims independent of one another that tell the settled kind and day, and one and the same of the settled places."""
    case, facts = bench.case, bench.facts
    agreed = [at for at in range(len(case.claims)) if _agrees(bench, at)]
    if facts.family == _ACCORD:
        return case.independent(agreed)
    found = (
        case.independent(at for at in agreed if _is_told_at(case.claims[at], ref))
        for ref in facts.where.value
        if _is_exact(ref)
    )
    return max(found, key=len, default=[])


def _agrees(bench: _Bench, at: int) -> bool:
    """Whether a claim tells the kind and the day that were settled; of an accord, the parties too."""
    claim, facts = bench.case.claims[at], bench.facts
    wider = bench.case.choices.is_wider(claim.kind, facts.kind.value) and claim.kind not in bench.case.choices.effects
    if claim.kind != facts.kind.value and not wider:
        return False
    if is_disowned(bench.case, at, bench.kin) or at in bench.astray.values():
        return False
    if not (_is_dated(claim.when) and is_same_day(claim.when, facts.when.value)):
        return False
    if facts.family == _ACCORD:
        return bench.kin.meet(_keys(claim.actors), bench.accused)
    return True


def _is_dated(when: DateInterval) -> bool:
    return when.first is not None and when.last is not None


def _is_told_at(claim: Claim, place: PlaceRef) -> bool:
    return any(is_same_place(ref, place) for ref in claim.where if _is_exact(ref))


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


def _told_by(bench: _Bench, positions: list[int], verb: str) -> str:
    """How many origins tell it, of how many that speak at all; who speaks in the same claims counts together."""
    every = len(bench.facts.names)
    behind = len(bench.case.origins_of(positions))
    if behind > len(positions):
        count = f"{behind} origins" if behind == every else f"{behind} of {every} origins"
        return f"{count} in {len(positions)} independent telling{'s' if len(positions) > 1 else ''} {verb}"
    if len(positions) < every:
        return f"{len(positions)} of {every} independent origins {verb}{'s' if len(positions) == 1 else ''}"
    return _origins(len(positions), verb)


def _aside(bench: _Bench) -> str:
    """What accused parties own up to that is not this act, in their words."""
    found = []
    for ref in bench.facts.actors.value:
        at = next((at for key, at in bench.astray.items() if bench.kin.in_line(key, key_of(ref))), None)
        if at is not None and (spans := bench.case.claims[at].evidence):
            words = " ".join(spans[0].quote.split())
            short = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} …"
            found.append(f"; in {_possessive(_parties([ref]))} own words only another act: “{short.rstrip('.')}”")
    return "".join(found)


def _possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _deniers(denials: Iterable[Denial]) -> str:
    names = sorted({denial.name or "an unnamed voice" for denial in denials})
    return _listed(names)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
