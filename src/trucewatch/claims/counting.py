"""How many rockets, aircraft, strikes and the like an act counts; a thing no word counts has no number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.claims.mentions.numbers import read_number
from trucewatch.claims.mentions.quantities import qualified, span_of
from trucewatch.claims.wordlists import wordlist
from trucewatch.model.count import CountRange

if TYPE_CHECKING:
    from trucewatch.claims.acts import Act
    from trucewatch.claims.frames import Frame
    from trucewatch.claims.lexicon import Means
    from trucewatch.claims.mentions.quantities import Quantity
    from trucewatch.claims.phrases import PhraseHit
    from trucewatch.claims.view import View
    from trucewatch.language.tokens import Token

_ONE = frozenset({"a", "an", "another", "one", "single"})
_THE_ONE = frozenset({"the", "this", "that", "its", "his", "their"})
_COLLECTIVE = frozenset({"convoy", "armour", "armor", "force", "aviation", "artillery"})
_SINGLE_STRIKES = frozenset({"strike", "raid", "airstrike", "airraid"})
_ADVERBS = {"twice": 2, "thrice": 3}
_MULTIPLES = frozenset({"as", "more", "the", "larger", "bigger", "higher", "that"})
_PARTS = frozenset({"including", "includes", "included"})
VIOLATION = "truce_broken"


def counts_of(act: Act) -> dict[str, CountRange]:
    """The counts of an act by name: aircraft, rockets, vehicles, …, and `strikes` or `violations` for the act itself."""
    tokens = {i for frame in act.frames for i in frame.clause | frame.agent_tokens() | frame.patient_tokens()}
    found = _means_counts(act.view, tokens)
    for frame in act.frames:
        name = "violations" if frame.sense.id == VIOLATION else "strikes" if frame.family == "violence" else ""
        count = _of_act(frame) if name else None
        if count is not None:
            found.setdefault(name, count)
    return found


def _means_counts(view: View, tokens: set[int]) -> dict[str, CountRange]:
    """Numbers of weapons and carriers; two numbers of one list ("six Su-34s and two Su-35s") are added up."""
    found: dict[str, tuple[CountRange, int, int]] = {}
    for hit in view.means:
        name = hit.value.counts
        if not name or hit.last not in tokens:
            continue
        quantity = view.quantity_of(hit.first)
        count = quantity.count if quantity is not None else _single(view, hit)
        first = quantity.first if quantity is not None else hit.first
        if count is None or _is_one_of_more(view, quantity) or (first and view.sentence[first - 1].lower in _PARTS):
            continue
        if name not in found:
            found[name] = (count, first, hit.last)
        elif first > found[name][2] and _listed(view, found[name][2], first):
            found[name] = (_sum(found[name][0], count), found[name][1], hit.last)
    return {name: count for name, (count, _, _) in found.items()}


def _is_one_of_more(view: View, quantity: Quantity | None) -> bool:
    """As in "one of the shells" tells of more than it counts."""
    if quantity is None or quantity.count.high != 1 or quantity.last + 1 >= len(view.sentence):
        return False
    return view.sentence[quantity.last + 1].lower == "of"


def _listed(view: View, last: int, first: int) -> bool:
    between = [token.lower for token in view.sentence.tokens[last + 1 : first]]
    return bool(between) and not set(between) - {
        "and",
        ",",
        "-",
        "type",
        "missiles",
        "rockets",
        "drones",
        "bombers",
        "jets",
    }


def _sum(one: CountRange, other: CountRange) -> CountRange:
    """Both numbers in one; an end that is open in either is open in the sum."""
    ends = [
        None if a is None or b is None else a + b
        for a, b in ((one.low, other.low), (one.best, other.best), (one.high, other.high))
    ]
    return CountRange(
        low=ends[0],
        best=ends[1],
        high=ends[2],
        approximate=one.approximate or other.approximate,
        words=f"{one.words}; {other.words}",
        evidence=(*one.evidence, *other.evidence),
    )


def _single(view: View, hit: PhraseHit[Means]) -> CountRange | None:
    """One, where an article says so: "a missile hit", "the drone crashed"; never the drone of a "drone strike"."""
    sentence = view.sentence
    token = sentence[hit.last]
    following = sentence[hit.last + 1] if hit.last + 1 < len(sentence) else None
    plural = token.feats.get("Number") == "Plur" and token.lower != "aircraft"
    if token.dep in {"compound", "amod", "nmod:poss"} or plural or token.lemma.lower() in _COLLECTIVE:
        return None
    if following is not None and (
        following.lower in {"'s", "-", "fire"}
        or any(t.first <= following.i <= t.last and t.noun for t in view.triggers)
    ):
        return None
    article = _article(view, hit.first)
    if article is None or article.lower not in _ONE | (
        _THE_ONE if token.lemma.lower() in wordlist("single_weapons") else set()
    ):
        return None
    span = span_of(sentence, article.i, hit.last)
    return CountRange(low=1, best=1, high=1, words=span.quote, evidence=(span,))


def _article(view: View, first: int) -> Token | None:
    """The article of the phrase that token `first` stands in."""
    for token in reversed(view.sentence.tokens[max(0, first - 5) : first]):
        if token.lower in _ONE | _THE_ONE:
            return token
        if token.pos not in {"ADJ", "NOUN", "PROPN", "ADV", "NUM", "VERB"} and token.text not in {"-", "–"}:
            return None
    return None


def _of_act(frame: Frame) -> CountRange | None:
    """The number of strikes that a noun counts, or the times that a verb tells."""
    view = frame.view
    if not frame.trigger.noun:
        return _times(frame)
    quantity: Quantity | None = view.quantity_of(frame.trigger.first)
    if quantity is not None:
        return quantity.count
    head = view.sentence[frame.head]
    article = _article(view, frame.trigger.first)
    if (
        head.lemma.lower() not in _SINGLE_STRIKES
        or head.feats.get("Number") == "Plur"
        or article is None
        or article.lower not in _ONE
    ):
        return None
    if view.is_a(head.head, "campaign") or frame.sense.id == VIOLATION:
        return None
    span = span_of(view.sentence, article.i, frame.trigger.last)
    return CountRange(low=1, best=1, high=1, words=span.quote, evidence=(span,))


def _times(frame: Frame) -> CountRange | None:
    """As in "hit twice", "shelled eleven times"; "three times as many" is no number of strikes."""
    sentence = frame.view.sentence
    tokens = sentence.tokens
    for i in sorted(frame.clause):
        token = tokens[i]
        after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
        if not frame.trigger.last < i <= frame.trigger.last + 14 or after in _MULTIPLES:
            continue
        if token.lower in _ADVERBS:
            span = span_of(sentence, i, i)
            number = _ADVERBS[token.lower]
            return CountRange(low=number, best=number, high=number, words=span.quote, evidence=(span,))
        if token.lower == "times":
            return _before_times(frame, i)
    return None


def _before_times(frame: Frame, times: int) -> CountRange | None:
    sentence = frame.view.sentence
    for at in range(max(0, times - 4), times):
        number = read_number(sentence.tokens, at)
        if number is not None and number.last == times - 1:
            quantity = qualified(sentence, at, number)
            span = span_of(sentence, quantity.first, times)
            return replace(quantity.count, words=span.quote, evidence=(span,))
    return None
