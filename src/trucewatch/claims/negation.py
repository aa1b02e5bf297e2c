"""Whether the words deny an act: a "not" on its verb, a subject or object that is nobody, "at no time", "no evidence that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.claims.paths import prepositions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.claims.frames import Frame
    from trucewatch.claims.view import View
    from trucewatch.language.tokens import Token

_NEGATING = frozenset({"advmod", "det", "mark", "cc:preconj", "case", "aux", "dep", "cc"})
_CAUSING = frozenset({"cause", "result", "leave", "kill", "injure", "wound", "hurt", "harm", "claim"})
_SUBJECTS = ("nsubj", "csubj")
_BARE = frozenset({"a", "an", "one", "any", "even", "single"})
_ALSO_ONLY = frozenset({"only", "just", "merely", "simply", "necessarily", "all", "every", "surprisingly"})
_SOME_LEFT = frozenset({"but", "except", "other", "less", "short"})
_OR = frozenset({"or", "nor"})
_LET_GO = frozenset({("far", "from"), ("instead", "of"), ("rather", "than"), ("short", "of"), ("let", "alone")})
_KNOWN = frozenset({"nmod", "obl", "acl", "ccomp", "conj"})
_WHEN = frozenset({"after", "following", "since", "before", "during", "despite", "from", "in", "by"})
_FAR = 4
_ABOVE = 5


def verb_of(frame: Frame) -> int:
    """The verb that says whether the act took place: the trigger itself, or for a noun the verb it depends on."""
    sentence = frame.view.sentence
    if not frame.trigger.noun:
        return frame.head
    for above in sentence.ancestors(frame.head):
        if above.pos in {"VERB", "AUX"}:
            return above.i
    return frame.head


def is_negated(frame: Frame) -> bool:
    """As in "did not shell", "no strikes", "none of its jets bombed", "at no time did it fire", "fired no shells"."""
    view, sentence = frame.view, frame.view.sentence
    if frame.sense.harm and frame.trigger.noun:
        return False
    if frame.kind == "flight" and sentence[verb_of(frame)].lemma.lower() == "leave":
        return False
    if frame.trigger.noun and _is_no_such(view, frame.head):
        return True
    return any(_is_undone(view, i) for i in _carrying(frame)) or _is_object_nobody(frame) or _negated_before(frame)


def is_nobody(view: View, i: int) -> bool:
    """Whether a noun phrase is of nobody or nothing: "no unit", "none of them", "neither side", "not a single shell"."""
    tokens = view.sentence.tokens
    after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    if view.is_a(i, "nobody"):
        return after not in _SOME_LEFT
    first = min(token.i for token in view.sentence.subtree(i))
    led = tokens[max(first - 1, 0) : i]
    return any(_empties(view, token) for token in led if token.i >= first or token.lower in {"not", "neither"})


def _empties(view: View, token: Token) -> bool:
    """A word that leaves nothing of its noun phrase; "no fewer than", "not only" and "no-fly" leave all of it."""
    after = [t.lower for t in view.sentence.tokens[token.i + 1 : token.i + 4]]
    if token.lower in {"no", "zero"}:
        compared = after[1:2] == ["than"] or after[:1] == ["other"]
        return not compared and after[:1] not in (["-"], ["."], ["man"], ["doubt"])
    if token.lower in {"not", "hardly", "scarcely", "barely"}:
        return after[:1] != [] and after[0] in _BARE and "but" not in after
    return token.lower in {"neither", "none"}


def _is_no_such(view: View, i: int) -> bool:
    """A noun under "no", "without" or "zero", its own or that of what it is listed with ("no strikes or clashes")."""
    sentence = view.sentence
    while True:
        marks = [c for c in sentence.children(i) if view.is_a(c.i, "negators") and c.dep in _NEGATING]
        if any(_is_whole(view, child) for child in marks) or is_nobody(view, i):
            return True
        listed = sentence[i].dep == "conj" and any(c.lower in _OR for c in _links(view, i))
        if not listed:
            return False
        i = sentence[i].head


def _links(view: View, i: int) -> Iterator[Token]:
    """The conjunctions of the list that token `i` stands in."""
    for member in (i, *(child.i for child in view.sentence.children(view.sentence[i].head) if child.dep == "conj")):
        yield from (child for child in view.sentence.children(member) if child.dep == "cc")


def _is_whole(view: View, negator: Token) -> bool:
    """Whether a negator denies all of it: not "not only", not "no fewer than"."""
    after = view.sentence[negator.i + 1].lower if negator.i + 1 < len(view.sentence) else ""
    return after not in _ALSO_ONLY and (negator.lower not in {"no", "not"} or after not in {"fewer", "less", "more"})


def _carrying(frame: Frame) -> list[int]:
    """The act's verb and those whose "not" is also its own: "tried to", "began to", the first of "shell or burn"."""
    view, sentence = frame.view, frame.view.sentence
    found = [frame.head]
    if frame.trigger.noun:
        found = _light_verbs(frame)
    for i in found:
        token = sentence[i]
        if token.is_root:
            break
        if _shares_not(view, token):
            found.append(token.head)
    return found


