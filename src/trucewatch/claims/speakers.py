"""Whose words they are: the phrase that names a speaker, and within it his name without titles and appositions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.claims.mentions.quantities import span_of
from trucewatch.claims.paths import antecedent, noun_phrase
from trucewatch.model.claim import SourceRef

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trucewatch.claims.view import View
    from trucewatch.language.tokens import Token

PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i"})
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "our", "this", "these", "those", "some"})
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "abu", "de", "der", "van", "von", "da", "del", "-", "ul", "y", "di"})
_BREAKS = frozenset({",", ";", ":", "(", ")", "—", "–", '"', "“", "”", "[", "]", "|"})
_LINKS = frozenset({"of", "for", "in", "'s", "’s", "-", "at", "from", "with", "inside", "/"})
_FUNCTION = frozenset({"ADP", "CCONJ", "PART", "PUNCT"})
_LONGEST_NAME = 6
_FAR = 25


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `first..last` that name a speaker, appositions included; `head` is the noun they hang on."""

    first: int
    head: int
    last: int


def can_speak(view: View, i: int, *, strictly: bool = False) -> bool:
    """Whether a noun may be one who says something; `strictly` wants a person, a party or a noun that is known to speak."""
    token = view.sentence[i]
    if token.lower in PRONOUNS or _is_word(view, i, "source_words") or _in_party(view, i):
        return True
    if any(trigger.head == i for trigger in view.triggers) or any(hit.first <= i <= hit.last for hit in view.means):
        return False
    if _is_word(view, i, "silent"):
        return False
    if token.pos == "PROPN" or (_is_capital(token) and (i > 0 or "-" in token.text)):
        return True
    return (
        not strictly and token.pos in {"NOUN", "ADJ", "X", "NUM"} and not any(thing.last == i for thing in view.things)
    )


def _is_word(view: View, i: int, name: str) -> bool:
    token = view.sentence[i]
    words = view.lexicon.speech[name]
    return token.lemma.lower() in words or token.lower in words


def _in_party(view: View, i: int) -> bool:
    return any(actor.first <= i <= actor.last and actor.id for actor in view.actors)


def phrase_of(view: View, head: int) -> Phrase:
    """The speaker's phrase around a noun: articles off, relative clauses cut, an apposition that follows kept."""
    sentence = view.sentence
    head = antecedent(sentence, head)
    inside = set(noun_phrase(sentence, head))
    first = head
    while first - 1 in inside and sentence[first - 1].text not in _BREAKS:
        first -= 1
    while first < head and sentence[first].lower in _ARTICLES:
        first += 1
    last = head
    while last + 1 in inside and sentence[last + 1].text not in _BREAKS:
        last += 1
    return Phrase(first, head, _with_name(view, _trimmed(view, head, last)))


def _trimmed(view: View, head: int, last: int) -> int:
    while last > head and view.sentence[last].pos in {"ADP", "CCONJ", "PUNCT", "DET", "SCONJ", "VERB", "AUX"}:
        last -= 1
    return last


def _with_name(view: View, last: int) -> int:
    """The end of a name set beside the noun between commas ("a spokesman, *Ali Salem*,"), or `last`."""
    sentence = view.sentence
    if last + 2 >= len(sentence) or sentence[last + 1].text != ",":
        return last
    end = last + 2
    while end < len(sentence) and sentence[end].text not in _BREAKS and sentence[end].pos not in {"VERB", "AUX"}:
        end += 1
    named = _person(view, last + 2, end - 1, beside=True)
    closed = end < len(sentence) and (sentence[end].text in {",", "."} or sentence[end].pos in {"VERB", "AUX"})
    return end - 1 if named and closed and named[1] == end - 1 else last


def phrase_before(view: View, i: int) -> Phrase | None:
    """The noun phrase that stands right before token `i`, a verb of saying; what is set between commas is passed over."""
    last = _skip_left(view, i - 1)
    if last < 0:
        return None
    if view.sentence[last].text == ",":
        return _before_aside(view, last)
    return _plain_before(view, last)


def _skip_left(view: View, last: int) -> int:
    """Back over adverbs, auxiliaries and times ("Washington *on Tuesday* warned")."""
    sentence = view.sentence
    while last >= 0:
        time = next((t for t in view.times if t.first <= last <= t.last), None)
        if time is not None:
            last = time.first - 1
            last -= last >= 0 and sentence[last].lower in {"on", "in", "at", "late", "early"}
        elif sentence[last].pos in {"ADV", "AUX"} or sentence[last].lower in {"also", "has", "have", "had"}:
            last -= 1
        else:
            break
    return last


