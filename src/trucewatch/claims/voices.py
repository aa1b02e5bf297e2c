"""The speakers of a whole report: "he", "the ministry", "Rasheed" and "the same sources" are those who were named before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.claims.sayings import find_sayings
from trucewatch.claims.speakers import PRONOUNS, can_speak, phrase_of, source_ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from trucewatch.claims.speakers import Phrase
    from trucewatch.claims.view import View
    from trucewatch.model.claim import SourceRef

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_OWNING = frozenset({"its", "their"})
_ANYONES = frozenset({"report", "post", "article"})  # anybody may have written them
_OPENING, _CLOSING, _STRAIGHT = "“", "”", '"'
_NEAR = 4
_GAP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One speaker as a report names him: `source` under the fullest name so far, `words` all lemmas of his phrases."""

    source: SourceRef
    words: frozenset[str]
    head: str
    person: bool
    plural: bool
    sentence: int
    spoke: bool = True


class Voices:
    """Who has spoken so far; `heard` gives each source phrase, by where it starts, the speaker it stands for."""

    def __init__(self, id_of: Callable[[str], str]) -> None:
        self._id_of = id_of
        self._known: list[Voice] = []
        self._heard: dict[int, SourceRef | None] = {}
        self._of_sentence: dict[int, SourceRef] = {}
        self._issued: dict[str, SourceRef] = {}

    def listen(self, view: View) -> None:
        """Take in the speakers of the next sentence."""
        for saying in find_sayings(view):
            phrase = saying.speaker
            start = view.sentence[phrase.first].start
            source = source_ref(view, phrase, saying.via, self._id_of)
            known = self._heard.get(start)
            if known is not None and known.via and not source.via:
                continue
            voice = self._voice(view, phrase, source)
            issuer = self._issuer(view, phrase, voice)
            if issuer is not None:
                self._heard[start] = issuer
                self._of_sentence[view.number] = issuer
                continue
            earlier = self._earlier(view, phrase, voice)
            if earlier is None and view.sentence[phrase.head].lower in PRONOUNS:
                self._heard[start] = None
                continue
            self._heard[start] = source if earlier is None else _named(source, earlier.source)
            if saying.via is not None:
                passing = source_ref(view, saying.via, None, self._id_of)
                self._known.append(self._voice(view, saying.via, passing))
            self._remember(voice, earlier, self._heard[start] or source)
            self._issue(view, phrase, self._heard[start] or source)
        self._subject(view)

    def _issue(self, view: View, phrase: Phrase, source: SourceRef) -> None:
        """Remember whose the documents are that a speaker's sentence names ("said in its daily bulletin")."""
        if not _is_document(view, phrase.head):
            named = (token for token in view.sentence.tokens if _is_document(view, token.i))
            self._issued |= {token.lemma.lower(): source for token in named}

    def _issuer(self, view: View, phrase: Phrase, voice: Voice) -> SourceRef | None:
        """Who speaks in "the statement": whoever was said to have issued it, else the body that spoke last."""
        sentence = view.sentence
        before = sentence[phrase.first - 1].lower if phrase.first else ""
        if not _is_document(view, phrase.head) or voice.source.id or before not in _DEFINITE | _OWNING:
            return None
        noun = sentence[phrase.head].lemma.lower()
        found = self._issued.get(noun)
        if found is None and noun not in _ANYONES:
            near = (v for v in reversed(self._known) if view.number - v.sentence <= _NEAR and v.spoke)
            found = next((v.source for v in near if not v.person and not v.plural), None)
        if found is None:
            return None
        return replace(voice.source, id=found.id) if found.id else replace(found, evidence=voice.source.evidence)

    def _remember(self, voice: Voice, earlier: Voice | None, source: SourceRef) -> None:
        known = (
            voice
            if earlier is None
            else replace(
                earlier,
                words=earlier.words | (voice.words - PRONOUNS),
                sentence=voice.sentence,
                source=source,
                spoke=True,
            )
        )
        self._known.append(known)
        self._of_sentence[voice.sentence] = known.source

    def _voice(self, view: View, phrase: Phrase, source: SourceRef) -> Voice:
        sentence = view.sentence
        head = sentence[phrase.head]
        beside = [c for c in sentence.children(phrase.head) if c.dep == "appos"]
        tokens = [*sentence.tokens[phrase.first : phrase.last + 1], *beside]
        named = source.name != source.evidence[0].quote or _is_full_name(view, phrase)
        office = head.lemma.lower() in view.lexicon.speech["person_nouns"]
        plural = head.feats.get("Number") == "Plur" or any(c.dep == "conj" for c in sentence.children(head.i))
        return Voice(
            source=source,
            words=frozenset(
                form for t in tokens if t.pos in {"NOUN", "PROPN", "ADJ"} for form in (t.lower, t.lemma.lower())
            ),
            head=head.lemma.lower(),
            person=(named or office) and not plural,
            plural=plural and not source.id,
            sentence=view.number,
        )

    def _subject(self, view: View) -> None:
        """The subject of a sentence in which nobody speaks may be "they" of the next."""
        root = view.sentence.root
        for child in view.sentence.children(root.i):
            if child.dep == "nsubj" and child.lower not in PRONOUNS and can_speak(view, child.i, strictly=True):
                if view.number in self._of_sentence:
                    return
                phrase = phrase_of(view, child.i)
                voice = self._voice(view, phrase, source_ref(view, phrase, None, self._id_of))
                if any(c.dep == "obj" and _is_document(view, c.i) for c in view.sentence.children(root.i)):
                    self._issue(view, phrase, voice.source)
                earlier = self._earlier(view, phrase, voice)
                self._known.append(replace(earlier or voice, sentence=view.number, spoke=False))

    def _earlier(self, view: View, phrase: Phrase, voice: Voice) -> Voice | None:
        """The speaker that a pronoun, a surname or a definite phrase takes up."""
        head = view.sentence[phrase.head]
        if head.lower in PRONOUNS:
            return self._by_pronoun(head.lower, view.number)
        if phrase.first == phrase.last and head.pos == "PROPN":
            surname = _bare(head.lower)
            person = self._last(
                lambda v: v.person and _bare(v.source.name.split()[-1].lower()) == surname and " " in v.source.name
            )
            if person is not None:
                return person
        before = view.sentence[phrase.first - 1].lower if phrase.first else ""
        if before not in _DEFINITE and "same" not in voice.words:
            return None
        wanted = voice.words - {"same"}
        return self._last(lambda v: v.spoke and wanted <= v.words | {v.head} and v.plural == voice.plural)

    def _by_pronoun(self, pronoun: str, number: int) -> Voice | None:
        near = [v for v in self._known if number - v.sentence <= _NEAR]
        if pronoun in {"he", "she"}:
            return next((v for v in reversed(near) if v.person), None)
        if pronoun == "it":
            return next((v for v in reversed(near) if not v.person and not v.plural), None)
        if pronoun == "they":
            return next((v for v in reversed(near) if not v.person), None)
        return None

    def _last(self, fits: Callable[[Voice], bool]) -> Voice | None:
        return next((voice for voice in reversed(self._known) if fits(voice)), None)

    def heard(self, source: SourceRef) -> SourceRef | None:
        """The speaker that a source phrase stands for; `None` for a pronoun that stands for nobody known."""
        return self._heard.get(source.evidence[0].start, source) if source.evidence else source

    def of_sentence(self, number: int) -> SourceRef | None:
        """The last speaker of a sentence."""
        return self._of_sentence.get(number)


