"""Who says so: the subject of the verb of saying above an act, "according to" beside it, or the speaker of its quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.claims.paths import noun_phrase, prepositions
from trucewatch.model.claim import SourceRef
from trucewatch.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from trucewatch.claims.acts import Act
    from trucewatch.claims.view import View

_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "which", "that", "i", "we"})
_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "some", "several", "two", "local"}) - {"local"}
_CUT = frozenset({"acl", "acl:relcl", "parataxis", "advcl", "ccomp", "punct"})
_SPOKEN = frozenset({"ccomp", "parataxis", "xcomp", "obj", "advcl", "csubj", "dep", "obl", "ccomp:speech"})



def sources_of(act: Act, id_of: Callable[[str], str]) -> tuple[SourceRef, ...]:
    """The sources that one sentence names for an act, in text order."""
    view = act.view
    found = [*_speakers(view, act.main.head), *_according(view, act.main.head)]
    return tuple(dict.fromkeys(_source(view, head, via, id_of) for head, via in found if head is not None))


def speaker_of(view: View, id_of: Callable[[str], str]) -> tuple[SourceRef, ...]:
    """The sources of a sentence as a whole: its main verb of saying, or a phrase that opens or closes it."""
    root = view.sentence.root.i
    found = [*_speaker_at(view, root), *_according(view, root)]
    return tuple(dict.fromkeys(_source(view, head, via, id_of) for head, via in found))


def _speakers(view: View, i: int) -> Iterable[tuple[int, int | None]]:
    """Speakers above token `i`: verbs of saying that have the act in their complement, or beside it ("…", X said)."""
    sentence = view.sentence
    below = sentence[i]
    for above in sentence.ancestors(i):
        if below.dep in _SPOKEN or below.dep == "conj":
            yield from _speaker_at(view, above.i)
        below = above
    top = below.i
    for child in sentence.children(top):
        if child.dep in {"parataxis", "ccomp", "discourse", "dep", "advcl"} and child.i != i and not _above(view, i, child.i):
            yield from _speaker_at(view, child.i)
    yield from _speaker_at(view, i, own=True)


def _above(view: View, i: int, j: int) -> bool:
    return any(token.i == j for token in view.sentence.ancestors(i))


def _speaker_at(view: View, i: int, *, own: bool = False) -> Iterable[tuple[int, int | None]]:
    """The subject of a verb of saying and whom it told; `own` asks only for verbs that tell of their own act."""
    sentence, lexicon = view.sentence, view.lexicon
    token = sentence[i]
    lemma = token.lemma.lower()
    if token.pos not in {"VERB", "AUX"} or lemma not in lexicon.speech["asserting"]:
        return
    if own and lemma not in {"accuse", "say", "report", "confirm", "announce", "record", "document"}:
        return
    children = sentence.children(i)
    told = next((c.i for c in children if c.dep in {"obj", "iobj"} and lemma == "tell"), None)
    passive = any(c.dep == "nsubj:pass" for c in children)
    for child in children:
        if child.dep == "nsubj" and _can_speak(view, child.i):
            yield child.i, told
        elif passive and child.dep in {"obl", "obl:agent"} and "by" in prepositions(sentence, child.i):
            yield child.i, None


def _can_speak(view: View, i: int) -> bool:
    """Whether a subject is someone, not an act or a toll."""
    token = view.sentence[i]
    if token.lower in _PRONOUNS - {"it", "they", "he", "she"}:
        return False
    if any(trigger.head == i for trigger in view.triggers):
        return False
    return token.pos in {"NOUN", "PROPN", "PRON", "ADJ", "X"} and not view.is_a(i, "leaflet")


def _according(view: View, i: int) -> Iterable[tuple[int, int | None]]:
    """The noun after "according to", "citing", "as reported by"."""
    sentence = view.sentence
    for hit in view.lexicon.source_phrases.find(sentence.tokens):
        head = next(
            (t.i for t in sentence.tokens[hit.last + 1 :] if t.pos in {"NOUN", "PROPN"} and not _modifies_next(view, t.i)), None
        )
        if head is not None:
            yield head, None


def _modifies_next(view: View, i: int) -> bool:
    token = view.sentence[i]
    return token.dep in {"compound", "amod", "nmod:poss"} and token.head > i


def _source(view: View, head: int, via: int | None, id_of: Callable[[str], str]) -> SourceRef:
    """The noun phrase as the source's name: articles off, relative clauses and appositions cut, a person's name kept."""
    sentence = view.sentence
    first, last = _bounds(view, head)
    start, end = sentence[first].start, sentence[last].end
    words = _words(view, start, end)
    through = ""
    if via is not None:
        via_first, via_last = _bounds(view, via)
        through = _words(view, sentence[via_first].start, sentence[via_last].end)
    span = Span(start=start, end=end, quote=words)
    return SourceRef(name=words, via=through, id=id_of(words) or _known_party(view, first, last), evidence=(span,))


def _known_party(view: View, first: int, last: int) -> str:
    """The id of the party that the source phrase names, where it names just one."""
    ids = {actor.id for actor in view.actors if first <= actor.first and actor.last <= last and actor.id}
    return ids.pop() if len(ids) == 1 else ""


def _words(view: View, start: int, end: int) -> str:
    at = view.sentence.start
    return view.sentence.text[start - at : end - at]


def _bounds(view: View, head: int) -> tuple[int, int]:
    """First and last token of a source's noun phrase without articles, clauses and what follows a comma."""
    sentence = view.sentence
    inside = set(noun_phrase(sentence, head, with_clauses=False))
    for i in sorted(inside):
        if i > head and sentence[i].text in {",", "(", "—", "–", ";", ":"}:
            inside = {j for j in inside if j < i}
            break
    first = head
    while first - 1 in inside and sentence[first - 1].text not in {",", '"', "“", "”", ";"}:
        first -= 1
    last = head
    while last + 1 in inside:
        last += 1
    while first < head and sentence[first].lower in _ARTICLES:
        first += 1
    while last > head and sentence[last].pos in {"ADP", "CCONJ", "PUNCT", "DET"}:
        last -= 1
    return first, last


def is_pronoun(source: SourceRef) -> bool:
    """Whether a source is only "he", "they": to be replaced by the speaker before."""
    return source.name.lower() in _PRONOUNS


def resolved(sources: Sequence[SourceRef], before: Sequence[SourceRef]) -> tuple[SourceRef, ...]:
    """Pronouns and "the same sources" replaced by the last speakers named."""
    found: list[SourceRef] = []
    for source in sources:
        again = is_pronoun(source) or source.name.lower().startswith("same ") or source.name.lower() in {"sources", "source"}
        found.extend(before if again and before else () if is_pronoun(source) else (source,))
    return tuple(dict.fromkeys(found))
