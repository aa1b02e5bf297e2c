"""One claim's own tolls of one effect, added as far as its words allow."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from trucewatch.model.adding import add_tolls, start_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model.claim import Claim
    from trucewatch.model.count import CountRange, Harm


def total_count(harm: Sequence[Harm], claim: Claim) -> CountRange:
    """One count for what a claim tells of one effect, on one group or on all; there is at least one toll."""
    ordered = sorted(harm, key=lambda one: start_of(one.count)) if len(harm) > 1 else harm
    return add_tolls(ordered, partial(_between, claim))


def _between(claim: Claim, one: CountRange, other: CountRange) -> str | None:
    """The words from one number to the next; `None` where no clause of the claim holds both."""
    for span in claim.evidence:
        if one.evidence and other.evidence and all(end.within(span) for end in (one.evidence[0], other.evidence[0])):
            return span.quote[start_of(one) - span.start : start_of(other) - span.start] or " "
    return None
