"""An act is acknowledged only by words in which the party that is said to have done it says so itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.incidents.reconcile.kin import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.incidents.reconcile.case import Case
    from trucewatch.incidents.reconcile.kin import Kin
    from trucewatch.model.claim import ActorRef, Claim, SourceRef
    from trucewatch.model.span import Span

_ADMISSION = "admission"


def owners(case: Case, kin: Kin) -> dict[str, tuple[int, ...]]:
    """The keys of parties that say of themselves that they did something, each with the positions where they do."""
    found: dict[str, list[int]] = {}
    for at, claim in enumerate(case.claims):
        for ref in claim.actors:
            key = key_of(ref)
            if key and at not in found.get(key, ()) and _owns(case, claim, ref, kin):
                found.setdefault(key, []).append(at)
    return {key: tuple(positions) for key, positions in found.items()}


def is_disowned(case: Case, at: int, kin: Kin) -> bool:
    """Whether a party speaks of its own doing in a sentence that denies: whatever is read there, it bears nothing out."""
    claim = case.claims[at]
    voices = frozenset(key for source in claim.sources if (key := key_of(source)))
    return any(
        kin.meet(voices, frozenset({key_of(ref)})) and _is_negative(case, _sentences(claim, ref))
        for ref in claim.actors
    )


def _owns(case: Case, claim: Claim, ref: ActorRef, kin: Kin) -> bool:
    """Whether the claim's voice is the party, a part of it or a body above it, in a sentence that denies nothing.

    Where others speak in the claim too, one sentence must hold both the voice and the party: claims join sentences of
    several speakers, and what one says is not the other's confession.
    """
    own = [source for source in claim.sources if (key := key_of(source)) and kin.in_line(key, key_of(ref))]
    if not own:
        return claim.kind == _ADMISSION and not claim.sources
    sentences = _sentences(claim, ref)
    if len(own) < len(claim.sources):
        sentences = [span for span in sentences if any(_holds(span, source) for source in own)]
    return bool(sentences) and not _is_negative(case, sentences)


def _sentences(claim: Claim, ref: ActorRef) -> list[Span]:
    """The claim's sentences that name a party; all where the words for it are not known."""
    return [span for span in claim.evidence if not ref.evidence or _holds(span, ref)]


def _is_negative(case: Case, sentences: Iterable[Span]) -> bool:
    return any(case.choices.is_negative(span.quote) for span in sentences)


def _holds(sentence: Span, ref: ActorRef | SourceRef) -> bool:
    return any(span.overlaps(sentence) for span in ref.evidence)