def _before_aside(view: View, comma: int) -> Phrase | None:
    """The phrase before "X, a spokesman, said", "X, which …, said", "the spokesman, Ali Salem, said"."""
    sentence = view.sentence
    for at in range(comma - 1, max(comma - _FAR, 0), -1):
        if sentence[at].text != ",":
            continue
        opener = sentence[at + 1]
        named = _person(view, at + 1, comma - 1, beside=True)
        beside = opener.lower in {
            "who",
            "which",
            "whose",
            "a",
            "an",
            "the",
            "its",
            "of",
            "for",
            "in",
        } or opener.lower.endswith("ing")
        if not (named or beside or _is_word(view, comma - 1, "source_words")):
            continue
        found = _plain_before(view, at - 1)
        if found is not None and (named or _can_begin(view, found)):
            return Phrase(found.first, found.head, comma - 1) if named else found
    return None


def _can_begin(view: View, phrase: Phrase) -> bool:
    """Whether nothing but a boundary and an article stands before a phrase."""
    first = phrase.first
    while first > 0 and view.sentence[first - 1].lower in _ARTICLES:
        first -= 1
    return first == 0 or view.sentence[first - 1].text in _BREAKS or view.sentence[first - 1].pos in {"CCONJ", "SCONJ"}


def _plain_before(view: View, last: int) -> Phrase | None:
    """The plain noun phrase that ends at token `last`."""
    if last < 0 or not _is_nounish(view, last):
        return None
    first = last
    while first - 1 >= 0 and _joins(view, first - 1, last) and not _is_begun(view, first):
        first -= 1
    if first and view.sentence[first - 1].lower == "by":
        return None
    while first <= last and view.sentence[first].pos in _FUNCTION and not _is_nounish(view, first):
        first += 1
    return _as_phrase(view, first, last)


def _is_begun(view: View, i: int) -> bool:
    """Whether an article at `i` begins the phrase: no preposition or "and" ties it to what stands before."""
    tokens = view.sentence.tokens
    return tokens[i].lower in _ARTICLES and tokens[i - 1].lower not in _LINKS | {"and", "&"}


def phrase_after(view: View, i: int) -> Phrase | None:
    """The noun phrase that begins right after token `i` ("…, said the mayor")."""
    sentence = view.sentence
    first = i + 1
    if first >= len(sentence) or (sentence[first].pos in _FUNCTION and not _is_nounish(view, first)):
        return None
    last = first
    while last < len(sentence) and _joins(view, last, last):
        last += 1
    last = _trimmed(view, first, last - 1)
    runs_on = last + 1 < len(sentence) and sentence[last + 1].pos in {"VERB", "AUX"}
    found = _as_phrase(view, first, last) if first <= last and _is_nounish(view, last) and not runs_on else None
    return Phrase(found.first, found.head, _with_name(view, found.last)) if found else None


def _as_phrase(view: View, first: int, last: int) -> Phrase | None:
    """Tokens `first..last` as a speaker's phrase, if their head can speak."""
    head = _surface_head(view, first, last)
    while first < head and view.sentence[first].lower in _ARTICLES:
        first += 1
    return Phrase(first, head, last) if can_speak(view, head) else None


def _is_nounish(view: View, i: int) -> bool:
    token = view.sentence[i]
    return token.pos in {"NOUN", "PROPN", "PRON"} or _is_capital(token)


def _is_capital(token: Token) -> bool:
    """A word written as a name, whatever the tagger took it for."""
    return token.text[:1].isupper() and token.pos not in {"ADP", "SCONJ", "CCONJ", "DET", "VERB", "AUX", "ADV"}


def _joins(view: View, i: int, last: int) -> bool:
    """Whether a token can stand inside a plain noun phrase that ends at `last`."""
    token = view.sentence[i]
    before, after = view.sentence.tokens[i - 1 : i], view.sentence.tokens[i + 1 : i + 2]
    if (
        token.text in _BREAKS
        or (token.lower in PRONOUNS and i != last)
        or token.lower in {"that", "as", "than", "what"}
    ):
        return False
    if token.lower in {"and", "&"} and before and after:
        named = after[0].text[0].isupper() or after[0].lower in _ARTICLES
        return _is_word(view, i - 1, "source_words") or (before[0].text[0].isupper() and named)
    if token.pos == "VERB":
        return bool(before) and (before[0].text == "-" or (token.text[0].isupper() and i < last))
    return _is_nounish(view, i) or token.pos in {"ADJ", "DET", "NUM", "PART", "X"} or token.lower in _LINKS


