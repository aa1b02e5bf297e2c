"""Whether an act is told as having happened: not if it is denied, threatened, feared, planned, habitual or only supposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.claims.harm import is_nobody_hurt
from trucewatch.claims.negation import (
    has_no_part,
    is_another_ones,
    is_negated,
    is_unfounded,
    is_unknown,
    is_untrue,
    verb_of,
)
from trucewatch.claims.paths import prepositions
from trucewatch.claims.sayings import find_sayings
from trucewatch.claims.speakers import PRONOUNS
from trucewatch.model.claim import Stance
from trucewatch.model.document import BlockRole

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from trucewatch.claims.acts import Act
    from trucewatch.claims.frames import Frame
    from trucewatch.claims.speakers import Phrase
    from trucewatch.claims.view import View
    from trucewatch.language.tokens import Token

_CLAUSE = frozenset(
    {"ccomp", "xcomp", "acl", "advcl", "csubj", "acl:relcl", "obj", "obl", "nmod", "conj", "nsubj:pass"}
)
_STATED_AHEAD = frozenset(
    {"ceasefire_begins", "withdrawal", "ceasefire_agreed", "talks", "patrol", "ceasefire_ends", "deployment"}
)
_OWN_STANCE = {"threat": Stance.THREATENED, "demand": Stance.DEMANDED, "denial": Stance.DENIED}
_TURNING = frozenset({"ceasefire_begins", "ceasefire_ends"})
_SPOKEN = frozenset({"ccomp", "xcomp", "obj", "acl", "nmod", "obl"})
_OWN = frozenset({"its", "their", "our", "his", "her"})
_FEARED = "feared"
_ASIDES = frozenset(
    {
        "after",
        "following",
        "when",
        "as",
        "since",
        "despite",
        "and",
        "but",
        "while",
        "hours",
        "minutes",
        "which",
        "who",
        ";",
    }
)
_FAR = 4


def stance_of(act: Act) -> Stance | None:
    """How the report puts the act; `None` where it does not say that anything happened or will happen."""
    frame = act.main
    own = _OWN_STANCE.get(act.kind)
    if own is not None:
        return None if is_negated(frame) or _modal(frame) == "may" or _is_hypothetical(frame) else own
    governed = Stance.DENIED if frame.family != "harm" and _is_false(frame) else _governing(frame)
    if governed is None and _is_rejected(frame):
        governed = Stance.DENIED
    if governed is None and frame.family != "harm" and is_unknown(frame):
        return Stance.DENIED if _is_unknown_to_party(act) else None
    if governed == _FEARED or _is_asked(frame) or is_unfounded(frame):
        return None
    if isinstance(governed, Stance):
        return governed if governed is not Stance.EXPECTED or act.kind in _STATED_AHEAD else None
    if (is_negated(frame) and not is_nobody_hurt(frame)) or is_another_ones(frame):
        return Stance.DENIED if _denied_by_word(act) and not _modal(frame) else None
    return _plain_stance(act)


def _plain_stance(act: Act) -> Stance | None:
    """Asserted, unless tense, a modal, a condition or a habit puts the act off."""
    frame = act.main
    modal = _modal(frame)
    to_come = _is_to_come(frame) and act.kind != "ceasefire_agreed"
    if modal == "will" or to_come or (act.kind in _TURNING and _is_scheduled(frame)):
        return Stance.EXPECTED if act.kind in _STATED_AHEAD else None
    if modal or _is_hypothetical(frame):
        return None
    return Stance.ASSERTED


def _lemma(token: Token) -> str:
    return token.lemma.lower()


def _denied_by_word(act: Act) -> bool:
    """Whether a party, an office or a pronoun is said to say that a party did not do it; that nothing happened is no denial."""
    view, frame = act.view, act.main
    agents = frame.agent_tokens()
    theirs = (child.lower for i in agents for child in view.sentence.children(i) if child.dep == "nmod:poss")
    named = (
        bool(view.actors_in(agents))
        or any(view.sentence[i].lower in PRONOUNS for i in agents)
        or any(word in _OWN for word in theirs)
    )
    blamed = {actor.id for actor in view.actors_in(agents) if actor.id}
    return (
        named
        and _lemma(view.sentence[frame.head]) != "leave"
        and any(saying.covers(frame.head) and _may_deny(view, saying.speaker, blamed) for saying in find_sayings(view))
    )


def _is_unknown_to_party(act: Act) -> bool:
    """Whether a party to the war, not one who watches, says that it knows of no such act."""
    view, head = act.view, act.main.head
    return any(
        saying.covers(head)
        and any(a.id and not a.aloof and saying.speaker.first <= a.first <= saying.speaker.last for a in view.actors)
        for saying in find_sayings(view)
    )


def _may_deny(view: View, speaker: Phrase, blamed: AbstractSet[str]) -> bool:
    """Whoever speaks for the party; an observer who saw nothing, or another side, denies nothing."""
    inside = [actor for actor in view.actors if actor.id and speaker.first <= actor.first <= speaker.last]
    named = {actor.id for actor in inside if not actor.aloof}
    if named and blamed:
        return bool(named & blamed)
    if inside and not named:
        return False
    near = range(speaker.first, speaker.last + 1)
    return bool(named) or any(view.sentence[i].lower in PRONOUNS or view.is_a(i, "office") for i in near)


def _is_asked(frame: Frame) -> bool:
    """A question asserts nothing."""
    text = frame.view.sentence.text.rstrip("\"”' ")
    return text.endswith("?")


def _is_false(frame: Frame) -> bool:
    """As in "Reports that … were false", "called it a fabrication", "had nothing to do with": words that deny whatever they are of."""
    view, sentence = frame.view, frame.view.sentence
    speech = view.lexicon.speech
    false = any(token.lemma.lower() in speech["falsity"] or token.lower in speech["falsity"] for token in sentence)
    if false and any(token.lemma.lower() in speech["told_nouns"] for token in sentence.tokens[: frame.head]):
        return True
    return has_no_part(frame) or is_untrue(frame)


def _is_rejected(frame: Frame) -> bool:
    """As in "rejected reports that its planes had bombed …", whatever the parse: the words between name what is rejected."""
    view = frame.view
    for saying in find_sayings(view):
        verb = saying.verb
        if verb >= frame.head or not saying.covers(frame.head) or not view.is_a(verb, "denying"):
            continue
        between = [token.lower for token in view.sentence.tokens[verb + 1 : frame.head]]
        if not set(between) & _ASIDES and ("that" in between or any(word.endswith("ing") for word in between)):
            return True
    return False


def _modal(frame: Frame) -> str:
    """As in "will" for a plain future, "may" for any other modal on the act's verb or on one it is coordinated with; else empty."""
    sentence = frame.view.sentence
    i = verb_of(frame) if _depends_directly(frame) else frame.head
    for _ in range(3):
        modals = {
            child.lower
            for child in sentence.children(i)
            if child.dep.startswith("aux") and frame.view.is_a(child.i, "modals")
        }
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
    return (
        token.feats.get("VerbForm") in {"Inf", "Ger"}
        or token.lower.endswith("ing")
        or (token.dep == "conj" and token.feats.get("Tense") != "Past")
    )


