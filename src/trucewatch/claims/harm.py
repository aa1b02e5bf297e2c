"""A toll counts people, and only those its own words count; what no party did (a virus, a crash) is left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.claims.paths import conjuncts, is_passive, noun_phrase, prepositions, walk, parse_path
from trucewatch.model.count import CountRange, Effect, Harm, Who
from trucewatch.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.claims.frames import Frame
    from trucewatch.claims.mentions.quantities import Quantity
    from trucewatch.claims.view import View
    from trucewatch.language.tokens import Token

_NONE = frozenset({"no", "none", "nobody", "without", "neither", "zero"})
_AMONG = frozenset({"including", "among", "include"})
_TOLL_PATHS = tuple(
    parse_path(path)
    for path in (">nmod/obl[of,at,to]", "<nsubj >obl[to,at]", "<nsubj >obj", "<nsubj >nummod", ">nummod", "<nsubj")
)
_SUBJECT_RELATIONS = frozenset({"nsubj", "nsubj:pass", "obj", "conj", "root", "acl", "parataxis"})


@dataclass(frozen=True, slots=True)
class _Victims:
    """A counted group: the noun, and its number."""

    head: int
    count: CountRange


def tolls_of(frame: Frame) -> list[Harm]:
    """The tolls that a harm frame tells, each with whom it counts; empty where it gives no number at all."""
    if not frame.sense.harm or is_natural(frame):
        return []
    effects = _effects(frame)
    zero = _zero(frame)
    if zero is not None:
        return [Harm(effect=effect, who=_who_of_zero(frame), count=zero) for effect in effects]
    groups = _groups(frame)
    shared = _counts_both(frame)
    tolls = []
    for effect in effects:
        for group in groups:
            count = replace(group.count, low=None, best=None) if shared else group.count
            tolls.append(_harm(frame.view, effect, replace_count(group, count)))
    return tolls


def replace_count(group: _Victims, count: CountRange) -> _Victims:
    """The same group with another count."""
    return _Victims(group.head, count)


def is_natural(frame: Frame) -> bool:
    """Whether the words put the toll down to something that no party did."""
    view, sentence = frame.view, frame.view.sentence
    causes: set[int] = frame.agent_tokens() | _governing_nouns(frame)
    for child in sentence.children(frame.head):
        if child.dep in {"obl", "nmod", "obl:agent", "nsubj"} and (
            child.dep == "nsubj" or prepositions(sentence, child.i) & {"by", "in", "of", "from", "to", "after", "during", "due", "because"}
        ):
            causes.update(noun_phrase(sentence, child.i))
    causes.update(range(frame.trigger.first, frame.trigger.last + 1))
    modifiers = {child.i for child in sentence.children(frame.head) if child.dep in {"amod", "compound"}}
    return any(view.is_a(i, "natural") for i in causes | modifiers)


def _governing_nouns(frame: Frame) -> set[int]:
    """For a relative clause: its antecedent and the nouns that it hangs on ("an outbreak in the region which killed two")."""
    sentence = frame.view.sentence
    found: set[int] = set()
    for above in (sentence[frame.head], *sentence.ancestors(frame.head)):
        if above.dep == "acl:relcl":
            found.add(above.head)
            found.update(token.i for token in sentence.ancestors(above.head)[:2] if token.pos in {"NOUN", "PROPN"})
            found.update(child.i for i in tuple(found) for child in sentence.children(i) if child.dep in {"compound", "amod"})
            break
    return found


def _effects(frame: Frame) -> tuple[Effect, ...]:
    harm = frame.sense.harm
    if harm != "casualty":
        return (Effect(harm),)
    return (Effect.KILLED, Effect.INJURED)


def _zero(frame: Frame) -> CountRange | None:
    """"No casualties were reported", "nobody was hurt", "without causing injuries"."""
    view, sentence = frame.view, frame.view.sentence
    heads = [frame.head, *(filler.head for filler in (*frame.patients, *frame.agents))]
    around = [sentence[i] for i in heads]
    around += [child for i in heads for child in sentence.children(i) if child.dep in {"det", "case", "advmod", "nummod", "mark"}]
    if frame.trigger.noun:
        around += _governing_negation(frame)
    nones = [token for token in around if token.lower in _NONE or (token.lower in {"any"} and _negated_above(frame))]
    no_one = [token for token in sentence.tokens if token.lower == "one" and token.i and sentence[token.i - 1].lower == "no" and token.i in heads]
    found = nones or no_one
    if not found:
        return None
    words = sorted((*found, sentence[frame.head]), key=lambda token: token.start)
    span = _span(view, words[0].start, words[-1].end)
    return CountRange(low=0, best=0, high=0, words=span.quote, evidence=(span,))


def _governing_negation(frame: Frame) -> list[Token]:
    """The determiners of nouns above a casualty noun: "no reports of casualties", "no immediate word of injuries"."""
    sentence = frame.view.sentence
    found: list[Token] = []
    for above in sentence.ancestors(frame.head)[:2]:
        if above.lemma in {"report", "word", "information", "news", "sign", "indication", "reporting"} or above.lemma in {"cause", "report", "leave"}:
            found.extend(child for child in sentence.children(above.i) if child.dep in {"det", "mark"})
    return found


def _negated_above(frame: Frame) -> bool:
    sentence = frame.view.sentence
    return any(
        child.lower in {"not", "n't", "without"}
        for above in (sentence[frame.head], *sentence.ancestors(frame.head)[:2])
        for child in sentence.children(above.i)
    )


def _who_of_zero(frame: Frame) -> Who:
    kinds = _kinds_of_people(frame.view, noun_phrase(frame.view.sentence, frame.head))
    return Who.CIVILIAN if kinds == {"civilian"} else Who.UNKNOWN


def _groups(frame: Frame) -> list[_Victims]:
    """The counted groups of a toll, by the tree first and by the words around the trigger where the tree gives none."""
    heads = _victim_heads(frame)
    groups = [group for head in heads for group in _counted(frame, head)]
    numbered = [group for group in groups if _quantity_at(frame.view, group.head)]
    return numbered or _by_neighbours(frame) or groups


def _victim_heads(frame: Frame) -> list[int]:
    sentence = frame.view.sentence
    if not frame.trigger.noun:
        if frame.sense.harm == "killed" and sentence[frame.head].lemma in {"die", "perish", "succumb"}:
            return [filler.head for filler in frame.agents] or [filler.head for filler in frame.patients]
        if frame.sense.harm == "displaced" and not frame.patients:
            return [filler.head for filler in frame.agents]
        if frame.sense.harm == "displaced" and not is_passive(sentence, frame.head) and sentence[frame.head].lemma in {"flee", "escape", "leave", "seek", "abandon", "evacuate"}:
            return [filler.head for filler in frame.agents]
        return [filler.head for filler in frame.patients]
    if sentence[frame.head].pos == "ADJ" or frame.view.quantity_of(frame.head):
        return [frame.head]
    found: list[int] = []
    for path in _TOLL_PATHS:
        found.extend(i for i in walk(sentence, frame.head, path, frame.view.lexicon.is_a) if i not in found)
        if any(_quantity_at(frame.view, i) for i in found):
            break
    return [i for i in found if _quantity_at(frame.view, i)]


def _counted(frame: Frame, head: int) -> list[_Victims]:
    """A noun with its number, and those coordinated with it."""
    view = frame.view
    groups = []
    for i in _people_conjuncts(view, head):
        count = _count_at(view, i)
        if count is not None and _counts_people(view, i, frame):
            groups.append(_Victims(i, count))
    return groups


def _people_conjuncts(view: View, head: int) -> list[int]:
    """The coordinated nouns of a victim phrase, without appositions ("17 people, mostly women and children")."""
    sentence = view.sentence
    found = [head]
    for index in found:
        for child in sentence.children(index):
            if child.dep == "conj" and child.pos not in {"VERB", "AUX"} and (_quantity_at(view, child.i) or child.i in _people_tokens(view)):
                found.append(child.i)
    return found


def _people_tokens(view: View) -> set[int]:
    return {hit.last for hit in view.people}


def _quantity_at(view: View, i: int) -> Quantity | None:
    """The number that is token `i` itself or counts it."""
    own = next((q for q in view.quantities if q.core <= i <= q.last), None)
    return own or view.quantity_of(i)


def _count_at(view: View, i: int) -> CountRange | None:
    quantity = _quantity_at(view, i)
    if quantity is not None:
        return quantity.count
    token = view.sentence[i]
    if token.lower in _NONE:
        return None
    people = i in _people_tokens(view) or any(a.head == i for a in view.actors)
    if not people:
        return None
    span = _span(view, token.start, token.end)
    if token.feats.get("Number") == "Plur" or any(c.lower in {"several", "many", "some"} for c in view.sentence.children(i)):
        return CountRange(low=2, best=None, high=None, words=span.quote, evidence=(span,))
    single = any(c.lower in {"a", "an", "another", "his", "her", "the"} for c in view.sentence.children(i) if c.dep.startswith(("det", "nmod:poss")))
    if single and not view.is_a(i, "group_noun") and token.lower not in {"people", "family", "police", "personnel", "staff"}:
        return CountRange(low=1, best=1, high=1, words=span.quote, evidence=(span,))
    return None


def _counts_people(view: View, i: int, frame: Frame) -> bool:
    """Whether what is counted is people: a people noun, a bare number ("killed two"), or the harm word itself."""
    token = view.sentence[i]
    if i == frame.head or token.pos in {"NUM", "ADJ", "DET", "PRON"} or token.lower in {"others", "more", "dozens", "hundreds", "thousands", "scores", "millions"}:
        return True
    if any(hit.last == i for hit in view.things):
        return False
    if i in _people_tokens(view) or view.is_a(i, "people") or any(a.head == i for a in view.actors):
        return True
    return token.feats.get("Number") == "Plur" and token.pos == "PROPN"


def _by_neighbours(frame: Frame) -> list[_Victims]:
    """A number right before or after the harm word, where the tree has gone astray ("leaving 15 dead")."""
    view = frame.view
    passive = not frame.trigger.noun and (is_passive(view.sentence, frame.head) or view.sentence[frame.head].lower.endswith(("ed", "slain")))
    after = [q for q in view.quantities if 0 < q.first - frame.trigger.last <= 2]
    before = [q for q in view.quantities if 0 < frame.trigger.first - q.last <= 8]
    order = (before[-1:] + after[:1]) if frame.trigger.noun or passive else after[:1]
    for quantity in order:
        head = next((hit.last for hit in view.people if quantity.last < hit.last <= quantity.last + 4), quantity.last)
        gap = view.sentence.tokens[quantity.last + 1 : frame.trigger.first]
        if quantity.last < frame.trigger.first and any(t.pos in {"VERB", "SCONJ"} or t.text in ";:" for t in gap):
            continue
        if _counts_people(view, head, frame) and not any(hit.last == quantity.last + 1 for hit in view.things):
            return [_Victims(head, quantity.count)]
    return []


def _counts_both(frame: Frame) -> bool:
    """"killed or wounded 12": one number for two effects says nothing of either alone."""
    if frame.sense.harm == "casualty":
        return True
    sentence = frame.view.sentence
    partners = [t for t in frame.view.triggers if t.head != frame.head and any(s.harm in {"killed", "injured"} for s in t.senses)]
    for partner in partners:
        joined = sentence[partner.head].head == frame.head or sentence[frame.head].head == partner.head
        if not joined or "conj" not in (sentence[partner.head].dep, sentence[frame.head].dep):
            continue
        low, high = sorted((partner.head, frame.head))
        between = sentence.tokens[low + 1 : high]
        if len(between) <= 2 and all(t.lower in {"and", "or", "/", "and/or"} for t in between):
            return True
    return False


def _harm(view: View, effect: Effect, group: _Victims) -> Harm:
    phrase = noun_phrase(view.sentence, group.head, with_conjuncts=False)
    kinds = _kinds_of_people(view, [group.head]) or _kinds_of_people(view, [i for i in phrase if i < group.head])
    actor = any(a.head == group.head for a in view.actors)
    who = Who.COMBATANT if "combatant" in kinds or (actor and not kinds) else Who.CIVILIAN if kinds & {"civilian", "women", "children"} else Who.UNKNOWN
    women = _subgroup(view, group, "women")
    children = _subgroup(view, group, "children")
    return Harm(effect=effect, who=who, count=group.count, women=women, children=children)


def _kinds_of_people(view: View, tokens: Iterable[int]) -> set[str]:
    inside = set(tokens)
    return {hit.value for hit in view.people if hit.last in inside} - {"neutral"}


def _subgroup(view: View, group: _Victims, name: str) -> CountRange | None:
    """The women or children among the victims: the group itself, or "including three children" beside it."""
    if any(hit.value == name and hit.last == group.head for hit in view.people):
        return group.count
    sentence = view.sentence
    subtree = {token.i for token in sentence.subtree(group.head)}
    for hit in view.people:
        if hit.value != name or hit.last == group.head or hit.last <= group.head:
            continue
        near = hit.last in subtree or any(token.lower in _AMONG for token in sentence.tokens[group.head : hit.last])
        if near and any(token.lower in _AMONG for token in sentence.tokens[group.head : hit.last]):
            quantity = view.quantity_of(hit.last)
            if quantity is not None and quantity.first > group.head:
                return quantity.count
    return None


def _span(view: View, start: int, end: int) -> Span:
    at = view.sentence.start
    return Span(start=start, end=end, quote=view.sentence.text[start - at : end - at])


def sum_groups(tolls: Sequence[Harm]) -> CountRange | None:
    """The total of disjoint groups of one effect; open where one of them is."""
    if not tolls:
        return None
    if len(tolls) == 1:
        return tolls[0].count
    def total(values: list[int | None]) -> int | None:
        return None if any(value is None for value in values) else sum(value for value in values if value is not None)
    return CountRange(
        low=total([toll.count.low for toll in tolls]),
        best=total([toll.count.best for toll in tolls]),
        high=total([toll.count.high for toll in tolls]),
        approximate=any(toll.count.approximate for toll in tolls),
        words="; ".join(toll.count.words for toll in tolls),
        evidence=tuple(span for toll in tolls for span in toll.count.evidence),
    )
