"""Where a sentence says who says so: each verb of saying or "according to", its speaker, and the words it vouches for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from trucewatch.claims.negation import is_nobody
from trucewatch.claims.paths import prepositions
from trucewatch.claims.speakers import Phrase, can_speak, phrase_after, phrase_before, phrase_of
from trucewatch.claims.view import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trucewatch.claims.view import View

_CLOSERS = frozenset({",", '"', "”", "’’", "''", "—", "–", "…", "?", "!"})
_ENDS = frozenset({".", '"', "”", "!", "?", ")", "''"})
_TURNS = frozenset({"and", "while", "but", "whereas", "though", "although"})
_OPENERS = frozenset(
    {"after", "before", "when", "as", "since", "once", "although", "though", "following", "until", "because"}
)
_SUBJECTS = frozenset({"nsubj", "nsubj:outer", "nsubj:pass", "csubj"})
_DASHES = frozenset({"-", "–", "—"})
_NOT_NAMES = frozenset({"VERB", "AUX", "ADV", "SCONJ"})
_LINE = 6
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Saying:
    """A speaker and the tokens `first..last` he vouches for; `verb` is the verb of saying, or the phrase's last token.

    `via` is whom he told, or who passes his words on; `aside` tells "…, X said, …" from "X said that …".
    """

    verb: int
    speaker: Phrase
    via: Phrase | None
    first: int
    last: int
    aside: bool = False

    def covers(self, i: int) -> bool:
        """Whether the speaker vouches for token `i`."""
        return self.first <= i <= self.last


@lru_cache(maxsize=SENTENCES)
def find_sayings(view: View) -> tuple[Saying, ...]:
    """All sayings of a sentence in text order, each with what it covers."""
    found = [*_verbs(view), *_phrases(view), *_estimates(view), *_colons(view)]
    found.sort(key=lambda saying: saying.verb)
    return tuple(_bounded(view, saying, found) for saying in found)


def _verbs(view: View) -> Iterator[Saying]:
    previous: Phrase | None = None
    for token in view.sentence:
        saying = _saying_at(view, token.i, previous)
        if saying is not None:
            previous = saying.speaker
            yield saying


def _saying_at(view: View, i: int, previous: Phrase | None) -> Saying | None:
    """The saying of one verb, its extent not yet bounded by the others."""
    kind = _kind(view, i)
    if not kind or not _is_real(view, i, kind):
        return None
    if kind == "quoting":
        return _quoted(view, i, previous)
    speaker = _speaker(view, i, kind, previous)
    if speaker is None or is_nobody(view, speaker.head):
        return None
    if view.sentence[i].lemma.lower() in view.lexicon.speech["conceding"] and not _opens_clause(view, i, speaker):
        return None
    after = max(i, speaker.last if speaker.first > i else i)
    told = _told(view, i) or _medium(view, after)
    if _is_aside(view, i, speaker, told):
        return Saying(i, speaker, told, 0, len(view.sentence) - 1, aside=True)
    return Saying(i, speaker, told, min(i, after), len(view.sentence) - 1)


def _kind(view: View, i: int) -> str:
    """Which class of verbs of saying a token belongs to, a verb taken for a noun ("the council *claims*.") included."""
    token = view.sentence[i]
    lemma = token.lemma.lower()
    if token.pos not in {"VERB", "AUX"} and token.lower not in {"says", "said", "told"}:
        if not _is_masked(view, i):
            return ""
        lemma = token.lower.removesuffix("s")
    for kind in ("asserting", "quoting", "noting", "taking_sides"):
        if lemma in view.lexicon.speech[kind]:
            return kind
    return ""


def _opens_clause(view: View, i: int, speaker: Phrase) -> bool:
    """Whether "admitted" is said of words, not of patients: "that" or a clause follows, or it stands aside."""
    after = view.sentence.tokens[i + 1 : i + 1 + _LINE]
    clause = any(
        child.dep == "ccomp"
        and (child.feats.get("VerbForm") == "Fin" or any(c.dep == "aux" for c in view.sentence.children(child.i)))
        for child in view.sentence.children(i)
    )
    return clause or any(token.lower in {"that", "having"} for token in after) or _is_aside(view, i, speaker, None)


def _is_masked(view: View, i: int) -> bool:
    """Whether a word in -s that was taken for a noun is the sentence's verb: its root, or its end behind a comma."""
    sentence = view.sentence
    if i < _SHORT or not sentence[i].lower.endswith("s") or sentence[i].pos != "NOUN":
        return False
    if sentence[i].is_root:
        return sentence[i - 1].pos in {"NOUN", "PROPN"}
    return i + 2 >= len(sentence) and any(token.text == "," for token in sentence.tokens[max(i - _LINE, 0) : i])


