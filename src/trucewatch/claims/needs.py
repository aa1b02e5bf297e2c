"""Whether a word really tells of an act: "hit" needs a weapon, an armed actor or a target; inflation hits nobody here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.claims.paths import noun_phrase, prepositions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from trucewatch.claims.frames import Filler
    from trucewatch.claims.lexicon import Sense
    from trucewatch.claims.view import TriggerAt, View

NEAR = 24
_TAKEN_UP = frozenset({"this", "that", "it", "these", "those", "them"})
_LASTING = frozenset({"ceasefire_begins", "ceasefire_ends"})
_CLAUSAL = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "parataxis", "csubj", "csubj:pass"})
_ACTS = frozenset({"violence"})


def clause_tokens(view: View, trigger: TriggerAt) -> frozenset[int]:
    """The tokens of the trigger's own clause: below its governing verb, without subordinate clauses that have triggers."""
    sentence = view.sentence
    top = trigger.head
    for above in sentence.ancestors(trigger.head):
        if sentence[top].dep in _CLAUSAL or (sentence[top].dep == "conj" and sentence[top].pos == "VERB"):
            break
        top = above.i
        if above.pos == "VERB":
            break
    found = [top]
    own = set(range(trigger.first, trigger.last + 1))
    for index in found:
        for child in sentence.children(index):
            clausal = child.dep in _CLAUSAL or (child.dep in {"conj", "xcomp"} and child.pos == "VERB")
            if clausal and not own & {token.i for token in sentence.subtree(child.i)} and _has_trigger(view, child.i):
                continue
            found.append(child.i)
    return frozenset(found)


def _has_trigger(view: View, i: int) -> bool:
    inside = {token.i for token in view.sentence.subtree(i)}
    return any(trigger.head in inside for trigger in view.triggers)


class Arguments:
    """What stands around a trigger, as the tests of `needs` ask for it."""

    __slots__ = ("agent", "clause", "lasting", "patient", "trigger", "view")

    def __init__(
        self,
        view: View,
        trigger: TriggerAt,
        agents: Sequence[Filler],
        patients: Sequence[Filler],
        clause: frozenset[int],
    ) -> None:
        self.view = view
        self.trigger = trigger
        self.clause = clause
        self.lasting = any(sense.kind in _LASTING for sense in trigger.senses)
        self.agent = {i for f in agents for i in noun_phrase(view.sentence, f.head)}
        self.patient = {i for f in patients for i in noun_phrase(view.sentence, f.head, with_clauses=True)}

    def any_class(self, name: str, tokens: set[int] | frozenset[int]) -> bool:
        """Whether one of the tokens is a word of a class, or begins a weapon of it."""
        if any(self.view.is_a(i, name) for i in tokens):
            return True
        return any(name in hit.value.classes for hit in self.view.means if hit.last in tokens)

    def people(self, tokens: set[int] | frozenset[int]) -> bool:
        """Whether the tokens name people."""
        return any(hit.last in tokens for hit in self.view.people) or self.any_class("people", tokens)

    def parties(self, tokens: set[int] | frozenset[int]) -> bool:
        """Whether the tokens name a party."""
        return bool(self.view.actors_in(tokens))

    def places(self, tokens: set[int] | frozenset[int]) -> bool:
        """Whether the tokens name a place, or something that stands at one."""
        return bool(self.view.places_in(tokens)) or any(hit.last in tokens for hit in self.view.things)

    def acts(self, tokens: set[int] | frozenset[int]) -> bool:
        """Whether another act of violence is named among the tokens."""
        return any(
            trigger.head in tokens and trigger.head != self.trigger.head and _is_violence(self.view, trigger)
            for trigger in self.view.triggers
        )

    def natural(self, tokens: set[int] | frozenset[int]) -> bool:
        """Whether a virus, an accident or the weather is among the tokens."""
        return any(self.view.is_a(i, "natural") for i in tokens)

    def means(self, tokens: set[int] | frozenset[int]) -> bool:
        """Whether a weapon or a carrier is named among the tokens."""
        return any(hit.last in tokens and hit.value.kind for hit in self.view.means)


def _is_violence(view: View, trigger: TriggerAt) -> bool:
    return any(view.lexicon.families[sense.kind] in _ACTS for sense in trigger.senses)


def satisfied(
    view: View,
    trigger: TriggerAt,
    sense: Sense,
    agents: Sequence[Filler],
    patients: Sequence[Filler],
    clause: frozenset[int],
) -> bool:
    """Whether the trigger has what one of its sense's needs asks for; a sense without needs always has."""
    if not sense.needs:
        return True
    around = Arguments(view, trigger, agents, patients, clause)
    return any(_meets(around, need) for need in sense.needs)


def _meets(around: Arguments, need: str) -> bool:
    """A named test, a class among the patients alone (`obj:aircraft`), or a class among all arguments."""
    if need.startswith("obj:"):
        counted = any(around.view.sentence[i].pos == "NUM" for i in _heads(around))
        return around.any_class(need[4:], frozenset(range(len(around.view.sentence))) if counted else around.patient)
    return _NEEDS[need](around) if need in _NEEDS else _has_class(around, need)


