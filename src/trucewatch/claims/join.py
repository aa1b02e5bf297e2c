"""Tellings of one act become one claim with all their evidence; what the report keeps apart stays apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from trucewatch.claims.agree import (
    actors_agree,
    days_agree,
    is_own_loss,
    kinds_agree,
    located,
    places_agree,
    same_day,
    share_actor,
    share_place,
    tolls_agree,
)
from trucewatch.claims.confidence import detail_of
from trucewatch.claims.where import finest
from trucewatch.model.claim import Scope, Stance
from trucewatch.model.document import BlockRole

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from trucewatch.claims.draft import Draft
    from trucewatch.model.count import CountRange, Harm
    from trucewatch.model.time import DateInterval
    from trucewatch.packs.values import Actor

T = TypeVar("T")

VAGUE = frozenset({"attack", "casualties", "property_damage"})
FLIGHT_NEAR = 3
NEAR = 3
FAR = 6
TELLING = 2  # filled fields that make a claim
REPEATING = frozenset({BlockRole.TITLE, BlockRole.CAPTION, BlockRole.HEADING})


def join_drafts(drafts: Sequence[Draft], actors: Mapping[str, Actor]) -> tuple[list[Draft], list[Draft]]:
    """Claims in text order, and the headlines' and captions' accounts that no sentence of the text bears out."""
    claims: list[Draft] = []
    for draft in (d for d in drafts if d.role not in REPEATING):
        at = _home(claims, draft, actors)
        if at is None:
            claims.append(draft)
        else:
            claims[at] = merged(claims[at], draft)
    left: list[Draft] = []
    for draft in (d for d in drafts if d.role in REPEATING):
        fitting = [i for i, claim in enumerate(claims) if _may_repeat(claim, draft, actors)]
        if fitting:
            best = max(fitting, key=lambda i: (share_place(claims[i], draft), share_actor(claims[i], draft), -i))
            claims[best] = _supported(claims[best], draft)
        else:
            left.append(draft)
    return claims, left


def _home(claims: Sequence[Draft], draft: Draft, actors: Mapping[str, Actor]) -> int | None:
    """The nearest earlier claim that a draft tells again."""
    fitting = [i for i, claim in enumerate(claims) if _fits(claim, draft, actors) and _tells_again(claim, draft)]
    return max(fitting, key=lambda i: (claims[i].kind == draft.kind, i), default=None)


def _fits(claim: Draft, draft: Draft, actors: Mapping[str, Actor]) -> bool:
    """Nothing keeps the two apart."""
    return (
        claim.stance is draft.stance
        and _scopes_fit(claim, draft)
        and kinds_agree(claim, draft)
        and days_agree(claim, draft)
        and actors_agree(claim.actors, draft.actors, actors)
        and places_agree(claim, draft)
        and (tolls_agree(claim, draft) or draft.risen)
        and not is_own_loss(claim, draft)
    )


def _scopes_fit(claim: Draft, draft: Draft) -> bool:
    toll = draft.family == "harm" and claim.family == "violence" and claim.scope is not Scope.CONTEXT
    return claim.scope is draft.scope or (toll and draft.scope is Scope.INCIDENT)


def _tells_again(claim: Draft, draft: Draft) -> bool:
    """Something speaks for it: a re-mention by its form, the same place, or the same party on the same day."""
    if claim.sentence == draft.sentence:
        return _twins(claim, draft) or _adds_toll(claim, draft)
    if draft.kind == "flight" and claim.family == "violence":
        return draft.sentence - claim.sentence <= FLIGHT_NEAR
    if BlockRole.LISTING in (claim.role, draft.role) and claim.paragraph != draft.paragraph:
        return False
    if claim.family == "accord" or draft.family == "accord":
        return _same_accord(claim, draft)
    if draft.definite and not draft.verbal:
        return draft.sentence - claim.sentence <= FAR or share_place(claim, draft) or share_actor(claim, draft)
    if draft.family == "harm" and claim.family == "violence":
        return draft.sentence - claim.sentence <= NEAR
    return not (draft.continuing and draft.verbal) and _tells_on(claim, draft)


def _tells_on(claim: Draft, draft: Draft) -> bool:
    """An act that its form does not tie to another is the same if it has the same place, or party and day, or adds neither."""
    near = draft.sentence - claim.sentence <= NEAR
    if near and _is_bare(draft) and claim.kind == draft.kind:
        return True
    if _is_undated_repeat(claim, draft):
        return True
    if share_place(claim, draft):
        return draft.dated is False or not claim.when.is_known or same_day(claim, draft)
    one_is_wide = not draft.where or not claim.where
    return share_actor(claim, draft) and same_day(claim, draft) and (one_is_wide or places_agree(claim, draft))


def _adds_toll(claim: Draft, draft: Draft) -> bool:
    """A toll of the same sentence whose effect the act does not have yet ("… killed; nine were injured")."""
    if draft.family != "harm" or claim.family not in {"violence", "harm"} or draft.kind == "displacement":
        return False
    return not {toll.effect for toll in claim.harm} & {toll.effect for toll in draft.harm}


def _is_bare(draft: Draft) -> bool:
    """Neither a place, nor a day, nor a known party of its own: it can only tell on."""
    return not located(draft) and not draft.dated and not any(ref.id for ref in draft.actors)


def _is_undated_repeat(claim: Draft, draft: Draft) -> bool:
    """The same kind of act by the same party, neither dated, with nothing new but words."""
    if claim.kind != draft.kind or claim.dated or draft.dated or not share_actor(claim, draft):
        return False
    things = {ref.id for ref in claim.objects} & {ref.id for ref in draft.objects}
    return share_place(claim, draft) or (bool(things) and not (located(claim) and located(draft)))


def _twins(claim: Draft, draft: Draft) -> bool:
    """Two words of one sentence for one act: the second adds no party and no place of its own."""
    if claim.family != "violence" or draft.family != "violence" or (claim.harm and draft.harm):
        return False
    adds_actor = bool(draft.actors) and not share_actor(claim, draft)
    adds_place = bool(located(draft)) and bool(located(claim)) and not share_place(claim, draft)
    return not adds_actor and not adds_place and not (draft.verbal and claim.verbal)


def _same_accord(claim: Draft, draft: Draft) -> bool:
    """One deal, threat or round of talks told again: the same kind and party, and the same days where both have them."""
    if claim.kind != draft.kind:
        return False
    dated = claim.when.is_known and draft.when.is_known
    return share_actor(claim, draft) and (same_day(claim, draft) or not dated or claim.kind == "ceasefire_agreed")


def _may_repeat(claim: Draft, draft: Draft, actors: Mapping[str, Actor]) -> bool:
    """Whether a headline or a caption only repeats a claim."""
    clear = draft.family == "violence" and draft.kind not in VAGUE and claim.kind not in VAGUE
    if clear and claim.family == "violence" and claim.kind != draft.kind:
        return False
    return (
        (claim.family == draft.family or "harm" in (claim.family, draft.family))
        and (kinds_agree(claim, draft) or claim.family == "accord")
        and actors_agree(claim.actors, draft.actors, actors)
    )


def _supported(claim: Draft, draft: Draft) -> Draft:
    """A claim that a headline repeats: the headline is further evidence, never a new value."""
    return replace(claim, evidence=(*claim.evidence, *draft.evidence))


def merged(claim: Draft, draft: Draft) -> Draft:
    """One claim of two tellings; the first telling's values stand unless the second is finer or replaces a toll."""
    stronger = draft if _is_better_kind(draft, claim) else claim
    return replace(
        claim,
        sentence=draft.sentence,
        kind=stronger.kind,
        family=stronger.family,
        also=claim.also | draft.also,
        dated=claim.dated or draft.dated,
        when=_finer(claim.when, draft.when),
        actors=claim.actors if any(ref.id for ref in claim.actors) else draft.actors or claim.actors,
        targets=_union(claim.targets, draft.targets, lambda ref: ref.id or ref.name.lower()),
        where=finest(_union(claim.where, draft.where, lambda ref: (ref.id or ref.text.lower(), ref.role))),
        objects=_union(claim.objects, draft.objects, lambda ref: ref.id),
        weapons=_union(claim.weapons, draft.weapons, lambda ref: ref.id),
        counts=_counts(claim.counts, draft.counts),
        harm=_tolls(claim.harm, draft.harm, risen=draft.risen),
        sources=_union(claim.sources, draft.sources, lambda ref: ref.name.lower()),
        evidence=_union(claim.evidence, draft.evidence, lambda span: span.start),
        trace=(*claim.trace, *draft.trace),
    )