def _is_real(view: View, i: int, kind: str) -> bool:
    """Not an infinitive, not negated, not supposed: something was said. A participle needs "by"."""
    sentence = view.sentence
    children = sentence.children(i)
    if any(view.is_a(child.i, "negators") and child.dep in {"advmod", "det", "cc", "aux"} for child in children):
        return False
    if any(child.lower == "to" and child.dep == "mark" and child.i == i - 1 for child in children):
        return False
    if any(child.dep == "aux" and view.is_a(child.i, "modals") for child in children):
        return False
    before = sentence[i - 1].lower if i else ""
    if before in {
        "to",
        "not",
        "n't",
        "could",
        "would",
        "be",
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "nor",
        "never",
        "neither",
    }:
        return (before in {"is", "are", "was", "were"} and sentence[i].lower.endswith("ing")) or _by_whom(
            view, i
        ) is not None
    return not (before in {"the", "a", "an", "its", "their"} or (kind == "noting" and sentence[i].dep == "amod"))


def _by_whom(view: View, i: int) -> int | None:
    """The agent of a passive or of a participle ("were recorded by the mission", "counted by us")."""
    sentence = view.sentence
    passive = any(c.dep in {"aux:pass", "nsubj:pass"} for c in sentence.children(i)) or sentence[i].dep == "acl"
    if not passive:
        return None
    return next(
        (
            c.i
            for c in view.sentence.children(i)
            if c.dep.startswith("obl") and "by" in prepositions(view.sentence, c.i)
        ),
        None,
    )


def _speaker(view: View, i: int, kind: str, previous: Phrase | None) -> Phrase | None:
    """The subject by the parse, else the noun phrase right before or behind; a participle shares the last speaker."""
    sentence = view.sentence
    strictly = kind in {"noting", "taking_sides"}
    agent = _by_whom(view, i)
    subjects = [c.i for c in sentence.children(i) if c.dep in _SUBJECTS]
    if agent is not None and not any(sentence[s].dep == "nsubj" for s in subjects):
        return phrase_of(view, agent) if can_speak(view, agent, strictly=strictly) else None
    if sentence[i].lower.endswith("ing"):
        return previous or _shared_subject(view, i)
    if any(sentence[s].lower == "whose" or any(c.lower == "whose" for c in sentence.children(s)) for s in subjects):
        return None
    for phrase in _candidates(view, i, subjects):
        if phrase is not None and can_speak(view, phrase.head, strictly=strictly):
            return phrase
    return _shared_subject(view, i)


def _candidates(view: View, i: int, subjects: Sequence[int]) -> Iterator[Phrase | None]:
    """The phrase behind an inverted verb, the one right before, and the subject by the parse."""
    sentence = view.sentence
    ahead = any(s < i for s in subjects) and sentence[i - 1].text == ","
    if ahead:
        yield phrase_before(view, i)
        yield from (phrase_of(view, subject) for subject in subjects)
    if i and sentence[i - 1].text in _CLOSERS:
        yield phrase_after(view, i)
    if i and sentence[i - 1].lower not in {"which", "who", "that"}:
        yield phrase_before(view, i)
    for subject in subjects:
        yield phrase_of(view, subject)


def _shared_subject(view: View, i: int) -> Phrase | None:
    """The subject of the verb that this one is coordinated with or hangs on ("denied it and accused …")."""
    sentence = view.sentence
    token = sentence[i]
    while token.dep in {"conj", "advcl", "xcomp"} and not token.is_root:
        token = sentence.head(token.i)
        for child in sentence.children(token.i):
            if child.dep == "nsubj" and can_speak(view, child.i, strictly=True):
                return phrase_of(view, child.i)
    return None


def _quoted(view: View, i: int, previous: Phrase | None) -> Saying | None:
    """As in "X quoted Y as saying", "…, citing Y": Y speaks, X passes it on."""
    sentence = view.sentence
    last = len(sentence) - 1
    agent = _by_whom(view, i)
    if agent is not None:
        quoted = next((c.i for c in sentence.children(i) if c.dep == "nsubj:pass"), sentence[i].head)
        return Saying(i, phrase_of(view, quoted), phrase_of(view, agent), i, last) if can_speak(view, quoted) else None
    who = next((c.i for c in sentence.children(i) if c.dep in {"obj", "ccomp"} and c.pos in {"NOUN", "PROPN"}), None)
    spoken = phrase_of(view, who) if who is not None else phrase_after(view, i)
    if spoken is None or not can_speak(view, spoken.head):
        return None
    subject = next((c.i for c in sentence.children(i) if c.dep == "nsubj"), None)
    via = (
        phrase_of(view, subject)
        if subject is not None
        else previous or _shared_subject(view, i) or _whose_aside(view, i)
    )
    return Saying(
        i, spoken, via, 0 if sentence[i].lower.endswith("ing") else i, last, aside=sentence[i].lower.endswith("ing")
    )