def _depends_directly(frame: Frame) -> bool:
    sentence = frame.view.sentence
    return frame.trigger.noun and sentence[frame.head].dep in {"obj", "nsubj", "nsubj:pass", "obl"}


def _is_to_come(frame: Frame) -> bool:
    """As in "is due to begin", "is to meet", "was set to expire": told ahead of the event."""
    view, sentence = frame.view, frame.view.sentence
    verb = verb_of(frame) if _depends_directly(frame) else frame.head
    marks = [
        child.i for child in sentence.children(verb) if child.lower == "to" and child.dep == "mark" and child.i < verb
    ]
    if not marks:
        return _is_due(view, verb)
    before = sentence.tokens[max(marks[-1] - 3, 0) : marks[-1]]
    if not before:
        return False
    last = before[-1]
    if last.lemma.lower() == "be" or view.is_a(last.i, "ahead"):
        return True
    return len(before) > 1 and last.pos == "ADV" and before[-2].lemma.lower() == "be"


def _is_due(view: View, verb: int) -> bool:
    """By the words themselves: "due to start", "supposed to begin", whatever the parse makes of them."""
    before = view.sentence.tokens[max(verb - 2, 0) : verb]
    return len(before) > 1 and before[1].lower == "to" and (before[0].lemma == "be" or view.is_a(before[0].i, "ahead"))


def _is_scheduled(frame: Frame) -> bool:
    """A present tense with a date ("comes into force at midnight on Monday"), outside a headline."""
    view, sentence = frame.view, frame.view.sentence
    verb = sentence[verb_of(frame) if _depends_directly(frame) else frame.head]
    if (
        view.role is BlockRole.TITLE
        or verb.pos != "VERB"
        or verb.feats.get("Tense") != "Pres"
        or verb.lower.endswith("ing")
    ):
        return False
    below = {token.i for token in sentence.subtree(verb.i)}
    if any(child.lower in {"before", "until"} and child.dep == "mark" for child in sentence.children(verb.i)):
        return True
    return any(time.mention.kind in {"date", "time"} and time.first in below for time in view.times)


