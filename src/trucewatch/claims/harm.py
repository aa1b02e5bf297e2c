"""A toll counts people, and only those its own words count; what no party did (a virus, a crash) is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.claims.causes import is_beside_the_war
from trucewatch.claims.links import Linked, groups_of
from trucewatch.claims.mentions.quantities import span_of
from trucewatch.claims.negation import is_negated, is_nobody
from trucewatch.claims.parts import find_groups, lists_of
from trucewatch.model.count import CountRange, Effect, Harm, Who

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.claims.frames import Frame
    from trucewatch.claims.victims import Group
    from trucewatch.claims.view import View
    from trucewatch.language.tokens import Token

_NOBODY = frozenset({"nobody", "none"})
_NO = frozenset({"no", "without", "zero", "neither", "nor"})
_NEWS = frozenset({"report", "word", "information", "news", "sign", "indication", "confirmation", "mention"})
_MORE = frozenset({"further", "more", "other", "additional", "new", "fewer", "less", "longer", "confirmed", "such"})
_BUT = frozenset({"but", "except", "besides"})
_LOSSES = frozenset(
    {"casualty", "death", "fatality", "injury", "victim", "loss", "dead", "wounded", "injured", "wound"}
)
_HARMED = frozenset({"injure", "hurt", "wound", "harm"})
_COUNTED_ONLY = frozenset({Effect.DISPLACED, Effect.CAPTURED, Effect.MISSING, Effect.BESIEGED})
REACH_BACK = 9


def tolls_of_frames(frames: Iterable[Frame]) -> tuple[Harm, ...]:
    """The tolls of one act: each count once, a new total in place of what it sums, a number in place of "nobody"."""
    told = [(toll, total) for frame in frames for toll, total in _tolls(frame)]
    totals = {toll.effect for toll, total in told if total}
    kept: dict[object, Harm] = {}
    for toll, total in told:
        if total or toll.effect not in totals:
            kept.setdefault((toll.effect, toll.count.evidence), toll)
    positive = {toll.effect for toll in kept.values() if toll.count.high != 0}
    return tuple(toll for toll in kept.values() if toll.count.high != 0 or toll.effect not in positive)


def _tolls(frame: Frame) -> list[tuple[Harm, bool]]:
    """Each toll, and whether it is a total that replaces others."""
    if not frame.sense.harm or is_beside_the_war(frame):
        return []
    if is_nobody_hurt(frame):
        return [(toll, False) for toll in _zeros(frame)]
    if is_negated(frame) or _is_among(frame):
        return []
    groups = find_groups(frame.view)
    linked = groups_of(frame, groups, lists_of(frame.view, groups))
    effects = (Effect.KILLED, Effect.INJURED) if frame.sense.harm == "casualty" else (Effect(frame.sense.harm),)
    shared = linked.shared or len(effects) > 1
    return [
        (toll, linked.total)
        for effect in effects
        for group in linked.groups
        if _may_count(effect, group, linked, frame)
        for toll in _harm(effect, group, linked, shared=shared)
    ]


def _may_count(effect: Effect, group: Group, linked: Linked, frame: Frame) -> bool:
    """People told without a number are dead or hurt, never so and so many displaced or taken, nor what one is blamed for."""
    if not group.plain:
        return True
    first = frame.trigger.first
    blamed = first > 0 and frame.view.sentence[first - 1].lower == "of"
    return effect not in _COUNTED_ONLY and not blamed and all(other.plain for other in linked.groups)


def _harm(effect: Effect, group: Group, linked: Linked, *, shared: bool) -> list[Harm]:
    count = group.count
    if shared:
        if count.high is None:
            return []
        count = CountRange(low=None, best=None, high=count.high, words=count.words, evidence=count.evidence)
    women, children = (_subgroup(group, linked.parts, name) for name in ("women", "children"))
    return [Harm(effect=effect, who=group.who, count=count, women=women, children=children)]


def _subgroup(group: Group, parts: Sequence[Group], name: str) -> CountRange | None:
    """The women or children among the victims: the group itself, or the part that says so."""
    if name in group.kinds and not {"women", "children"} <= group.kinds:
        return group.count
    if {"women", "children"} <= group.kinds:
        return group.count
    return next((part.count for part in parts if name in part.kinds and not part.plain), None)


def is_nobody_hurt(frame: Frame) -> bool:
    """As in "No casualties were reported", "nobody was hurt", "did not cause any deaths", "killed no one", "did not kill anyone"."""
    if not frame.sense.harm:
        return False
    return _is_negated_toll(frame) or _spared(frame) is not None


def _is_among(frame: Frame) -> bool:
    """As in "was among those killed": one of a toll that is told elsewhere."""
    tokens = frame.view.sentence.tokens
    led = [token.lower for token in tokens[max(frame.trigger.first - 2, 0) : frame.trigger.first]]
    return led in (["among", "those"], ["among", "the"], ["one", "of"]) or led[-1:] == ["among"]


def _spared(frame: Frame) -> int | None:
    """The object that a verb of harm denies: "killed *no one*", "did not injure *any civilians*".

    Where a party is the one that killed no one, that is no toll but a denial.
    """
    view = frame.view
    heads = {actor.head for actor in view.actors} - {hit.last for hit in view.means} - {t.head for t in view.triggers}
    if frame.trigger.noun or heads & {filler.head for filler in frame.agents}:
        return None
    for filler in frame.patients:
        if filler.rule == "object" and filler.head > frame.head:
            anyone = view.sentence[filler.head].lower in {"anyone", "anybody"} or any(
                child.lower == "any" for child in view.sentence.children(filler.head)
            )
            if is_nobody(view, filler.head) or (anyone and is_negated(frame)):
                return filler.head
    return None


def _is_negated_toll(frame: Frame) -> bool:
    view, sentence = frame.view, frame.view.sentence
    first, lemma = frame.trigger.first, sentence[frame.head].lemma.lower()
    led = _clause_before(frame)
    words = [token.lower for token in led]
    if frame.trigger.noun and lemma in _LOSSES:
        return _denies_loss(led) and not view.quantity_of(first)
    if frame.trigger.noun and lemma not in _HARMED:
        return False
    nobody = next((n for n, word in enumerate(words) if word in _NOBODY or words[n : n + 2] == ["no", "one"]), None)
    if nobody is None:
        nobody = next((n for n, word in enumerate(words) if word == "no" and _is_person(view, led[n + 1 :])), None)
    return nobody is not None and not set(words[nobody:]) & (_BUT | _MORE | {"of"})


def _is_person(view: View, after: Sequence[Token]) -> bool:
    """Whether a people noun stands next ("no civilians were hurt")."""
    return any(hit.first <= token.i <= hit.last for token in after[:2] for hit in view.people)


def _clause_before(frame: Frame) -> list[Token]:
    """The words before a trigger back to the last full break."""
    tokens = frame.view.sentence.tokens
    first = frame.trigger.first
    start = max(0, first - REACH_BACK)
    for at in range(first - 1, start - 1, -1):
        if tokens[at].text in {";", ":", "(", ","} or tokens[at].lower in {"that", "which"}:
            start = at + 1
            break
    return list(tokens[start:first])


def _denies_loss(led: Sequence[Token]) -> bool:
    """Whether the words before a noun of loss deny it; "no further casualties" denies only more of them."""
    for at in range(len(led) - 1, -1, -1):
        word = led[at].lower
        if word in _NO or (word in {"not", "n't"} and any(token.lower == "any" for token in led[at:])):
            between = led[at + 1 :]
            if any(token.lower in _MORE for token in between):
                return False
            verbs = [token for token in between if token.pos == "VERB"]
            nouns = [t for t in between if t.pos in {"NOUN", "PROPN"} and t.dep not in {"compound", "amod"}]
            news = all(t.lemma.lower() in _NEWS | _LOSSES | {"damage"} or t.dep == "conj" for t in nouns)
            return news and all(
                t.lemma.lower() in {"cause", "result", "report", "suffer", "inflict", "leave", "record", "have"}
                for t in verbs
            )
        if led[at].pos in {"VERB", "AUX"} and led[at].lemma.lower() not in {
            "cause",
            "result",
            "report",
            "suffer",
            "inflict",
            "record",
            "be",
            "have",
            "do",
        }:
            return False
    return False


def _zeros(frame: Frame) -> list[Harm]:
    """Nobody: neither killed nor injured where the words deny harm as such."""
    sentence = frame.view.sentence
    lemma = sentence[frame.head].lemma.lower()
    spared = _spared(frame)
    first, last = _first_of_denial(frame), frame.trigger.last if spared is None else spared
    span = span_of(sentence, first, last)
    count = CountRange(low=0, best=0, high=0, words=span.quote, evidence=(span,))
    kinds = {hit.value for hit in frame.view.people if first <= hit.first <= last} - {"neutral"}
    who = Who.CIVILIAN if kinds == {"civilian"} else Who.UNKNOWN
    both = frame.sense.harm == "casualty" or lemma in _HARMED
    effects = (Effect.KILLED, Effect.INJURED) if both else (Effect(frame.sense.harm),)
    return [Harm(effect=effect, who=who, count=count) for effect in effects]


def _first_of_denial(frame: Frame) -> int:
    led = _clause_before(frame)
    return next((token.i for token in led if token.lower in _NO | _NOBODY | {"not", "n't"}), frame.trigger.first)
