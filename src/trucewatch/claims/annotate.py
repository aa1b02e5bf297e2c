"""Builds the views: every mention of a document laid over the tokens of its parsed sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from trucewatch.claims.mentions.actors import Form, NameHit, settle
from trucewatch.claims.mentions.quantities import find_quantities
from trucewatch.claims.mentions.triggers import find_triggers
from trucewatch.claims.view import SIDING_WITH, ActorMention, PlaceMentionAt, TimeAt, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.claims.lexicon import Lexicon
    from trucewatch.claims.mentions.actors import ActorBook, Focus
    from trucewatch.claims.phrases import PhraseHit
    from trucewatch.dates.expressions import TimeMention
    from trucewatch.language.tokens import Sentence, Token
    from trucewatch.model.document import BlockRole
    from trucewatch.model.span import Span

T = TypeVar("T")
_MODIFIES = frozenset({"amod", "compound", "nmod:poss"})
_CLIMB = frozenset({"amod", "compound", "nmod:poss", "flat", "nmod:desc", "goeswith", "nmod", "dep"})
_PLACING = frozenset(
    {"in", "at", "near", "to", "into", "towards", "outside", "across", "around", "inside", "from", "over"}
)


def view_of(  # noqa: PLR0913 - the layers of one sentence
    sentence: Sentence,
    *,
    number: int,
    paragraph: int,
    role: BlockRole,
    lexicon: Lexicon,
    names: Sequence[NameHit],
    places: Sequence[tuple[int, Span]],
    times: Sequence[TimeMention],
    book: ActorBook,
    focus: Focus,
) -> View:
    """Lay the document's names, places (with their numbers) and times over one sentence and find the rest in it."""
    tokens = sentence.tokens
    means = _nominal(sentence, lexicon.means.find(tokens))
    placed = _placed(sentence, places)
    actors = _actors(sentence, names, lexicon, book, focus)
    return View(
        number=number,
        paragraph=paragraph,
        role=role,
        sentence=sentence,
        lexicon=lexicon,
        actors=tuple(actors),
        places=tuple(place for place in placed if not _inside_name(place, actors)),
        times=tuple(_timed(sentence, times)),
        quantities=tuple(find_quantities(sentence)),
        means=tuple(means),
        things=tuple(_nominal(sentence, lexicon.things.find(tokens))),
        people=tuple(lexicon.people.find(tokens)),
        triggers=tuple(find_triggers(sentence, lexicon, means)),
    )


def settled_anew(view: View, names: Sequence[NameHit], book: ActorBook, home: Focus) -> View:
    """The view with what bare words like "the army" mean in these countries; other names keep what they meant."""
    sentence = view.sentence
    bare = [hit for hit in names if hit.form is Form.GENERIC and sentence.start <= hit.start < sentence.end]
    if not bare:
        return view
    found = {cover[0]: settle(hit, home, book) for hit in bare if (cover := _covering(sentence, hit.start, hit.end))}
    actors = (
        replace(actor, id=_at_home(found[actor.first], book, view.lexicon, sentence[actor.head], actor.last))
        if actor.form is Form.GENERIC and actor.first in found and not _is_on_a_side(sentence, actor.head, view.lexicon)
        else actor
        for actor in view.actors
    )
    return replace(view, actors=tuple(actors))


def _nominal(sentence: Sentence, hits: Iterable[PhraseHit[T]]) -> list[PhraseHit[T]]:
    """The hits that are nouns: "a bomb", not "bombed"."""
    return [hit for hit in hits if sentence[hit.last].pos in {"NOUN", "PROPN", "X", "NUM"}]