def _is_better_kind(draft: Draft, claim: Draft) -> bool:
    return claim.kind in VAGUE and draft.kind not in VAGUE and draft.family == "violence"


def _finer(one: DateInterval, other: DateInterval) -> DateInterval:
    if not one.is_known or (other.is_day and not one.is_day):
        return other if other.is_known else one
    return one


def _union(one: Sequence[T], other: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    found: dict[Hashable, T] = {}
    for item in (*one, *other):
        found.setdefault(key(item), item)
    return tuple(found.values())


def _counts(one: Mapping[str, CountRange], other: Mapping[str, CountRange]) -> dict[str, CountRange]:
    return {**other, **one}


def _tolls(one: tuple[Harm, ...], other: tuple[Harm, ...], *, risen: bool) -> tuple[Harm, ...]:
    """Per effect: the first telling's numbers, unless a later one says that they have risen."""
    effects = {toll.effect for toll in (other if risen else one)}
    kept, added = (other, one) if risen else (one, other)
    return (*kept, *(toll for toll in added if toll.effect not in effects))


def drop_bare(drafts: Iterable[Draft]) -> list[Draft]:
    """Claims that still say next to nothing once all tellings are joined are no claims."""
    return [
        draft
        for draft in drafts
        if not _tells_of_nobody(draft)
        and (
            detail_of(draft) >= TELLING
            or draft.family in {"accord", "movement"}
            or draft.harm
            or (draft.stance is Stance.DENIED and (draft.where or any(source.id for source in draft.sources)))
        )
    ]


def _tells_of_nobody(draft: Draft) -> bool:
    """A toll of nobody that no act was told for."""
    counted = bool(draft.harm) and all(toll.count.high == 0 for toll in draft.harm)
    return draft.family == "harm" and counted and not draft.dated and not located(draft)