def _whose_aside(view: View, i: int) -> Phrase | None:
    """The noun phrase before the comma of ", citing …, said"."""
    return phrase_before(view, i - 1) if i > 1 and view.sentence[i - 1].text == "," else None


def _told(view: View, i: int) -> Phrase | None:
    """Whom he told: the object of "tell"."""
    sentence = view.sentence
    if sentence[i].lemma.lower() != "tell":
        return None
    told = next((c.i for c in sentence.children(i) if c.dep in {"obj", "iobj"} and c.i > i), None)
    if told is not None and sentence[told].pos in {"NOUN", "PROPN"}:
        return phrase_of(view, told)
    return phrase_after(view, i)


def _medium(view: View, i: int) -> Phrase | None:
    """Where he said it: "in a statement to X", "in remarks carried by X", "in an interview with X"."""
    sentence = view.sentence
    for token in sentence.tokens[i + 1 : i + 6]:
        if token.lemma.lower() in view.lexicon.speech["nouns"]:
            for link in sentence.tokens[token.i + 1 : token.i + 3]:
                if link.lower in {"to", "with", "by"}:
                    return phrase_after(view, link.i)
            return None
        if token.text in {",", "."} or token.lower == "that":
            return None
    return None


def _is_aside(view: View, i: int, speaker: Phrase, told: Phrase | None) -> bool:
    """Whether nothing that was said follows ("…, the ministry said on Sunday."): it stands beside what it vouches for."""
    sentence = view.sentence
    start = min(i, speaker.first)
    while start > 0 and sentence[start - 1].lower in {"the", "a", "an", "its", "their", "has", "have", "had", "also"}:
        start -= 1
    if start == 0 or sentence[start - 1].text not in _CLOSERS:
        return False
    at = max(i, speaker.last, told.last if told and told.first < i + 3 else i) + 1
    while at < len(sentence):
        token = sentence[at]
        if token.text in _ENDS or token.text in {",", ";", "—", "–"} or _starts_participle(view, at):
            return True
        if token.lower in {"that", "it", "he", "they", ":"} or (token.pos in {"VERB", "AUX"} and token.dep != "acl"):
            return False
        at += 1
    return True


def _starts_participle(view: View, i: int) -> bool:
    token = view.sentence[i]
    return token.pos == "VERB" and token.lower.endswith("ing") and view.sentence[i - 1].pos not in {"ADP", "DET"}


def _phrases(view: View) -> Iterator[Saying]:
    """As in "According to X": for all of its stretch."""
    sentence = view.sentence
    for hit in view.lexicon.source_phrases.find(sentence.tokens):
        phrase = phrase_after(view, hit.last) or _first_noun(view, hit.last)
        if phrase is not None:
            via = _medium_of(view, phrase)
            yield Saying(hit.last, phrase, via, 0, len(sentence) - 1, aside=hit.first > 0)


def _estimates(view: View) -> Iterator[Saying]:
    """As in "By the UN's count": for all of its stretch."""
    sentence = view.sentence
    for token in sentence:
        if token.lemma.lower() not in view.lexicon.speech["estimates"] or "by" not in prepositions(sentence, token.i):
            continue
        whose = next((c.i for c in sentence.children(token.i) if c.dep == "nmod:poss"), None)
        if whose is not None and can_speak(view, whose):
            yield Saying(token.i, phrase_of(view, whose), None, 0, len(sentence) - 1, aside=True)


def _medium_of(view: View, phrase: Phrase) -> Phrase | None:
    """As in "According to X, *as quoted by Y*"."""
    at = phrase.last + 1
    tokens = view.sentence.tokens[at : at + 4]
    link = next(
        (t.i for t in tokens if t.lower == "by" and view.sentence[t.i - 1].lower in {"quoted", "cited", "carried"}),
        None,
    )
    return phrase_after(view, link) if link is not None else None


def _first_noun(view: View, i: int) -> Phrase | None:
    for token in view.sentence.tokens[i + 1 : i + 8]:
        modifies = token.dep in {"compound", "amod", "nmod:poss"} and token.head > token.i
        if token.pos in {"NOUN", "PROPN"} and not modifies:
            return phrase_of(view, token.i)
    return None