def _covering(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    found = sentence.covering(start, end)
    return (found[0].i, found[-1].i) if found else None


def _placed(sentence: Sentence, places: Iterable[tuple[int, Span]]) -> list[PlaceMentionAt]:
    found = []
    for number, span in places:
        cover = _covering(sentence, span.start, span.end)
        if cover:
            found.append(PlaceMentionAt(number=number, first=cover[0], last=cover[1]))
    return found


def _timed(sentence: Sentence, times: Iterable[TimeMention]) -> list[TimeAt]:
    found = []
    for mention in times:
        cover = _covering(sentence, mention.span.start, mention.span.end)
        if cover:
            found.append(TimeAt(mention=mention, first=cover[0], last=cover[1]))
    return found


def _inside_name(place: PlaceMentionAt, actors: Iterable[ActorMention]) -> bool:
    """Whether a place name is only a part of a party's name ("Gaza Health Ministry", "Aleppo Media Centre")."""
    for actor in actors:
        if not actor.id or actor.form is not Form.NAME:
            continue
        whole = actor.last - actor.first > place.last - place.first
        if whole and actor.first <= place.first and place.last <= actor.last:
            return True
    return False


def _actors(
    sentence: Sentence, names: Iterable[NameHit], lexicon: Lexicon, book: ActorBook, focus: Focus
) -> list[ActorMention]:
    found: list[ActorMention] = []
    for hit in names:
        cover = _covering(sentence, hit.start, hit.end)
        if cover is None:
            continue
        mention = _actor(sentence, hit, cover, lexicon, book, focus)
        if mention is not None:
            found.append(mention)
    taken = {i for mention in found for i in range(mention.first, mention.last + 1)} | {m.head for m in found}
    found.extend(_unknown_parties(sentence, lexicon, taken))
    return sorted(found, key=lambda mention: mention.first)


def _actor(
    sentence: Sentence, hit: NameHit, cover: tuple[int, int], lexicon: Lexicon, book: ActorBook, focus: Focus
) -> ActorMention | None:
    """The party a hit means here, or nothing where the word only describes ("Turkish-backed", "Syria's Idlib")."""
    first, last = cover
    if _describes_backing(sentence, last, lexicon):
        return None
    head = _head_noun(sentence, first, last)
    actor = "" if hit.form is Form.GENERIC and _is_on_a_side(sentence, head, lexicon) else settle(hit, focus, book)
    is_state = book.is_state(actor) and hit.form is not Form.GENERIC
    if not _acts(sentence, hit, head, (first, last), lexicon, is_state=is_state):
        return None
    actor = _at_home(actor, book, lexicon, sentence[head], last)
    end = max(last, head)
    return ActorMention(
        id=actor,
        form=hit.form,
        first=first,
        last=last,
        head=head,
        start=sentence[first].start,
        end=sentence[end].end,
        aloof=book.is_aloof(actor),
    )


def _at_home(actor: str, book: ActorBook, lexicon: Lexicon, head: Token, last: int) -> str:
    """The forces behind a state's name on a military noun; the actor itself for any other."""
    forces = book.is_state(actor) and head.i > last and lexicon.is_a(head.lemma.lower(), "military_noun")
    return book.home_forces(actor) if forces else actor


def _describes_backing(sentence: Sentence, last: int, lexicon: Lexicon) -> bool:
    """As in "Iran-backed", "rebel-held", "Saudi-led": the word names a backer or a holder, not the one who acts."""
    after = sentence.tokens[last + 1 : last + 3]
    if len(after) > 1 and after[0].text in {"-", "–"}:
        return lexicon.is_a(after[1].lower, "backing")
    return False


def _is_on_a_side(sentence: Sentence, head: int, lexicon: Lexicon) -> bool:
    """Whether bare words for armed people are followed by whose side they are on: then they are some others than usual."""
    if not lexicon.is_a(sentence[head].lemma.lower(), "armed_people"):
        return False
    after = sentence.tokens[head + 1 : head + 3]
    return (
        len(after) > 1
        and lexicon.is_a(after[0].lower, "siding")
        and after[0].lower not in {"backed", "supported"}
        and after[1].lower in SIDING_WITH
    )


def _head_noun(sentence: Sentence, first: int, last: int) -> int:
    """The noun that the name hangs on: "Russian" → "warplanes", "Houthi" → "fighters"; a name alone is its own."""
    inside = range(first, last + 1)
    at = next((i for i in inside if sentence[i].head not in inside or sentence[i].is_root), last)
    for _ in range(4):
        token = sentence[at]
        if token.is_root:
            break
        head = sentence.head(at)
        modifies = token.dep in _CLIMB and not (
            token.dep == "nmod" and any(c.dep == "case" for c in sentence.children(at))
        )
        if (token.dep == "conj" and head.pos in {"ADJ", "PROPN"} and head.i < first and head.dep in _MODIFIES) or (
            modifies and head.pos in {"NOUN", "PROPN", "ADJ"} and head.i > at and not _parted(sentence, at, head.i)
        ):
            at = head.i
        else:
            break
    return at


def _parted(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a comma or a bracket stands between two tokens, so that one cannot modify the other."""
    return any(token.text in {",", ";", "(", ")", ":"} for token in sentence.tokens[first + 1 : last])


def _acts(
    sentence: Sentence, hit: NameHit, head: int, cover: tuple[int, int], lexicon: Lexicon, *, is_state: bool
) -> bool:
    """Whether the words name a party that can act, and not a nationality, a place or a language."""
    own = cover[0] <= head <= cover[1]
    lemma = sentence[head].lemma.lower()
    if not own and lexicon.is_a(lemma, "relation_noun"):
        return False
    if hit.form is Form.ADJECTIVE:
        if own:
            return False
        known = any(lexicon.is_a(lemma, name) for name in _PARTY_NOUNS) or bool(lexicon.means.at(sentence.tokens, head))
        return known or _is_agent(sentence, head, lexicon)
    if own:
        if hit.form is Form.SEAT or is_state:
            return not _is_located(sentence, head)
        return True
    if is_state or hit.form is Form.SEAT:
        return any(lexicon.is_a(lemma, name) for name in _PARTY_NOUNS)
    return not lexicon.is_a(lemma, "civil_noun")


def _is_agent(sentence: Sentence, head: int, lexicon: Lexicon) -> bool:
    """A noun of no known class that does something hostile ("Russian Su-34s", "an Israeli quadcopter")."""
    token = sentence[head]
    if lexicon.is_a(token.lemma.lower(), "civil_noun") or lexicon.is_a(token.lemma.lower(), "people"):
        return False
    verb = sentence.head(head)
    return token.dep in {"nsubj", "obl:agent"} and verb.pos == "VERB" and verb.lemma.lower() in lexicon.verbs


_PARTY_NOUNS = ("military_noun", "office", "force", "truce", "diplomatic", "patrol")


def _is_located(sentence: Sentence, i: int) -> bool:
    """Whether a state's or a capital's name stands for the place ("in Moscow", "to Turkey")."""
    return any(child.dep == "case" and child.lower in _PLACING for child in sentence.children(i))


def _unknown_parties(sentence: Sentence, lexicon: Lexicon, taken: set[int]) -> Iterable[ActorMention]:
    """Armed people that no pack names: "gunmen", "armed men", "unidentified fighters"."""
    for token in sentence.tokens:
        if (
            token.i in taken
            or token.pos not in {"NOUN", "PROPN"}
            or not lexicon.is_a(token.lemma.lower(), "armed_people")
        ):
            continue
        if token.dep in {"compound", "amod"} or _describes_backing(sentence, token.i, lexicon):
            continue
        start = min(
            (c.start for c in sentence.children(token.i) if c.dep in {"amod", "compound"} and c.i < token.i),
            default=token.start,
        )
        yield ActorMention(id="", form=None, first=token.i, last=token.i, head=token.i, start=start, end=token.end)
