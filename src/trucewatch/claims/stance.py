"""Whether an act is told as having happened: not if it is denied, threatened, feared, planned, habitual or only supposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.claims.paths import prepositions
from trucewatch.model.claim import Stance

if TYPE_CHECKING:
    from trucewatch.claims.acts import Act
    from trucewatch.claims.frames import Frame
    from trucewatch.language.tokens import Token

_CLAUSE = frozenset({"ccomp", "xcomp", "acl", "advcl", "csubj", "acl:relcl", "obj", "obl", "nmod", "conj"})
_STATED_AHEAD = frozenset({"ceasefire_begins", "withdrawal", "ceasefire_agreed", "talks", "patrol", "ceasefire_ends"})
_OWN_STANCE = {
    "threat": Stance.ASSERTED,
    "demand": Stance.ASSERTED,
    "pledge": Stance.ASSERTED,
}


_FEARED = "feared"
_CAUSING = frozenset({"cause", "result", "leave", "kill", "injure", "wound", "hurt", "harm", "claim"})


def stance_of(act: Act) -> Stance | None:
    """How the report puts the act; `None` where it does not say that anything happened or will happen."""
    frame = act.main
    governed = _governing(frame)
    if governed == _FEARED:
        return None
    if isinstance(governed, Stance):
        return governed if governed is not Stance.EXPECTED or act.kind in _STATED_AHEAD else None
    if _negated(frame):
        return None
    modal = _modal(frame)
    if modal == "will":
        return Stance.EXPECTED if act.kind in _STATED_AHEAD else None
    if modal or _is_habit(frame) or _is_hypothetical(frame):
        return None
    return _OWN_STANCE.get(act.kind, Stance.ASSERTED)


def _lemma(token: Token) -> str:
    return token.lemma.lower()


def _verb_of(frame: Frame) -> int:
    """The verb that says whether the act took place: the trigger itself, or for a noun the verb it depends on."""
    sentence = frame.view.sentence
    if not frame.trigger.noun:
        return frame.head
    for above in sentence.ancestors(frame.head):
        if above.pos in {"VERB", "AUX"}:
            return above.i
    return frame.head


def _negated(frame: Frame) -> bool:
    """"did not shell", "no strikes", "without firing a shot"; the noun's own "no" counts, and its light verb's "not"."""
    view, sentence = frame.view, frame.view.sentence
    if frame.sense.harm:
        return False
    places = [frame.head]
    verb = _verb_of(frame)
    light = frame.trigger.noun and sentence[frame.head].dep in {"obj", "nsubj", "nsubj:pass"} and sentence[frame.head].head == verb
    if light and sentence[verb].lemma not in _CAUSING:
        places.append(verb)
    return any(
        view.is_a(child.i, "negators") and child.dep in {"advmod", "det", "mark", "cc:preconj", "case", "aux", "dep"}
        for i in places
        for child in sentence.children(i)
    )


def _modal(frame: Frame) -> str:
    """"will" for a plain future, "may" for any other modal on the act's verb or on one it is coordinated with; else empty."""
    sentence = frame.view.sentence
    i = _verb_of(frame) if _depends_directly(frame) else frame.head
    for _ in range(3):
        modals = {child.lower for child in sentence.children(i) if child.dep.startswith("aux") and frame.view.is_a(child.i, "modals")}
        if modals:
            have = any(child.lemma == "have" for child in sentence.children(i) if child.dep == "aux")
            if modals & {"will", "shall"}:
                return "will"
            return "" if have and modals & {"must"} else "may"
        if sentence[i].dep not in {"conj", "xcomp", "advcl"} or sentence[i].is_root or not _shares_modal(frame, i):
            break
        i = sentence[i].head
    return ""


def _shares_modal(frame: Frame, i: int) -> bool:
    """A coordinated bare infinitive shares the modal; a finite past verb does not."""
    token = frame.view.sentence[i]
    return token.feats.get("VerbForm") in {"Inf", "Ger"} or token.lower.endswith("ing") or (
        token.dep == "conj" and token.feats.get("Tense") != "Past"
    )


