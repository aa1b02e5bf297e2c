"""Mends one common misreading of news verbs; a sentence without it is returned as it is, the tree stays one tree.

"nine planes bombed the outskirts": a small parser may take "bombed" for an adjective of "outskirts". A past participle
that stands right behind a noun, as an adjective of a noun to its right, is the verb between the two.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.language.tokens import NO_FEATS, Sentence

if TYPE_CHECKING:
    from trucewatch.language.tokens import Token

_NOUNS = frozenset({"NOUN", "PROPN"})
_LEFT = frozenset({"compound", "nmod", "nsubj", "det", "amod", "nummod", "nmod:poss", "root", "nsubj:pass", "obl", "obj", "nmod:desc", "appos", "flat", "conj", "ccomp"})


def repaired(sentence: Sentence) -> Sentence:
    """The sentence with the first misread verb made the head of its clause."""
    for token in sentence.tokens[1:-1]:
        if _is_misread(sentence, token):
            return _mended(sentence, token)
    return sentence


def _is_misread(sentence: Sentence, token: Token) -> bool:
    if token.dep != "amod" or token.pos not in {"VERB", "ADJ"} or not token.lower.endswith("ed") or token.head <= token.i:
        return False
    before = sentence[token.i - 1]
    if before.pos not in _NOUNS or before.dep not in _LEFT or sentence[token.head].pos not in _NOUNS:
        return False
    return before.head == token.head or before.head < token.i


def _mended(sentence: Sentence, verb: Token) -> Sentence:
    """The verb takes its noun's place in the tree, the noun before becomes its subject, the noun after its object."""
    noun = sentence[verb.head]
    subject = _subject(sentence, verb, noun)
    tokens = list(sentence.tokens)
    top = verb.i if noun.is_root else noun.head
    if top == subject.i or any(above.i == subject.i for above in sentence.ancestors(noun.i)):
        top = verb.i if subject.is_root else subject.head
        relation = subject.dep
    else:
        relation = noun.dep
    if top != verb.i and any(above.i in {verb.i, noun.i} for above in sentence.ancestors(top)):
        return sentence
    feats = {"VerbForm": "Fin", "Tense": "Past", "Mood": "Ind"}
    tokens[verb.i] = replace(verb, pos="VERB", head=top, dep="root" if top == verb.i else relation, feats=feats)
    tokens[noun.i] = replace(noun, head=verb.i, dep="obj")
    tokens[subject.i] = replace(subject, head=verb.i, dep="nsubj")
    for child in sentence.children(noun.i):
        if child.i in {verb.i, subject.i}:
            continue
        if child.i < subject.i:
            to_subject = child.dep in {"det", "amod", "nummod", "compound", "nmod:poss"}
            tokens[child.i] = replace(child, head=subject.i if to_subject else verb.i)
        elif child.dep in {"mark", "nsubj", "advcl", "parataxis", "ccomp"}:
            tokens[child.i] = replace(child, head=verb.i)
    for child in sentence.children(verb.i):
        if child.dep not in {"advmod", "obl", "punct", "advcl"}:
            tokens[child.i] = replace(child, head=noun.i, feats=child.feats or NO_FEATS)
    mended = _whole(tokens)
    return replace(sentence, tokens=tuple(tokens)) if mended else sentence


def _subject(sentence: Sentence, verb: Token, noun: Token) -> Token:
    """The head of the noun phrase that ends right before the verb."""
    subject = sentence[verb.i - 1]
    while not subject.is_root and subject.head < verb.i and subject.head != noun.i and sentence[subject.head].pos in _NOUNS:
        subject = sentence[subject.head]
    return subject


def _whole(tokens: list[Token]) -> bool:
    """Whether every token still leads to one root."""
    roots = [token.i for token in tokens if token.head == token.i]
    if len(roots) != 1:
        return False
    for token in tokens:
        at, steps = token.i, 0
        while tokens[at].head != at:
            at, steps = tokens[at].head, steps + 1
            if steps > len(tokens):
                return False
    return True