def _has_class(around: Arguments, name: str) -> bool:
    """A word of the class among the arguments, or for a noun anywhere near it."""
    tokens = around.agent | around.patient | set(range(around.trigger.first, around.trigger.last + 1))
    if around.any_class(name, tokens):
        return True
    sentence = around.view.sentence
    near = {
        child.i
        for child in sentence.children(around.trigger.head)
        if child.dep in {"obl", "nmod", "obj", "nsubj", "nsubj:pass", "compound", "conj"}
    }
    if around.trigger.noun and not sentence[around.trigger.head].is_root:
        near.add(sentence[around.trigger.head].head)
    return around.any_class(name, near)


def _hostile(around: Arguments) -> bool:
    if around.natural(around.agent) or around.natural(
        {i for i in around.clause if prepositions(around.view.sentence, i) & {"by"}}
    ):
        return False
    if around.means(around.clause) or around.acts(around.agent) or around.acts(around.clause):
        return True
    target = around.places(around.patient) or around.people(around.patient) or around.any_class("force", around.patient)
    if around.trigger.noun:
        return target or around.parties(around.agent) or around.places(around.clause)
    if not around.agent:
        return target
    return target and around.parties(around.agent)


def _munition(around: Arguments) -> bool:
    return around.means(around.patient) or any(
        name in hit.value.classes
        for hit in around.view.means
        if hit.last in around.patient
        for name in ("munition", "bomb", "drone", "gun")
    )


def _weapon(around: Arguments) -> bool:
    return around.view.sentence[around.trigger.head].lemma == "fire" and around.means(around.clause)


def _shot_at(around: Arguments) -> bool:
    if around.view.sentence[around.trigger.head].lemma not in {"fire", "shoot"}:
        return False
    sentence = around.view.sentence
    heads = [i for i in around.clause if prepositions(sentence, i) & {"at", "on", "towards", "toward", "into"}]
    aimed = {i for head in heads for i in noun_phrase(sentence, head)}
    return around.places(aimed) or around.parties(aimed) or around.people(aimed)


def _people(around: Arguments) -> bool:
    """People among the patients; who "was shot" is a person even by name."""
    if around.people(around.patient) or around.parties(around.patient):
        return True
    sentence, head = around.view.sentence, around.trigger.head
    passive = sentence[head].dep == "acl" or any(child.dep == "nsubj:pass" for child in sentence.children(head))
    shot = sentence[head].lemma == "shoot" and passive
    return shot and not around.places(around.patient) and not around.means(around.patient)


def _land(around: Arguments) -> bool:
    tokens = around.patient
    if not tokens and around.view.sentence[around.trigger.head].lemma == "advance":
        tokens = set(around.clause) - around.agent
    armed = around.parties(around.agent) or not around.agent
    if around.parties(around.agent) and any(_is_unknown_name(around, i) for i in _heads(around)):
        return True
    heads = (_heads(around) & set(tokens)) or set(tokens)
    sentence = around.view.sentence
    heads |= {
        child.i
        for i in heads
        for child in sentence.children(i)
        if "of" in prepositions(sentence, child.i) or child.dep in {"conj", "compound"}
    }
    land = around.places(heads) or any(around.view.is_a(i, "land") for i in heads)
    return armed and not around.people(heads) and land


def _is_unknown_name(around: Arguments, i: int) -> bool:
    """A proper name that is no party: what forces take by name is a place."""
    return around.view.sentence[i].pos == "PROPN" and not around.parties({i})


def _heads(around: Arguments) -> set[int]:
    return {
        child.i for child in around.view.sentence.children(around.trigger.head) if child.dep in {"obj", "nsubj:pass"}
    }


def _false_word(around: Arguments) -> bool:
    """As in "called this a lie", "described the report as false": a party says so of what was told."""
    view, sentence = around.view, around.view.sentence
    head = around.trigger.head
    speech = view.lexicon.speech
    behind = [token for token in sentence.tokens[head + 1 : head + NEAR] if token.i in around.clause]
    false = any(token.lemma.lower() in speech["falsity"] or token.lower in speech["falsity"] for token in behind)
    told = any(token.lemma.lower() in speech["told_nouns"] or token.lower in _TAKEN_UP for token in behind)
    return false and told and bool(view.actors_in(around.agent))


def _party(around: Arguments) -> bool:
    return around.parties(around.agent) or (around.trigger.noun and around.parties(around.clause))


def _both(around: Arguments) -> bool:
    """Two sides: the subject's and the one fought, or sides that fight each other."""
    sentence = around.view.sentence
    each_other = any(
        sentence[i].lower == "other" and sentence[i].i and sentence[i - 1].lower == "each" for i in around.clause
    )
    return around.parties(around.agent) and (around.parties(around.patient) or each_other)


