"""What the words set against what happened: "the army, not the rebels", "in Homs rather than Hama"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.claims.view import View

_PASSED = frozenset({"the", "a", "an", "by", "in", "at", "on", "to", "from", "of", "its", "their", "near"})
_PAIRS = frozenset({("rather", "than"), ("instead", "of"), ("opposed", "to"), ("other", "than")})
_AFTER_NOT = frozenset({"only", "just", "merely", "a", "one", "any", "all"})
_FAR = 6


def is_contrasted(view: View, i: int) -> bool:
    """Whether a noun phrase is named only to say that it was not this one."""
    tokens = view.sentence.tokens
    first = min((token.i for token in view.sentence.subtree(i) if token.i <= i and i - token.i <= _FAR), default=i)
    at = first
    while at < i and tokens[at].lower in {",", "and", "but"}:
        at += 1
    while at > 0 and tokens[at - 1].lower in _PASSED:
        at -= 1
    led = [token.lower for token in tokens[max(at - 2, 0) : at]]
    own = [token.lower for token in tokens[at : at + 2]]
    if led[-1:] == ["unlike"] or tuple(led) in _PAIRS or tuple(own) in _PAIRS:
        return True
    if own[:1] == ["not"]:
        return own[1:] != [] and own[1] not in _AFTER_NOT
    before = tokens[at - 2].text if at > 1 else ""
    return (
        led[-1:] == ["not"]
        and (before in {",", "(", "–", "—"} or before.lower() in {"and", "but"})
        and (tokens[at].lower not in _AFTER_NOT)
    )