def _light_verbs(frame: Frame) -> list[int]:
    """The verb that makes an event of a noun, or that it is the subject of; not one that it is the cause or harm of."""
    sentence = frame.view.sentence
    head = frame.head
    while sentence[head].dep == "nmod" and frame.view.is_a(sentence[head].head, "carrier"):
        head = sentence[head].head
    token, above = sentence[head], sentence.head(head)
    if token.is_root or above.lemma.lower() in _CAUSING:
        return []
    if token.dep in {"obj", "nsubj", "nsubj:pass", "acl"} or (
        token.dep == "obl" and frame.view.is_a(above.i, "undergo")
    ):
        return [above.i]
    return []


def _shares_not(view: View, token: Token) -> bool:
    """Whether a verb stands under the negation of its head."""
    sentence = view.sentence
    above = sentence.head(token.i)
    own = any(child.dep.startswith(_SUBJECTS) for child in sentence.children(token.i))
    if above.lemma.lower() == "do" and above.i < token.i and token.dep != "conj":
        return True
    if token.dep in {"xcomp", "ccomp", "advcl"}:
        return not own and view.is_a(above.i, "realising")
    if token.dep != "conj" or own:
        return False
    either = any(child.lower in _OR for child in sentence.children(token.i) if child.dep == "cc")
    bare = any(child.lower in {"did", "do", "does"} for child in sentence.children(above.i) if child.dep == "aux")
    return either or (bare and token.feats.get("VerbForm") == "Inf") or _has_nobody(view, above.i)


def _is_undone(view: View, i: int) -> bool:
    """Whether a verb is denied by a word of its own, by its subject, or by when and where it never happened."""
    children = view.sentence.children(i)
    if any(view.is_a(c.i, "negators") and c.dep in _NEGATING and _is_whole(view, c) for c in children):
        return True
    if any(c.lower == "longer" and view.sentence[c.i - 1].lower == "no" for c in children if c.i):
        return True
    return _has_nobody(view, i) or any(_is_never(view, c.i) for c in children if c.dep in {"obl", "advmod", "nmod"})


def _has_nobody(view: View, i: int) -> bool:
    """A subject that is nobody; of a bare participle, what it hangs on ("no shells fired at …")."""
    sentence = view.sentence
    subjects = [child.i for child in sentence.children(i) if child.dep.startswith("nsubj")]
    if sentence[i].dep == "acl" and not subjects:
        subjects = [sentence[i].head]
    return any(is_nobody(view, subject) for subject in subjects)


def _is_never(view: View, i: int) -> bool:
    """As in "at no time", "in no case", "under no circumstances", "on no occasion", "nowhere"."""
    if view.sentence[i].lower == "nowhere":
        return True
    return view.is_a(i, "occasion") and is_nobody(view, i) and bool(prepositions(view.sentence, i))


def _is_object_nobody(frame: Frame) -> bool:
    """As in "fired no shells", "struck nothing", "fired at nobody": nothing was done to anything."""
    if frame.trigger.noun:
        return False
    found = [filler.head for filler in frame.patients if filler.rule in {"object", "aimed-at", "passive-subject"}]
    return any(is_nobody(frame.view, i) for i in found)