def _is_document(view: View, i: int) -> bool:
    return view.sentence[i].lemma.lower() in view.lexicon.speech["documents"]


def _bare(surname: str) -> str:
    return surname.removeprefix("al-").removeprefix("el-")


def _is_full_name(view: View, phrase: Phrase) -> bool:
    """Whether the whole phrase is a person's name of two words or more, no party's."""
    tokens = view.sentence.tokens[phrase.first : phrase.last + 1]
    party = any(a.id and a.first <= phrase.last and a.last >= phrase.first for a in view.actors)
    bodies = view.lexicon.speech["body_words"] | view.lexicon.speech["source_words"]
    return not party and len(tokens) > 1 and all(t.pos == "PROPN" and t.lemma.lower() not in bodies for t in tokens)


def _named(source: SourceRef, earlier: SourceRef) -> SourceRef:
    """The earlier, fuller name over the words of this sentence."""
    return replace(source, name=earlier.name, id=earlier.id or source.id, via=source.via)


def quoted_from(views: Sequence[View]) -> Iterator[frozenset[int]]:
    """For each sentence the offsets at which a quotation is open: where it starts, and that of each mark behind which it is."""
    is_open = False
    end = -1
    for view in views:
        if view.sentence.start - end > _GAP:
            is_open = False
        inside = set()
        for at, char in enumerate(view.sentence.text, view.sentence.start):
            is_open = char == _OPENING or (is_open and char != _CLOSING) if char != _STRAIGHT else not is_open
            if is_open:
                inside.add(at)
        end = view.sentence.end
        yield frozenset(inside)


def speaker_of_quotation(voices: Voices, views: Sequence[View], number: int) -> SourceRef | None:
    """Who spoke the quotation that runs through a sentence: named in the one after it in its paragraph, or just before."""
    for other in (number + 1, number - 1, number - 2):
        if 0 <= other < len(views) and views[other].paragraph == views[number].paragraph:
            found = voices.of_sentence(other)
            if found is not None:
                return found
    return voices.of_sentence(number - 1) if number else None
