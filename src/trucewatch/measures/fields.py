"""How far the fields of a found claim are those of the key's; a field that the key leaves out gives no score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from trucewatch.measures.assign import best_pairs
from trucewatch.measures.key import COUNTS, GROUPS
from trucewatch.measures.names import contains_words, same_words
from trucewatch.measures.tally import ABSENT, RIGHT, WRONG, Outcome, Tally
from trucewatch.model.count import Effect, Who
from trucewatch.model.place import PlaceRole
from trucewatch.places.geo import km_between

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from trucewatch.measures.key import Days, KeyClaim, Numbers
    from trucewatch.measures.names import ActorNames
    from trucewatch.model.claim import ActorRef, Claim, SourceRef
    from trucewatch.model.count import CountRange, Harm
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.time import DateInterval

T = TypeVar("T")

NEAR_KM = 5.0
HARM_FIELDS = tuple(str(effect) for effect in Effect)

Resolver: TypeAlias = "Callable[[str, str], tuple[float, float, float] | None]"
"""From a place's name and the text of its report to latitude, longitude and radius in km, if it is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldScore:
    """One field's tally for one pair; `errors` are what to list: outcome, expected, found."""

    field: str
    tally: Tally
    errors: tuple[tuple[Outcome, str, str], ...] = ()
    invented: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldScorer:
    """Scores all fields of a pair. `resolve` gives a key's place names their points, where it is at hand."""

    names: ActorNames
    resolve: Resolver | None = None

    def scores(self, claim: Claim, key: KeyClaim, text: str) -> Iterator[FieldScore]:
        """The score of every field that the key speaks of."""
        yield from score_date(claim.when, key)
        both = (*claim.actors, *claim.targets)
        for name, wanted, refs in (
            ("actors", key.actors, claim.actors),
            ("targets", key.targets, claim.targets),
            ("parties", key.parties, both),
        ):
            if wanted:
                yield _score_list(name, wanted, refs, self._same_actor, _actor_words)
        if key.sources:
            yield _score_list("sources", key.sources, claim.sources, self._same_source, _source_words)
        yield from self._places("places", key.places, claim, text, origin=False)
        yield from self._places("origins", key.origins, claim, text, origin=True)
        yield from score_numbers(claim, key)

    def _same_actor(self, name: str, ref: ActorRef) -> bool:
        return self.names.same(name, found_id=ref.id, found_words=(ref.name, ref.text))

    def _same_source(self, name: str, ref: SourceRef) -> bool:
        known = bool(ref.id) and ref.id in self.names.ids(name)
        return known or contains_words(name, ref.name) or contains_words(name, ref.via)

    def _places(
        self, field: str, wanted: Sequence[str], claim: Claim, text: str, *, origin: bool
    ) -> Iterator[FieldScore]:
        if not wanted:
            return
        refs = [ref for ref in claim.where if (ref.role is PlaceRole.ORIGIN) == origin]
        points = [self.resolve(name, text) if self.resolve else None for name in wanted]
        yield score_places(field, wanted, points, refs)


def score_date(when: DateInterval, key: KeyClaim) -> Iterator[FieldScore]:
    """The very interval is right; a wider one that holds it is no answer; a day where the words fix none is invented."""
    shown = show_days((when.first, when.last))
    if key.date_open and when.is_day:
        error = (Outcome.INVENTED, "no day is fixed", shown)
        yield FieldScore(field="date", tally=Tally(found=1), errors=(error,), invented=True)
    if key.date_open or not key.dates:
        return
    expected = " or ".join(show_days(days) for days in key.dates)
    if (when.first, when.last) in key.dates:
        yield FieldScore(field="date", tally=RIGHT)
    elif any(_holds(when, days) for days in key.dates):
        yield FieldScore(field="date", tally=ABSENT, errors=((Outcome.ABSENT, expected, shown),))
    else:
        invented = when.is_day and all(first != last for first, last in key.dates)
        outcome = Outcome.INVENTED if invented else Outcome.WRONG
        yield FieldScore(field="date", tally=WRONG, errors=((outcome, expected, shown),), invented=invented)


def score_places(
    field: str, wanted: Sequence[str], points: Sequence[tuple[float, float, float] | None], refs: Sequence[PlaceRef]
) -> FieldScore:
    """One found place for each of the key's, by the best likeness; a second telling of a right one is neutral."""
    likeness = [[_place_likeness(*named, ref) for named in zip(wanted, points, strict=True)] for ref in refs]
    pairs = best_pairs(likeness)
    met = {column for _, column in pairs}
    extra = [ref for ref, row in zip(refs, likeness, strict=True) if not any(row)]
    absent = [name for column, name in enumerate(wanted) if column not in met]
    right = len(pairs)
    return _list_score(field, (right, right + len(extra)), wanted, absent, [_place_words(ref) for ref in extra])


