"""Places and days that are somebody's own and not the act's: where people are from, where and when a speaker spoke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.claims.paths import prepositions

if TYPE_CHECKING:
    from trucewatch.claims.acts import Act
    from trucewatch.claims.view import PlaceMentionAt, TimeAt, View
    from trucewatch.language.tokens import Token

_MOVING = frozenset({"displacement", "withdrawal", "deployment"})
_LINKS = frozenset({"from", "of", "in"})


def is_home(act: Act, place: PlaceMentionAt) -> bool:
    """As in "families from Saraqib", "natives of Kutum", "people who had fled El Fasher": it says who they are."""
    if act.kind in _MOVING:
        return False
    view, sentence = act.view, act.view.sentence
    heads = {frame.head for frame in act.frames}
    at = sentence.head_of(place.first, place.last)
    if (
        place.first > 1
        and sentence[place.first - 1].lower == "from"
        and _is_person(view, _left_of(view, place.first - 1))
    ):
        return True
    for token in (sentence[at], *sentence.ancestors(at)):
        if token.i in heads or token.is_root:
            return False
        above = sentence.head(token.i)
        marks = prepositions(sentence, token.i)
        if "from" in marks and _is_person(view, above.i):
            return True
        if view.is_a(above.i, "hailing") and above.i not in heads and marks <= _LINKS:
            return True
    return False


def _left_of(view: View, i: int) -> int:
    """The token before `i`, adverbs passed over ("a family *originally* from")."""
    while i > 1 and view.sentence[i - 1].pos == "ADV":
        i -= 1
    return i - 1


def may_be_home(act: Act, place: PlaceMentionAt) -> bool:
    """As in "residents of Beit Lahia": where they live, if the words name another place where it was."""
    sentence = act.view.sentence
    at = sentence.head_of(place.first, place.last)
    return "of" in prepositions(sentence, at) and act.view.is_a(sentence[at].head, "dweller")


def _is_person(view: View, i: int) -> bool:
    named = any(hit.last == i for hit in view.people) or view.is_a(i, "people") or view.is_a(i, "armed_people")
    return named and not any(hit.last == i for hit in view.means)


def is_of_saying(act: Act, at: int, *, alone: bool = True) -> bool:
    """As in "said in Baku that …", "told reporters in Riyadh", "Speaking in Geneva, …": token `at` is the speaker's.

    "In Hays, residents said that …" may be either; it is the speaker's where the act has a place of its own (not `alone`).
    """
    verb = governor(act.view, at)
    if verb is None or any(frame.head == verb.i for frame in act.frames):
        return False
    view, head = act.view, act.main.head
    speech = view.lexicon.speech
    lemma = verb.lemma.lower()
    sided = lemma in speech["taking_sides"]
    about = prepositions(view.sentence, _noun_of(view, at)) & {"of", "about"}
    speaking = not about and (lemma in speech["speaking"] or verb.lower in speech["speaking"])
    if speaking or (sided and at < verb.i < head):
        return True
    if lemma == "report" or not (sided or lemma in speech["asserting"]) or not _is_said(act, verb):
        return False
    if verb.i > head:
        return at > verb.i
    if at > verb.i:
        return at < head
    return not alone or "from" in prepositions(view.sentence, _noun_of(view, at))


def _is_said(act: Act, verb: Token) -> bool:
    """Whether the act stands in what the verb of saying says, as its clause or as what it is set beside."""
    sentence = act.view.sentence
    said = {"ccomp", "parataxis", "csubj"}
    chain = (sentence[act.main.head], *sentence.ancestors(act.main.head))
    below = next((token for token in chain if token.head == verb.i and not token.is_root), None)
    if below is not None:
        return below.dep in said
    return any(token.dep in said and token.head == act.main.head for token in (verb, *sentence.ancestors(verb.i)))


def _noun_of(view: View, at: int) -> int:
    """The noun phrase that a name hangs in, up to its preposition."""
    sentence = view.sentence
    while (
        not prepositions(sentence, at)
        and sentence[sentence[at].head].pos in {"NOUN", "PROPN"}
        and not sentence[at].is_root
    ):
        at = sentence[at].head
    return at


def governor(view: View, at: int) -> Token | None:
    """The predicate that a token hangs on: the nearest verb above it, or the noun of "were in control of"."""
    sentence = view.sentence
    for token in sentence.ancestors(at):
        if token.pos in {"VERB", "AUX"} or any(child.dep == "cop" for child in sentence.children(token.i)):
            return token
    return None


def is_told_of(act: Act, verb: int) -> bool:
    """Whether the act's noun is what was heard, seen or reported ("shelling was reported on Sunday")."""
    sentence = act.view.sentence
    return act.main.trigger.noun and any(
        sentence[frame.head].head == verb and sentence[frame.head].dep in {"nsubj", "nsubj:pass", "obj"}
        for frame in act.frames
    )


def is_day_of_saying(view: View, time: TimeAt) -> bool:
    """Whether a time only says when somebody spoke, whatever he spoke of."""
    verb = governor(view, view.sentence.head_of(time.first, time.last))
    if verb is None:
        return False
    speech = view.lexicon.speech
    told = [child for child in view.sentence.children(verb.i) if child.dep in {"obj", "nsubj:pass"}]
    spoken = speech["verbs"] | speech["speaking"] | speech["taking_sides"]
    return verb.lemma.lower() in spoken and not any(
        trigger.head == child.i for child in told for trigger in view.triggers
    )