def _colons(view: View) -> Iterator[Saying]:
    """Headlines: "Ministry: army shells …", "Shells hit …: ministry", "Blasts heard - eyewitnesses"."""
    sentence = view.sentence
    marks = [t.i for t in sentence if t.text in _DASHES | {":"} and _stands_free(view, t.i)]
    if not marks:
        return
    last = len(sentence) - 1
    end = last - (sentence[last].text in {".", "!"})
    if marks[-1] < end <= marks[-1] + _LINE and _names_source(view, marks[-1] + 1, end):
        yield Saying(marks[-1], _line(view, marks[-1] + 1, end), None, 0, marks[-1], aside=True)
    elif sentence[marks[0]].text == ":" and 0 < marks[0] <= _LINE and _names_source(view, 0, marks[0] - 1):
        yield Saying(marks[0], _line(view, 0, marks[0] - 1), None, marks[0], last)


def _stands_free(view: View, i: int) -> bool:
    """A dash inside a word is none."""
    tokens = view.sentence.tokens
    return tokens[i].text == ":" or (
        0 < i < len(tokens) - 1 and tokens[i - 1].end < tokens[i].start < tokens[i + 1].start - 1
    )


def _names_source(view: View, first: int, last: int) -> bool:
    """Whether a short line is nothing but a speaker's name."""
    tokens = view.sentence.tokens[first : last + 1]
    named = view.lexicon.speech["source_words"]
    if any(t.text in {",", "(", ")"} or (t.pos in _NOT_NAMES and t.lemma.lower() not in named) for t in tokens):
        return False
    if any(first <= trigger.head <= last for trigger in view.triggers):
        return False
    if any(first <= place.first and place.last == last for place in view.places):
        return False
    return any(t.lemma.lower() in named for t in tokens) or any(
        a.id and first <= a.first and a.last == last for a in view.actors
    )


def _line(view: View, first: int, last: int) -> Phrase:
    while first < last and view.sentence[first].pos == "DET":
        first += 1
    return Phrase(first, last, last)


def _bounded(view: View, saying: Saying, all_of_them: Sequence[Saying]) -> Saying:
    """Cut a saying's stretch at semicolons and where the turn passes to another speaker."""
    first, last = saying.first, saying.last
    for i in range(len(view.sentence)):
        if not first <= i <= last or not (
            _is_stop(view, i, saying, all_of_them) or _is_turn(view, i, saying, all_of_them)
        ):
            continue
        if i > _end(saying):
            last = i - 1
            break
        if i < min(saying.speaker.first, saying.verb):
            first = i
    return Saying(saying.verb, saying.speaker, saying.via, first, last, saying.aside)


def _is_stop(view: View, i: int, saying: Saying, all_of_them: Sequence[Saying]) -> bool:
    """A semicolon; before an aside that closes the sentence only where somebody else has spoken before it."""
    if view.sentence[i].text != ";":
        return False
    return not saying.aside or i > saying.verb or any(_end(other) < i for other in all_of_them)


def _end(saying: Saying) -> int:
    return max(saying.verb, saying.speaker.last)


def _is_turn(view: View, i: int, saying: Saying, all_of_them: Sequence[Saying]) -> bool:
    """Whether ", and" or "while" at `i` leaves what this speaker said: an aside is over, or another speaker takes over."""
    sentence = view.sentence
    if i > _end(saying) and _has_speaker_of_its_own(view, i, saying, all_of_them):
        return True
    if sentence[i].lower not in _TURNS:
        return False
    others = [other for other in all_of_them if other.verb != saying.verb and other.speaker != saying.speaker]
    if i < min(saying.speaker.first, saying.verb):
        return saying.aside and any(_end(other) < i for other in others)
    if saying.aside:
        return sentence[i - 1].text == "," or any(_end(other) > i for other in others)
    return any(other.aside is False and i < min(other.speaker.first, other.verb) <= i + 4 for other in others) or any(
        other.aside and other.first <= i < other.verb and sentence[i - 1].text == "," for other in others
    )


def _has_speaker_of_its_own(view: View, i: int, saying: Saying, all_of_them: Sequence[Saying]) -> bool:
    """As in "…, the ministry said, *after* Israel said …": the clause that opens at `i` is somebody else's word."""
    if view.sentence[i].lower not in _OPENERS:
        return False
    return any(
        not other.aside and other.speaker != saying.speaker and i < other.speaker.first <= i + 4 and i < other.verb
        for other in all_of_them
    )