def score_numbers(claim: Claim, key: KeyClaim) -> Iterator[FieldScore]:
    """Tolls and counts are right where both ends are the key's; open ends count as ends."""
    for name, accepted in key.numbers.items():
        found = [claim.counts[name]] if name in claim.counts else []
        field = "counts"
        if name not in COUNTS:
            field, found = name.partition("_")[0], tolls(claim.harm, name)
        expected = " or ".join(show_numbers(numbers) for numbers in accepted)
        if not found:
            yield FieldScore(field=field, tally=ABSENT, errors=((Outcome.ABSENT, f"{name} {expected}", ""),))
        elif any(_same_numbers(one, numbers) for one in found for numbers in accepted):
            yield FieldScore(field=field, tally=RIGHT)
        else:
            shown = " or ".join(show_numbers((one.low, one.high)) for one in found)
            error = (Outcome.WRONG, f"{name} {expected}", shown)
            yield FieldScore(field=field, tally=WRONG, errors=(error,))


def tolls(harm: Iterable[Harm], name: str) -> list[CountRange]:
    """What a claim may be said to give as the toll called `name`, as in `killed` or `killed_civilians`.

    A total is the toll of those not told apart, or the sum of all: "17 killed, five of them civilians" and "three
    fighters and two civilians killed" are told alike.
    """
    effect, _, group = name.partition("_")
    entries = [one for one in harm if one.effect == effect]
    if group in GROUPS[2:]:
        parts = [one.women if group == "women" else one.children for one in entries]
        return [part for part in parts if part is not None]
    if group:
        who = Who.CIVILIAN if group == "civilians" else Who.COMBATANT
        return [one.count for one in entries if one.who is who]
    whole = [one.count for one in entries if one.who is Who.UNKNOWN]
    return whole + ([_sum([one.count for one in entries])] if len(entries) != len(whole) or len(whole) > 1 else [])


def show_days(days: Days) -> str:
    """An interval as `first..last`, or one day, or `unknown`."""
    if days == (None, None):
        return "unknown"
    first, last = (end.isoformat() if end else "open" for end in days)
    return first if first == last else f"{first}..{last}"


def show_numbers(numbers: Numbers) -> str:
    """A range as `low..high`, or one number."""
    low, high = ("open" if end is None else str(end) for end in numbers)
    return low if low == high else f"{low}..{high}"


def _score_list(
    field: str,
    wanted: Sequence[str],
    refs: Sequence[T],
    same: Callable[[str, T], bool],
    show: Callable[[T], str],
) -> FieldScore:
    """Every value against every name: one source may be two of the key's ("a rescuer told an agency")."""
    extra = [ref for ref in refs if not any(same(name, ref) for name in wanted)]
    absent = [name for name in wanted if not any(same(name, ref) for ref in refs)]
    return _list_score(field, (len(refs) - len(extra), len(refs)), wanted, absent, [show(ref) for ref in extra])


def _list_score(
    field: str, right_of: tuple[int, int], wanted: Sequence[str], absent: Sequence[str], extra: Sequence[str]
) -> FieldScore:
    right, found = right_of
    tally = Tally(found_right=right, found=found, key_met=len(wanted) - len(absent), keyed=len(wanted))
    errors = [(Outcome.ABSENT, name, "") for name in absent] + [(Outcome.EXTRA, "", shown) for shown in extra]
    return FieldScore(field=field, tally=tally, errors=tuple(errors))


def _actor_words(ref: ActorRef) -> str:
    return f"{ref.text!r} = {ref.id or '?'}"


def _source_words(ref: SourceRef) -> str:
    return f"{ref.name!r}" + (f" via {ref.via!r}" if ref.via else "")


def _place_words(ref: PlaceRef) -> str:
    return f"{ref.text!r} = {ref.name or '?'}"


def _place_likeness(name: str, point: tuple[float, float, float] | None, ref: PlaceRef) -> float:
    """1 for the same words, less for words that hold the other's or for a spot within 5 km, 0 for another place.

    Where both are on the map, a place of the same name counts only if it is as near as its own radius allows.
    """
    same = same_words(name, ref.text)
    alike = same or contains_words(name, ref.text) or same_words(name, ref.name)
    score = 1.0 if same else 0.9 if alike else 0.0
    if point is None or ref.lat is None or ref.lon is None:
        return score
    reach = max(NEAR_KM, point[2], ref.radius_km or 0.0) if alike else NEAR_KM
    return (score or 0.8) if km_between(*point[:2], ref.lat, ref.lon) <= reach else 0.0


def _holds(when: DateInterval, days: Days) -> bool:
    """Whether the found interval is unknown or holds the key's."""
    first, last = days
    starts = when.first is None or (first is not None and when.first <= first)
    return starts and (when.last is None or (last is not None and last <= when.last))


def _same_numbers(found: CountRange, numbers: Numbers) -> bool:
    """The same ends; no lower end is the same as a lower end of 0."""
    low, high = numbers
    return (found.low or 0, found.high) == (low or 0, high)


def _sum(counts: Sequence[CountRange]) -> CountRange:
    lows, highs = [one.low for one in counts], [one.high for one in counts]
    return type(counts[0])(
        low=sum(low or 0 for low in lows),
        best=None,
        high=None if None in highs else sum(high or 0 for high in highs),
    )
