"""Declarative paths over a dependency tree: written as data, checked when read, walked without side effects."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trucewatch.language.tokens import Sentence, Token

_STEP = re.compile(r"(?P<way>[<>])(?P<rels>[\w:/]+)(?:\[(?P<preps>[\w,]+)\])?(?:\{(?P<cls>\w+)\})?")
_RELATIVE = frozenset({"which", "that", "who", "whom", "whose"})


class PathError(TrucewatchError):
    """A path in the rules cannot be read."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"rules: cannot read the path {path!r}; write steps such as `>nsubj` or `<obj{{light}} >obl[on,at]`"
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One move: up to the head or down to dependents, with what the token reached has to be."""

    up: bool
    relations: frozenset[str]
    prepositions: frozenset[str]
    word_class: str


def parse_path(path: str) -> tuple[Step, ...]:
    """Read a path; raises PathError."""
    steps = []
    for part in path.split():
        match = _STEP.fullmatch(part)
        if match is None:
            raise PathError(path)
        steps.append(
            Step(
                up=match["way"] == "<",
                relations=frozenset(match["rels"].split("/")),
                prepositions=frozenset((match["preps"] or "").split(",")) - {""},
                word_class=match["cls"] or "",
            )
        )
    return tuple(steps)


def walk(sentence: Sentence, start: int, path: tuple[Step, ...], is_a: Callable[[str, str], bool]) -> list[int]:
    """The tokens that a path leads to from token `start`, relative pronouns replaced by what they stand for."""
    here = [start]
    for step in path:
        here = [token.i for i in here for token in _move(sentence, i, step, is_a)]
        if not here:
            break
    return [antecedent(sentence, i) for i in here]


def _move(sentence: Sentence, i: int, step: Step, is_a: Callable[[str, str], bool]) -> Iterator[Token]:
    if step.up:
        token = sentence[i]
        if token.is_root or token.dep not in step.relations:
            return
        if step.prepositions and not step.prepositions & prepositions(sentence, i):
            return
        candidates: tuple[Token, ...] = (sentence.head(i),)
    else:
        candidates = tuple(
            child
            for child in sentence.children(i)
            if child.dep in step.relations
            and (not step.prepositions or step.prepositions & prepositions(sentence, child.i))
        )
    for token in candidates:
        if not step.word_class or is_a(token.lemma.lower(), step.word_class) or is_a(token.lower, step.word_class):
            yield token


def prepositions(sentence: Sentence, i: int) -> frozenset[str]:
    """The prepositions that mark token `i` (`case` children and the first word of a fixed one)."""
    return frozenset(child.lower for child in sentence.children(i) if child.dep in {"case", "mark"})


def antecedent(sentence: Sentence, i: int) -> int:
    """What a relative pronoun stands for; any other token stands for itself."""
    token = sentence[i]
    if token.lower not in _RELATIVE or token.pos not in {"PRON", "DET", "SCONJ"}:
        return i
    for above in (token, *sentence.ancestors(i)):
        if above.dep == "acl:relcl":
            return above.head
    return i


def conjuncts(sentence: Sentence, i: int) -> list[int]:
    """Token `i` and everything coordinated below it, in order."""
    found = [i]
    for index in found:
        found.extend(
            child.i
            for child in sentence.children(index)
            if child.dep == "conj" and child.pos in {"NOUN", "PROPN", "NUM", "PRON", "ADJ", "X"}
        )
    return found


_NOMINAL = frozenset(
    [
        "det",
        "amod",
        "compound",
        "nmod",
        "nmod:poss",
        "flat",
        "appos",
        "nummod",
        "conj",
        "case",
        "fixed",
        "cc",
        "punct",
        "goeswith",
        "nmod:desc",
        "nmod:npmod",
        "nmod:unmarked",
        "dep",
        "list",
        "flat:foreign",
        "det:predet",
        "advmod",
        "obl",
        "obl:npmod",
        "acl",
    ]
)


def noun_phrase(sentence: Sentence, i: int, *, with_clauses: bool = False, with_conjuncts: bool = True) -> list[int]:
    """The tokens of the noun phrase headed by `i`; `with_clauses` takes participles ("belonging to X") in as well."""
    found = [i]
    for index in found:
        for child in sentence.children(index):
            relation = child.dep
            if relation not in _NOMINAL or (index == i and relation == "case"):
                continue
            if relation in {"acl", "obl"} and not with_clauses:
                continue
            if relation in {"conj", "cc"} and not with_conjuncts:
                continue
            if relation == "conj" and child.pos in {"VERB", "AUX"}:
                continue
            found.append(child.i)
    return sorted(found)


def is_passive(sentence: Sentence, i: int) -> bool:
    """Whether a verb is passive: by its subject or auxiliary, or as a past participle that modifies a noun."""
    token = sentence[i]
    if token.pos != "VERB":
        return False
    children = sentence.children(i)
    if any(child.dep in {"nsubj:pass", "aux:pass", "csubj:pass"} for child in children):
        return True
    if any(child.dep in {"nsubj", "obj"} for child in children):
        return False
    if token.feats.get("VerbForm") == "Part" and token.feats.get("Tense") != "Pres" and not token.lower.endswith("ing"):
        has_have = any(child.dep == "aux" and child.lemma == "have" for child in children)
        if token.dep in {"acl", "amod"}:
            return not _is_only_verb(sentence, token)
        if token.dep == "conj" and not has_have:
            return is_passive(sentence, token.head)
        return token.dep in {"advcl", "root", "parataxis", "ROOT"} and not has_have
    return False


def _is_only_verb(sentence: Sentence, token: Token) -> bool:
    """Whether a participle of the root noun is really the sentence's verb ("The council called for a truce", misread)."""
    head = sentence[token.head]
    if token.dep != "acl" or not head.is_root or head.pos not in {"NOUN", "PROPN"}:
        return False
    children = sentence.children(token.i)
    agent = any("by" in prepositions(sentence, child.i) for child in children)
    governs = any(child.i > token.i and child.dep in {"obj", "obl", "ccomp", "xcomp"} for child in children)
    return (
        governs
        and not agent
        and sentence.tokens[-1].text in {".", '"'}
        and not any(other.feats.get("VerbForm") == "Fin" for other in sentence.tokens)
    )
