"""A sentence with everything that stands in it, before any act is read: one value that all rules look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.claims.lexicon import Lexicon, Means, Sense, Thing
    from trucewatch.claims.mentions.actors import Form
    from trucewatch.claims.mentions.quantities import Quantity
    from trucewatch.claims.phrases import PhraseHit
    from trucewatch.dates.expressions import TimeMention
    from trucewatch.language.tokens import Sentence, Token
    from trucewatch.model.document import BlockRole

# Of so many sentences what was worked out is remembered: those of a report of some length.
SENTENCES = 128
SIDING_WITH = frozenset({"with", "to", "by"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """A party named over tokens `first..last`, `head` being the noun the name hangs on ("Russian *warplanes*").

    `id` is empty for a party that no pack knows ("gunmen"); `start`, `end` cover the whole phrase in the document.
    `aloof` marks those who watch, tell or help, and are no party to a war.
    """

    id: str
    form: Form | None
    first: int
    last: int
    head: int
    start: int
    end: int
    aloof: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMentionAt:
    """A place named over tokens `first..last`; `number` is its index among the document's place mentions."""

    number: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAt:
    """A time expression and the tokens it covers."""

    mention: TimeMention
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerAt:
    """A word of the trigger lexicon: tokens `first..last`, its head, and all senses of the phrase."""

    first: int
    last: int
    head: int
    noun: bool
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class View:
    """The sentence and its layers; `number` is its place in the document, `paragraph` that of its block.

    There is one view of a sentence, equal to itself alone, so that what follows from it can be worked out once.
    """

    number: int
    paragraph: int
    role: BlockRole
    sentence: Sentence
    lexicon: Lexicon
    actors: tuple[ActorMention, ...]
    places: tuple[PlaceMentionAt, ...]
    times: tuple[TimeAt, ...]
    quantities: tuple[Quantity, ...]
    means: tuple[PhraseHit[Means], ...]
    things: tuple[PhraseHit[Thing], ...]
    people: tuple[PhraseHit[str], ...]
    triggers: tuple[TriggerAt, ...]

    def actors_in(self, tokens: Iterable[int]) -> list[ActorMention]:
        """The parties whose name or head noun lies in these tokens."""
        inside = set(tokens)
        return [actor for actor in self.actors if actor.first in inside or actor.last in inside]

    def places_in(self, tokens: Iterable[int]) -> list[PlaceMentionAt]:
        """The places named within these tokens."""
        inside = set(tokens)
        return [place for place in self.places if place.first in inside or place.last in inside]

    def sided_with(self, actor: ActorMention) -> int | None:
        """The noun of those who are on a party's side: in "militias allied with *the RSF*" the militias; else None."""
        at = actor.first - 1
        while at > 0 and self.sentence[at].pos in {"DET", "ADJ"} and not self.is_a(at, "siding"):
            at -= 1
        sided = at > 1 and self.sentence[at].lower in SIDING_WITH and self.is_a(at - 1, "siding")
        return at - 2 if sided and actor.head <= actor.last else None

    def quantity_of(self, i: int) -> Quantity | None:
        """The number that counts token `i`: the nearest one before it within its noun phrase."""
        before = [quantity for quantity in self.quantities if quantity.last < i]
        if not before:
            return None
        nearest = before[-1]
        between = self.sentence.tokens[nearest.last + 1 : i]
        if len(between) > _REACH or any(
            (token.pos in _BREAKS and not _is_inside(token, nearest)) or token.text in ",;:()" for token in between
        ):
            return None
        return nearest

    def is_a(self, i: int, name: str) -> bool:
        """Whether token `i` belongs to a class of words by its lemma or its form."""
        token = self.sentence.tokens[i]
        classes = self.lexicon.classes_of
        return name in classes.get(token.lower, ()) or name in classes.get(token.lemma.lower(), ())


def _is_inside(token: Token, quantity: Quantity) -> bool:
    """As in "dozens of shells"; a type's name ("Tu-95") is no verb, whatever it was taken for."""
    return (token.lower == "of" and token.i == quantity.last + 1) or any(map(str.isdigit, token.text))


_REACH = 6  # words between a number and what it counts
_BREAKS = frozenset({"VERB", "AUX", "ADP", "CCONJ", "SCONJ", "PRON"})