def _negated_before(frame: Frame) -> bool:
    """By the words themselves: "not", "never" or "nor" right before the verb, auxiliaries and adverbs between them."""
    view = frame.view
    led = view.sentence.tokens[max(frame.trigger.first - _FAR, 0) : frame.trigger.first]
    if tuple(token.lower for token in led[-2:]) in _LET_GO:
        return True
    if frame.trigger.noun:
        return False
    for token in reversed(led):
        if view.is_a(token.i, "negators"):
            return _is_whole(view, token)
        if token.pos not in {"AUX", "ADV", "PART"}:
            return False
    return False


def is_another_ones(frame: Frame) -> bool:
    """As in "It was not our artillery that hit the market": the act is there, whoever is named did not do it."""
    sentence = frame.view.sentence
    for token in (sentence[frame.head], *sentence.ancestors(frame.head)):
        if token.dep in {"acl:relcl", "csubj", "ccomp", "advcl:relcl"}:
            children = sentence.children(token.head)
            is_it = any(c.lower == "it" and c.dep in {"nsubj", "expl"} for c in children)
            copula = any(c.dep == "cop" for c in children) or sentence.head(token.i).lemma == "be"
            told = sentence[token.head].lemma.lower() in {"time", "clear", "known", "certain", "possible"}
            return is_it and copula and not told and _is_undone(frame.view, token.head)
    return False


def is_unfounded(frame: Frame) -> bool:
    """As in "There is no evidence that …", "no proof of": nobody says that it took place."""
    return any(
        frame.view.is_a(above.i, "evidence") and _is_no_such(frame.view, above.i) for above in _above_clause(frame)
    )


def is_unknown(frame: Frame) -> bool:
    """As in "had no information on any clashes", "was not aware of any strike", "had received no reports of"."""
    view, sentence = frame.view, frame.view.sentence
    below = sentence[frame.head]
    for above in sentence.ancestors(frame.head)[:_FAR]:
        if below.dep not in _KNOWN or prepositions(sentence, below.i) & _WHEN:
            return False
        if view.is_a(above.i, "knowing"):
            return _is_no_such(view, above.i) or _is_undone(view, above.i)
        below = above
    return False


def is_untrue(frame: Frame) -> bool:
    """As in "It is not true that …", "there is no truth in …"."""
    view = frame.view
    return any(
        (view.is_a(above.i, "true") and _is_undone(view, above.i))
        or (above.lower == "truth" and _is_no_such(view, above.i))
        for above in _above_clause(frame)
    )


def _above_clause(frame: Frame) -> tuple[Token, ...]:
    sentence = frame.view.sentence
    above = sentence.ancestors(frame.head)[:_ABOVE]
    near = tuple(child for token in above for child in sentence.children(token.i) if child.lower == "truth")
    return (*above, *near)


def has_no_part(frame: Frame) -> bool:
    """As in "had no hand in the bombing", "took no part in", "is not behind", "none of them was involved in the raid"."""
    view, sentence = frame.view, frame.view.sentence
    words = [token.lower for token in sentence.tokens[max(frame.head - 8, 0) : frame.head]]
    if "nothing" in words and words[words.index("nothing") + 1 :][:3] == ["to", "do", "with"]:
        return True
    if not frame.trigger.noun:
        return False
    behind = "behind" in prepositions(sentence, frame.head)
    if behind and _is_undone(view, frame.head):
        return True
    for above in sentence.ancestors(frame.head)[:_FAR]:
        if _is_word(view, above, "part_nouns") and _is_no_part(view, above):
            return True
        if above.pos in {"VERB", "AUX", "ADJ"}:
            return _takes_no_part(view, above, behind=behind)
    return False


def _takes_no_part(view: View, verb: Token, *, behind: bool) -> bool:
    """Whether a verb that says who had a part in an act is denied, or the part is none."""
    parts = [
        c
        for c in view.sentence.children(verb.i)
        if _is_word(view, c, "part_nouns") and _is_word(view, verb, "part_takers")
    ]
    if not (parts or behind or _is_word(view, verb, "part_verbs")):
        return False
    return _is_undone(view, verb.i) or any(_is_no_part(view, part) for part in parts)


def _is_no_part(view: View, part: Token) -> bool:
    return is_nobody(view, part.i) or any(child.lower in {"no", "any"} for child in view.sentence.children(part.i))


def _is_word(view: View, token: Token, name: str) -> bool:
    return token.lemma.lower() in view.lexicon.speech[name]