def _is_hypothetical(frame: Frame) -> bool:
    """Under "if", "unless", "whether", "in case", or a purpose clause ("to allow the withdrawal")."""
    sentence = frame.view.sentence
    chain = (sentence[frame.head], *sentence.ancestors(frame.head)[:3])
    for token in chain:
        marks = {child.lower for child in sentence.children(token.i) if child.dep == "mark"}
        if marks & {"if", "unless", "whether", "lest"}:
            return True
        if "to" in marks and token.dep in {"advcl", "acl", "xcomp"} and not _is_realised(frame, token):
            return True
        if token.dep in {"root", "ROOT"} or token.dep == "acl:relcl":
            break
    return False


def _is_realised(frame: Frame, token: Token) -> bool:
    """As in "went on to shell", "began to loot", "tried to storm": the infinitive is the act itself."""
    head = frame.view.sentence.head(token.i)
    return frame.view.is_a(head.i, "realising") and token.dep in {"xcomp", "advcl", "ccomp", "acl"}


def _governing(frame: Frame) -> Stance | str | None:
    """The stance that a verb or noun above the act imposes: deny, threaten, demand, plan, fear."""
    sentence = frame.view.sentence
    below = sentence[frame.head]
    for above in sentence.ancestors(frame.head)[:_FAR]:
        if below.dep not in _CLAUSE:
            break
        found = _imposed(frame, above, below)
        if found is not None:
            return found
        if below.dep in {"obl", "advcl"} and prepositions(sentence, below.i) & {"by", "with", "in", "during", "after"}:
            break
        below = above
    return None


def _imposed(frame: Frame, above: Token, below: Token) -> Stance | str | None:
    """What one word imposes on the clause or noun below it."""
    if _is_undone(frame, above):
        return None
    view, lemma = frame.view, _lemma(above)
    if below.dep == "nsubj:pass":
        return Stance.DENIED if view.is_a(above.i, "denying") else None
    spoken = below.dep in _SPOKEN or (below.dep == "advcl" and below.lower.endswith("ing"))
    ahead = below.dep in {"xcomp", "ccomp", "acl", "advcl"} and _is_ahead(frame, below)
    word = above.pos in {"VERB", "NOUN"}
    tests: tuple[tuple[bool, Stance | str], ...] = (
        (spoken and word and view.is_a(above.i, "denying"), Stance.DENIED),
        (spoken and ahead and lemma in view.lexicon.words["threatening"], Stance.THREATENED),
        (_is_demanded(frame, above, below, ahead=ahead), Stance.DEMANDED),
        (ahead and lemma in view.lexicon.words["planning"] and not view.is_a(above.i, "realising"), Stance.EXPECTED),
        (spoken and word and view.is_a(above.i, "fearing") and not _past(below), _FEARED),
    )
    return next((stance for holds, stance in tests if holds), None)


def _is_undone(frame: Frame, above: Token) -> bool:
    """As in "did not stop shelling", "neither confirmed nor denied": a word that would put the act off is itself negated."""
    view = frame.view
    if not (view.is_a(above.i, "denying") or _lemma(above) in {"stop", "cease", "refrain", "hesitate"}):
        return False
    before = view.sentence.tokens[max(above.i - 2, 0) : above.i]
    return any(
        view.is_a(token.i, "negators") for token in (*before, *view.sentence.children(above.i)) if token.i < above.i
    )


def _is_demanded(frame: Frame, above: Token, below: Token, *, ahead: bool) -> bool:
    """What is to be done ("urged them to stop"), or the noun that is demanded ("called for a truce", not one spoken of)."""
    sentence, lemma = frame.view.sentence, _lemma(above)
    if lemma not in frame.view.lexicon.words["demanding"]:
        return False
    if ahead:
        return True
    if below.dep == "obj":
        return lemma in {"demand", "order", "request", "urge", "seek"}
    return below.dep in {"obl", "nmod"} and "for" in prepositions(sentence, below.i) and lemma != "insist"


def _is_ahead(frame: Frame, token: Token) -> bool:
    """Whether a clause looks ahead: an infinitive, or a modal in it."""
    children = frame.view.sentence.children(token.i)
    return token.lower.endswith("ing") or any(
        (c.dep == "mark" and c.lower == "to") or (c.dep == "aux" and frame.view.is_a(c.i, "modals")) for c in children
    )


def _past(token: Token) -> bool:
    return token.feats.get("Tense") == "Past" and token.pos == "VERB"
