"""Whether a place is only what the act's place lies near, off or on the way to: "20 km north of", "off", "on the road to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.claims.view import PlaceMentionAt, View
    from trucewatch.language.tokens import Token

_LEADING = frozenset({"the", "town", "city", "village", "port", "of", "capital", "settlement", "district", "central"})
_APART = frozenset({"outside", "off", "beyond", "nearby", "between", "overlooking", "above"})
_UNITS = frozenset(
    {"km", "kilometre", "kilometer", "mile", "metre", "meter", "m", "kms", "yard", "hour", "minute", "drive"}
)
_AWAY = frozenset({"away", "far", "distance", "distant"})
_NEAR = 9


def is_apart(view: View, place: PlaceMentionAt) -> bool:
    """Whether the words before a place's name set the act off from it; "in the north of X" is within X."""
    return _setting_off(view, place) is not None


def is_measured_from(view: View, place: PlaceMentionAt, others: Sequence[PlaceMentionAt]) -> bool:
    """As in "Deir Hafer, 20 km away from Aleppo": the distance is that of the place named just before."""
    first = _setting_off(view, place)
    if first is None:
        return False
    before = [other for other in others if other.last < first]
    if not before:
        return False
    between = view.sentence.tokens[before[-1].last + 1 : first]
    if not between or between[0].text not in {",", "("} or not any(map(_is_measure, (*between, view.sentence[first]))):
        return False
    bracketed = between[0].text == "(" and all(token.text != ")" for token in between)
    return bracketed or (len(between) <= _NEAR and not any(token.pos == "VERB" for token in between))


def _setting_off(view: View, place: PlaceMentionAt) -> int | None:
    """Where the words begin that set an act off from a place; `None` if none do."""
    tokens = view.sentence.tokens
    at = place.first - 1
    while at > 0 and (
        tokens[at].lower in _LEADING - {"of"} or (tokens[at].lower == "of" and _is_leading(tokens[at - 1]))
    ):
        at -= 1
    if at < 0:
        return None
    word = tokens[at].lower
    if word in _APART:
        return at
    if (
        word == "and"
        and "between" in {token.lower for token in tokens[max(at - _NEAR, 0) : at]}
        and view.places_in([at - 1])
    ):
        return at
    if word == "to" and tokens[at - 1].lower in {"close", "next", "adjacent", "nearer", "closer"}:
        return at - 1
    if word in {"of", "to", "towards", "toward", "from"} and at:
        return _noun_before(view, at, word)
    return None


def _is_leading(token: Token) -> bool:
    return token.lower in _LEADING - {"of", "the"}


def _noun_before(view: View, at: int, link: str) -> int | None:
    """The compass word, the measure or the way that "of", "from" or "to" hangs on."""
    tokens = view.sentence.tokens
    before = tokens[at - 1]
    if before.lower in _AWAY or (link == "from" and _is_unit(before)):
        return at - 1
    if link == "of" and view.is_a(before.i, "compass") and before.lower[-3:] != "ern":
        inside = at > 1 and tokens[at - 2].lower in {"the", "far", "extreme"}
        return None if inside else at - 1
    if link != "from" and view.is_a(before.i, "approach"):
        away = "from" in {token.lower for token in tokens[max(at - 4, 0) : at - 1]}
        return None if away else at - 1
    return None


def _is_measure(token: Token) -> bool:
    return token.lower in _AWAY or _is_unit(token)


def _is_unit(token: Token) -> bool:
    word = token.lower.lstrip("0123456789.,")
    return word in _UNITS or token.lemma.lower() in _UNITS