def _own_act(around: Arguments) -> bool:
    """The one who speaks tells of its own act ("confirmed it had hit", "claimed responsibility")."""
    if "responsibility" in {
        token.lower for token in around.view.sentence.tokens[around.trigger.first : around.trigger.last + 1]
    }:
        return True
    sentence = around.view.sentence
    for child in sentence.children(around.trigger.head):
        if child.dep in {"ccomp", "xcomp", "obj"} and _tells_of_itself(around, child.i):
            return True
    return False


def _tells_of_itself(around: Arguments, i: int) -> bool:
    sentence = around.view.sentence
    subjects = [c for c in sentence.children(i) if c.dep == "nsubj"]
    own = any(
        c.lower in {"it", "they", "we"}
        or (
            c.lower in {"forces", "army", "jets", "aircraft"}
            and any(g.lower in {"its", "their", "our"} for g in sentence.children(c.i))
        )
        for c in subjects
    )
    verbal = (
        own or (sentence[i].dep == "xcomp" and not subjects) or (sentence[i].lower.endswith("ing") and not subjects)
    )
    return verbal and any(t.head == i and _is_violence(around.view, t) for t in around.view.triggers)


def _under_fire(around: Arguments) -> bool:
    """As in "came under fire", "killed by army fire", "fire from the hills": shots, not flames."""
    sentence, head = around.view.sentence, around.trigger.head
    marks = prepositions(sentence, head)
    if "under" in marks or ("to" in marks and sentence.head(head).lemma in {"subject", "expose"}):
        return True
    near = {child.i for child in sentence.children(head) if child.dep in {"compound", "amod", "nmod:poss", "nmod"}}
    told = bool(around.view.actors_in(near)) or around.means(near)
    return told and not any(sentence[i].lemma in {"forest", "wild", "bush"} for i in near)


def _raided(around: Arguments) -> bool:
    """A strike that hits something: not "on strike", "a general strike", "a hunger strike", nor a police raid."""
    sentence, head = around.view.sentence, around.trigger.head
    children = sentence.children(head)
    if any(
        around.view.is_a(child.i, "industrial") for child in children if child.dep in {"amod", "compound", "nmod:poss"}
    ):
        return False
    bare = not any(child.dep in {"det", "amod", "nummod", "nmod", "nmod:poss"} for child in children)
    singular = sentence[head].feats.get("Number") != "Plur"
    return not (bare and singular and prepositions(sentence, head) & {"on", "over"})


def _left_truce(around: Arguments) -> bool:
    """As in "withdrew from the truce": the truce is what is left, not what the leaving was agreed under."""
    sentence = around.view.sentence
    return any(
        prepositions(sentence, child.i) & {"from", "of"} and around.any_class("truce", {child.i})
        for child in sentence.children(around.trigger.head)
    )


def _between(around: Arguments) -> bool:
    """A deal with its two sides: "the 12 January ceasefire between Turkey and Russia"."""
    sentence = around.view.sentence
    return any("between" in prepositions(sentence, child.i) for child in sentence.children(around.trigger.head))


def _truce(around: Arguments) -> bool:
    """A truce among the arguments; for what begins, ends or breaks one, it may also stand shortly before the verb."""
    if _has_class(around, "truce"):
        return True
    if around.trigger.noun:
        return False
    if _truce_below(around):
        return True
    if not around.lasting:
        return False
    first = around.trigger.first
    return any(around.view.is_a(i, "truce_strict") for i in range(max(0, first - NEAR), first))


def _truce_below(around: Arguments) -> bool:
    """As in "agreed to create a demilitarised zone": the truce stands in the complement."""
    sentence, head = around.view.sentence, around.trigger.head
    below = {
        token.i
        for child in sentence.children(head)
        if child.dep in {"xcomp", "ccomp"}
        for token in sentence.subtree(child.i)
        if token.i <= head + NEAR
    }
    named = any(t.head in below and any(s.id == "truce_named" for s in t.senses) for t in around.view.triggers)
    return named or any(around.view.is_a(i, "truce_strict") for i in below)


def _menace(around: Arguments) -> bool:
    below = {token.i for token in around.view.sentence.subtree(around.trigger.head)} - {around.trigger.head}
    return around.parties(around.agent) and around.any_class("menace", below)


_NEEDS: Mapping[str, Callable[[Arguments], bool]] = {
    "hostile": _hostile,
    "munition": _munition,
    "weapon": _weapon,
    "shot_at": _shot_at,
    "people": _people,
    "act": lambda around: around.acts(around.patient) or around.acts(around.agent),
    "land": _land,
    "object": lambda around: any(hit.last in around.patient for hit in around.view.things),
    "false_word": _false_word,
    "party": _party,
    "both": _both,
    "own_act": _own_act,
    "menace": _menace,
    "between": _between,
    "raided": _raided,
    "left_truce": _left_truce,
    "under_fire": _under_fire,
    "truce": _truce,
}