def _surface_head(view: View, first: int, last: int) -> int:
    """The last noun before a preposition or a conjunction, of tokens `first..last`."""
    sentence = view.sentence
    head = first
    for i in range(first, last + 1):
        if sentence[i].pos in {"ADP", "CCONJ"} and i > first and _is_nounish(view, head):
            break
        if _is_nounish(view, i):
            head = i
    return head


def source_ref(view: View, phrase: Phrase, via: Phrase | None, id_of: Callable[[str], str]) -> SourceRef:
    """The source that a phrase names; its evidence is the whole phrase, and that of whom it was told to."""
    first, last = name_bounds(view, phrase)
    name = words(view, first, last)
    spans = [span_of(view.sentence, phrase.first, phrase.last)]
    through = ""
    if via is not None:
        through = words(view, *name_bounds(view, via))
        spans.append(span_of(view.sentence, via.first, via.last))
    known = id_of(name) or id_of(words(view, phrase.first, phrase.last)) or _party(view, phrase)
    return SourceRef(name=name, via=through, id=known, evidence=tuple(spans))


def _party(view: View, phrase: Phrase) -> str:
    """The id of the party that the phrase names, where it names just one."""
    ids = {a.id for a in view.actors if phrase.first <= a.first and a.last <= phrase.last and a.id}
    return ids.pop() if len(ids) == 1 else ""


def words(view: View, first: int, last: int) -> str:
    """The text of tokens `first..last`."""
    return span_of(view.sentence, first, last).quote


def name_bounds(view: View, phrase: Phrase) -> tuple[int, int]:
    """A person's name in the phrase, without title and office; for all others the phrase up to its first comma."""
    pieces = list(_pieces(view, phrase))
    if not pieces:
        return phrase.first, phrase.last
    for number, (first, last) in enumerate(pieces):
        person = _person(view, first, last, beside=number > 0)
        if person and (number == 0 or (person[1] == last and _is_word(view, phrase.head, "person_nouns"))):
            return person
    first, last = pieces[0]
    return (first, last) if first <= phrase.head <= last else (phrase.first, phrase.last)


def _pieces(view: View, phrase: Phrase) -> Iterator[tuple[int, int]]:
    """The phrase between its commas."""
    first = phrase.first
    for i in range(phrase.first, phrase.last + 2):
        if i > phrase.last or view.sentence[i].text in _BREAKS:
            if first < i:
                yield first, i - 1
            first = i + 1


def _person(view: View, first: int, last: int, *, beside: bool = False) -> tuple[int, int] | None:
    """The run of proper nouns that ends a piece, if it is a person's name: after a title, an office, or on its own.

    `beside` tells that the piece stands beside an office between commas, where even a known party's name is his.
    """
    sentence = view.sentence
    start = last + 1
    while start - 1 >= first and _is_name_word(view, start - 1) and not _is_word(view, start - 1, "titles"):
        start -= 1
    while start <= last and sentence[start].lower in _PARTICLES and not sentence[start].text[0].isupper():
        start += 1
    length = last + 1 - start
    before = sentence[start - 1] if start > first else None
    if not 0 < length <= _LONGEST_NAME or any(_is_body(view, i) for i in range(start, last + 1)):
        return None
    if before is None:
        known = not beside and any(_is_known(view, i) for i in range(start, last + 1))
        return (start, last) if length > 1 and not known else None
    titled = _is_word(view, before.i, "titles") or (before.pos == "NOUN" and _is_word(view, before.i, "person_nouns"))
    owned = before.lower in {"'s", "’s", "'", "’"} and length > 1
    return (start, last) if titled or owned else None


def _is_name_word(view: View, i: int) -> bool:
    token = view.sentence[i]
    upper = token.text[:1].isupper() and token.pos not in {"DET", "ADP", "VERB", "AUX", "SCONJ", "PRON"}
    return (
        upper
        or token.lower in _PARTICLES
        or token.lower.startswith(("al-", "el-"))
        or (token.pos == "PROPN" and "-" in token.text)
    )


def _is_body(view: View, i: int) -> bool:
    """Whether a word belongs to the name of a body."""
    return _is_word(view, i, "body_words") or _is_word(view, i, "source_words")


def _is_known(view: View, i: int) -> bool:
    """Whether a word belongs to the name of a party or a place."""
    return _in_party(view, i) or any(place.first <= i <= place.last for place in view.places)
