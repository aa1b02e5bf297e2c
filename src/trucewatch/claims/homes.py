"""Whose "the army" is: that of the country where the act lies, never of one that only sits at the table."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from trucewatch.claims.beside import governor
from trucewatch.claims.mentions.actors import Focus, Form
from trucewatch.packs.values import ActorType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.claims.mentions.actors import ActorBook
    from trucewatch.claims.view import ActorMention, PlaceMentionAt, View

_ARMED = frozenset({"violence", "harm", "movement"})
_SEEN = 2  # countries of a report whose armed forces a bare word may mean


def homes_of(views: Sequence[View], countries: Sequence[str], report: Focus, book: ActorBook) -> list[Focus]:
    """For each sentence the countries that a bare "the army" may mean there, the likeliest first.

    `countries` are ISO codes by the number of the place mention, empty where unknown. First come those in which the
    sentence's own places lie, then those of the report's acts, then those the report is about and that do more than talk.
    """
    known = [code if code in report.countries else "" for code in countries]
    own = [_countries(view, known) for view in views]
    armed: Counter[str] = Counter()
    for view, found in zip(views, own, strict=True):
        if any(_family(view, trigger.head) in _ARMED for trigger in view.triggers):
            armed.update(found)
    told = [code for code, _ in armed.most_common()]
    talking = _only_talking(views, book) - set(told)
    wide = [code for code in report.countries if code not in talking][:_SEEN]
    return [Focus(_ordered([*sorted(here, key=(*told, *here).index), *told[:_SEEN], *wide])) for here in own]


def _ordered(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in codes if code))


def _countries(view: View, countries: Sequence[str]) -> list[str]:
    """The countries of the sentence's places, parties and places of talks and speeches left out."""
    return [countries[place.number] for place in view.places if countries[place.number] and _may_be_of_act(view, place)]


def _may_be_of_act(view: View, place: PlaceMentionAt) -> bool:
    if any(actor.id and actor.first <= place.last and place.first <= actor.last for actor in view.actors):
        return False
    at = view.sentence.head_of(place.first, place.last)
    verb = governor(view, at)
    spoken = verb is not None and verb.lemma.lower() in view.lexicon.speech["verbs"] and not _has_trigger(view, at)
    return not spoken and not _is_at_table(view, at)


def _has_trigger(view: View, at: int) -> bool:
    above = {token.i for token in (view.sentence[at], *view.sentence.ancestors(at))}
    return any(trigger.head in above for trigger in view.triggers)


def _is_at_table(view: View, at: int) -> bool:
    """Whether the nearest word above that tells of something tells of talks, of an accord or of who brought it about."""
    sentence = view.sentence
    heads = {trigger.head: trigger for trigger in view.triggers}
    for token in (sentence[at], *sentence.ancestors(at)):
        if view.is_a(token.i, "mediating"):
            return True
        near = [token.i, *(child.i for child in sentence.children(token.i) if child.dep == "obj")]
        families = {_family(view, i) for i in near if i in heads}
        if families:
            return not families & _ARMED
    return False


def _family(view: View, head: int) -> str:
    return next((view.lexicon.families[t.senses[0].kind] for t in view.triggers if t.head == head), "")


def _only_talking(views: Sequence[View], book: ActorBook) -> set[str]:
    """The countries that the report names at the table, and no force or group of theirs, nor any act."""
    talking: set[str] = set()
    doing: set[str] = set()
    for view in views:
        for actor in view.actors:
            if actor.id and actor.id in book.actors and actor.form is not Form.GENERIC:
                country = book.actors[actor.id].country
                if _is_armed(view, actor, book):
                    doing.add(country)
                elif _is_at_table(view, actor.head) or view.is_a(actor.head, "diplomatic"):
                    talking.add(country)
    return talking - doing


def _is_armed(view: View, actor: ActorMention, book: ActorBook) -> bool:
    if book.actors[actor.id].type in {ActorType.ARMED_GROUP, ActorType.STATE_FORCES}:
        return True
    if actor.head > actor.last and view.is_a(actor.head, "military_noun") and not view.is_a(actor.head, "diplomatic"):
        return True
    sentence = view.sentence
    heads = {trigger.head for trigger in view.triggers}
    above = next((token.i for token in sentence.ancestors(actor.head) if token.i in heads), None)
    return above is not None and _family(view, above) in _ARMED
