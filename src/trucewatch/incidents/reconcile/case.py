"""A case is the claims of one occurrence in one fixed order, each with its origins, its voices and its day of publication.

Inside reconciling a claim is named by its position in that order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from trucewatch.incidents.reconcile.choices import choices
from trucewatch.incidents.scoring.words import party_name
from trucewatch.model.incident import Bearing, Held, Settled
from trucewatch.places.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trucewatch.incidents.reconcile.choices import Choices
    from trucewatch.incidents.values import Sheet
    from trucewatch.model.claim import Claim
    from trucewatch.model.incident import Origin

V = TypeVar("V")

NEVER = 10**7


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Claims in the order of publication, then text. `published` are ordinals of the first and last possible day."""

    claims: tuple[Claim, ...]
    origins: tuple[frozenset[str], ...]
    published: tuple[tuple[int, int], ...]
    outlets: tuple[str, ...]
    choices: Choices

    @classmethod
    def of(cls, claims: Iterable[Claim], sheets: Mapping[str, Sheet], origins: Sequence[Origin]) -> Case:
        """The case of these claims; a claim on which no origin rests counts as its report's own."""
        ordered = sorted(claims, key=lambda claim: _order(claim, sheets[claim.report]))
        holders: dict[str, set[str]] = {}
        for origin in origins:
            for claim_id in origin.claims:
                holders.setdefault(claim_id, set()).add(origin.id)
        return cls(
            claims=tuple(ordered),
            origins=tuple(frozenset(holders.get(claim.id) or {claim.report}) for claim in ordered),
            published=tuple(_days(sheets[claim.report]) for claim in ordered),
            outlets=tuple(fold(sheets[claim.report].outlet) for claim in ordered),
            choices=choices(),
        )

    def origins_of(self, positions: Iterable[int]) -> frozenset[str]:
        """The independent origins behind these claims."""
        found: frozenset[str] = frozenset()
        for at in positions:
            found |= self.origins[at]
        return found

    def independent(self, positions: Iterable[int]) -> list[int]:
        """Claims that share no origin with one another, as many as go well together, those with the fewest origins first.

        A claim joins what several voices say, without telling which of them vouches for what; so it counts once.
        """
        found: list[int] = []
        taken: frozenset[str] = frozenset()
        for at in sorted(positions, key=lambda at: (len(self.origins[at]), at)):
            if taken.isdisjoint(self.origins[at]):
                found.append(at)
                taken |= self.origins[at]
        return found

    def backing(self, positions: Iterable[int]) -> int:
        """How many tellings independent of one another are behind these claims."""
        return len(self.independent(positions))

    def voices_of(self, at: int) -> frozenset[str]:
        """Who says what a claim tells, by id or folded name; the outlet itself where nobody else is named."""
        named = (source.id or party_name(source.name) or party_name(source.via) for source in self.claims[at].sources)
        return frozenset(filter(None, named)) or frozenset(filter(None, [self.outlets[at]]))

    def settled(self, value: V, rule: str, positions: Sequence[int] = (), others: Iterable[Held[V]] = ()) -> Settled[V]:
        """A value with those who hold it; `positions` begin with the claim whose words the value carries."""
        return Settled(
            value=value,
            rule=str(rule),
            claims=self._ids(positions),
            origins=tuple(sorted(self.origins_of(positions))),
            others=tuple(sorted(others, key=lambda one: (one.bearing is not Bearing.DISSENT, -len(one.origins)))),
        )

    def held(self, value: V, positions: Sequence[int], bearing: Bearing = Bearing.DISSENT) -> Held[V]:
        """A value that was not chosen, with those who hold it."""
        return Held(
            value=value,
            claims=self._ids(positions),
            origins=tuple(sorted(self.origins_of(positions))),
            bearing=bearing,
        )

    def _ids(self, positions: Sequence[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.claims[at].id for at in positions))


def _order(claim: Claim, sheet: Sheet) -> tuple[tuple[int, int], str, int, str]:
    return _days(sheet), claim.report, min((span.start for span in claim.evidence), default=0), claim.id


def _days(sheet: Sheet) -> tuple[int, int]:
    """When the report came out; one that may have come out at any time counts as late."""
    first, last = sheet.published.first, sheet.published.last
    return first.toordinal() if first else 0 if last else NEVER, last.toordinal() if last else NEVER