def _depends_directly(frame: Frame) -> bool:
    sentence = frame.view.sentence
    return frame.trigger.noun and sentence[frame.head].dep in {"obj", "nsubj", "nsubj:pass", "obl"}


def _is_habit(frame: Frame) -> bool:
    """"often violates", "has repeatedly shelled": no single act."""
    sentence = frame.view.sentence
    verb = _verb_of(frame)
    habit = any(
        child.dep in {"advmod", "amod"} and frame.view.is_a(child.i, "habit")
        for i in {frame.head, verb}
        for child in sentence.children(i)
    )
    told = any(time.mention.kind == "date" for time in frame.view.times if frame.clause & set(range(time.first, time.last + 1)))
    return habit and not told


def _is_hypothetical(frame: Frame) -> bool:
    """Under "if", "unless", "whether", "in case", or a purpose clause ("to allow the withdrawal")."""
    sentence = frame.view.sentence
    chain = (sentence[frame.head], *sentence.ancestors(frame.head)[:3])
    for token in chain:
        marks = {child.lower for child in sentence.children(token.i) if child.dep == "mark"}
        if marks & {"if", "unless", "whether"}:
            return True
        if "to" in marks and token.dep in {"advcl", "acl", "xcomp"} and token.i != _result_of(frame, token):
            return True
        if token.dep in {"root", "ROOT"} or token.dep == "acl:relcl":
            break
    return False


def _result_of(frame: Frame, token: Token) -> int:
    """"went on to shell", "continued to shell", "began to loot": the infinitive is the act itself."""
    head = frame.view.sentence.head(token.i)
    real = {"begin", "start", "continue", "go", "proceed", "resume", "manage", "keep", "appear", "seem", "report", "believe", "know", "say", "think", "force", "come", "lead"}
    return token.i if head.lemma in real and token.dep in {"xcomp", "advcl", "ccomp"} else -1


def _governing(frame: Frame) -> Stance | str | None:
    """The stance that a verb or noun above the act imposes: deny, threaten, demand, plan, fear."""
    view, sentence = frame.view, frame.view.sentence
    below = sentence[frame.head]
    for above in sentence.ancestors(frame.head)[:4]:
        if below.dep not in _CLAUSE:
            break
        spoken = below.dep in {"ccomp", "xcomp", "obj", "acl", "nmod", "obl"} or (below.dep == "advcl" and below.lower.endswith("ing"))
        lemma = _lemma(above)
        if spoken and view.is_a(above.i, "denying") and above.pos in {"VERB", "NOUN"}:
            return Stance.DENIED
        infinitive = below.dep in {"xcomp", "ccomp", "acl", "advcl"} and _is_ahead(frame, below)
        if spoken and infinitive and lemma in view.lexicon.words["threatening"]:
            return Stance.THREATENED
        if spoken and (infinitive or below.dep in {"obj", "obl", "nmod"}) and lemma in view.lexicon.words["demanding"]:
            return Stance.DEMANDED
        if infinitive and lemma in view.lexicon.words["planning"]:
            return Stance.EXPECTED
        if spoken and view.is_a(above.i, "fearing") and above.pos in {"VERB", "NOUN"} and not _past(below):
            return _FEARED
        if below.dep in {"obl", "advcl"} and prepositions(sentence, below.i) & {"by", "with", "in", "during", "after"}:
            break
        below = above
    return None


def _is_ahead(frame: Frame, token: Token) -> bool:
    """Whether a clause looks ahead: an infinitive, or a modal in it."""
    sentence = frame.view.sentence
    children = sentence.children(token.i)
    return any((c.dep == "mark" and c.lower == "to") or (c.dep == "aux" and frame.view.is_a(c.i, "modals")) for c in children) or token.lower.endswith("ing")


def _past(token: Token) -> bool:
    return token.feats.get("Tense") == "Past" and token.pos == "VERB"
