"""Frames of one sentence that tell of one act are one group: the verb, its nominal twin and the toll it caused."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from trucewatch.claims.negation import is_negated
from trucewatch.claims.paths import prepositions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.claims.frames import Frame
    from trucewatch.claims.lexicon import Means
    from trucewatch.claims.phrases import PhraseHit
    from trucewatch.claims.view import View
    from trucewatch.language.tokens import Sentence, Token

_BACKGROUND = frozenset({"since", "before", "despite", "until", "amid", "amidst"})
_BESIDE = frozenset({"along", "alongside", "besides"})
_AFTER = frozenset({"after", "following"})
FAR = 6  # steps between a toll and the act that caused it
_ONE_ACT = 4  # steps between two words for one act
_ONE_DEAL = 3
_ONE_TOLL = 5  # steps, or words between, two parts of a toll


@dataclass(frozen=True, slots=True)
class Act:
    """Frames that tell of one act; the first one is the main one, whose kind is the act's."""

    frames: tuple[Frame, ...]
    kind: str

    @property
    def main(self) -> Frame:
        """The frame that speaks for the act."""
        return self.frames[0]

    @property
    def view(self) -> View:
        """The sentence."""
        return self.main.view

    @property
    def also(self) -> frozenset[str]:
        """The kinds that the words would also bear."""
        return frozenset(kind for frame in self.frames for kind in (frame.kind, *frame.sense.also))


def group_frames(frames: Sequence[Frame]) -> list[Act]:
    """Join the frames of one sentence into acts, in text order."""
    parent = list(range(len(frames)))

    for i, frame in enumerate(frames):
        for j in range(i + 1, len(frames)):
            if _same_act(frame, frames[j]) and not _clashing(
                frames, [k for k in range(len(frames)) if _root(parent, k) in (_root(parent, i), _root(parent, j))]
            ):
                parent[_root(parent, j)] = _root(parent, i)
    _attach_tolls(frames, parent)
    groups: dict[int, list[Frame]] = {}
    for i, frame in enumerate(frames):
        groups.setdefault(_root(parent, i), []).append(frame)
    return [_act(group) for group in groups.values()]


def _clashing(frames: Sequence[Frame], members: Sequence[int]) -> bool:
    """Whether the group would hold two acts whose own words name different kinds ("artillery barrages", "air raids")."""
    kinds = {refined_kind(frames[i], (frames[i],)) for i in members if _is_clear(frames[i])}
    return len(kinds) > 1


def _is_clear(frame: Frame) -> bool:
    """Whether the frame's own words fix the kind of violence."""
    if frame.family != "violence" or frame.sense.id in {"damage", "destruction", "repel", "storm"}:
        return False
    if not (frame.sense.vague or frame.sense.refine):
        return True
    return frame.trigger.noun and bool(_own_means(frame))


def _own_means(frame: Frame) -> list[str]:
    """The means among a noun's own modifiers ("artillery barrages")."""
    near = {child.i for child in frame.view.sentence.children(frame.head) if child.dep in {"compound", "amod", "nmod"}}
    return [hit.value.kind for hit in frame.view.means if hit.last in near and hit.value.kind]


def _attach_tolls(frames: Sequence[Frame], parent: list[int]) -> None:
    """A toll belongs to the nearest act of its sentence, if one is near enough and not mere background."""
    acts = [i for i, frame in enumerate(frames) if frame.family == "violence" and not in_background(frame)]
    for i, frame in enumerate(frames):
        if frame.family != "harm" or (frame.kind == "displacement" and not _governed(frames, i, acts)):
            continue
        near = sorted(
            (_distance(frame, frames[j]) + bool(frames[j].sense.harm), j)
            for j in acts
            if not _contains_own_toll(frames, i, j)
            and not _only_dates(frames[j], frame)
            and not _went_before(frame, frames[j])
        )
        if near and near[0][0] <= FAR and _root(parent, i) != _root(parent, near[0][1]):
            parent[_root(parent, i)] = _root(parent, near[0][1])


def _only_dates(act: Frame, toll: Frame) -> bool:
    """Whether an act stands in a clause that only dates the toll ("have been killed since Haftar launched his assault")."""
    sentence = act.view.sentence
    for token in (sentence[act.head], *sentence.ancestors(act.head)):
        if token.dep == "advcl" and prepositions(sentence, token.i) & {"since", "before", "until"}:
            return not _below(sentence, toll.head, token.i)
    return False


def clause_after(frame: Frame) -> int | None:
    """The head of the words "after …" or "in retaliation for …" that a frame stands in: it went before what they hang on."""
    sentence = frame.view.sentence
    for token in (sentence[frame.head], *sentence.ancestors(frame.head)):
        if token.is_root:
            return None
        if token.dep in {"advcl", "obl", "nmod"} and prepositions(sentence, token.i) & _AFTER:
            return token.i
        if frame.view.is_a(token.head, "answering") and prepositions(sentence, token.i) & {"for", "to", "of"}:
            return token.i
    return None


def _went_before(toll: Frame, act: Frame) -> bool:
    """Whether a toll only stands in a clause that says after what the act came ("bombed Rafah after two soldiers were killed")."""
    sentence = toll.view.sentence
    for token in (sentence[toll.head], *sentence.ancestors(toll.head)):
        if token.i == act.head:
            return False
        if token.dep == "advcl" and prepositions(sentence, token.i) & {"after", "since"}:
            return not _below(sentence, act.head, token.i)
    first = clause_after(toll)
    return first is not None and first != clause_after(act) and not _below(sentence, act.head, first)


def _governed(frames: Sequence[Frame], harm: int, acts: Sequence[int]) -> bool:
    """Whether a displacement is told as the act's own effect ("…, displacing 3,000"), without a subject of its own."""
    sentence = frames[harm].view.sentence
    own = any(child.dep.startswith("nsubj") for child in sentence.children(frames[harm].head))
    return (
        not own
        and sentence[frames[harm].head].dep in {"advcl", "xcomp", "conj"}
        and any(_below(sentence, frames[harm].head, frames[j].head) for j in acts)
    )


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        i = parent[i]
    return i


def _contains_own_toll(frames: Sequence[Frame], harm: int, act: int) -> bool:
    """Whether the act lies beyond another act of the same sentence that already governs this toll."""
    sentence = frames[harm].view.sentence
    between = {token.i for token in sentence.path(frames[harm].head, frames[act].head)[1:-1]}
    return any(frame.head in between and frame.family == "violence" for frame in frames)


def _distance(one: Frame, other: Frame) -> int:
    """Steps through the tree, a step into or out of reported speech counting for three."""
    path = one.view.sentence.path(one.head, other.head)
    if not path:
        return FAR + 1
    return sum(
        3 if step.dep in {"ccomp", "parataxis"} and step.i not in (one.head, other.head) else 1 for step in path[1:]
    )


def _same_act(one: Frame, other: Frame) -> bool:
    """Whether two frames of one sentence tell of the same act, leaving tolls aside."""
    if "harm" in (one.family, other.family):
        return one.family == other.family and _joined_tolls(one, other)
    if one.family != other.family:
        return False
    sentence = one.view.sentence
    lower, upper = (other, one) if _below(sentence, other.head, one.head) else (one, other)
    if not _below(sentence, lower.head, upper.head):
        return False
    if one.family == "accord":
        return _same_accord(lower, upper)
    if not _compatible(one, other) or in_background(lower):
        return False
    return _tells_same(lower, upper)


def _compatible(one: Frame, other: Frame) -> bool:
    kinds_one, kinds_other = {one.kind, *one.sense.also}, {other.kind, *other.sense.also}
    return one.kind in kinds_other or other.kind in kinds_one


def _tells_same(lower: Frame, upper: Frame) -> bool:
    """A noun among the verb's arguments, or a participle without an agent of its own."""
    sentence = lower.view.sentence
    token = sentence[lower.head]
    chain = _chain(sentence, lower.head, upper.head)
    if _is_means(lower, upper):
        return True
    if len(chain) > _ONE_ACT or any(step.dep in {"ccomp", "parataxis"} for step in chain):
        return False
    if token.dep == "conj" and chain[0].head == upper.head:
        return lower.sense.id in {"damage", "destruction"} or (
            not lower.trigger.noun and lower.sense.id == upper.sense.id == "hit_verb" and not lower.patients
        )
    if any(step.dep == "conj" for step in chain):
        return False
    if lower.trigger.noun:
        before = clause_after(lower)
        if before is not None and before != clause_after(upper):
            return False
        return not prepositions(sentence, lower.head) & (_AFTER | _BESIDE) and not _is_beside(
            sentence, lower.trigger.first
        )
    if any(step.dep in {"advcl", "acl", "xcomp", "acl:relcl", "advcl:relcl"} for step in chain):
        own_agent = any(
            filler.rule in {"subject", "by-phrase"} and not _relative(sentence[filler.head], upper)
            for filler in lower.agents
        )
        return not own_agent or upper.head in {filler.head for filler in lower.agents}
    return False


def _is_means(lower: Frame, upper: Frame) -> bool:
    """A verb and the noun that says by what: "struck the city and its outskirts *with four raids*", however it is parsed."""
    view = lower.view
    if not lower.trigger.noun or upper.trigger.noun or lower.head < upper.head:
        return False
    if "with" not in prepositions(view.sentence, lower.head) or _is_beside(view.sentence, lower.trigger.first):
        return False
    between = range(upper.head + 1, lower.head)
    return not any(view.sentence[i].pos == "VERB" and view.sentence[i].dep not in {"acl", "amod"} for i in between)


def _is_beside(sentence: Sentence, first: int) -> bool:
    """Whether a noun phrase is set beside the act: "along with artillery barrages"."""
    before = [token.lower for token in sentence.tokens[max(0, first - 4) : first]]
    return any(pair in {("along", "with"), ("together", "with"), ("addition", "to")} for pair in pairwise(before))


def _relative(token: Token, upper: Frame) -> bool:
    return token.i == upper.head


def _same_accord(lower: Frame, upper: Frame) -> bool:
    """A deal under the verb that makes, breaks or ends it; talks under a verb of meeting."""
    sentence = lower.view.sentence
    chain = _chain(sentence, lower.head, upper.head)
    if any(step.dep == "acl" and lower.view.is_a(step.head, "truce") for step in chain):
        return upper.kind.startswith("ceasefire") and not _has_own_time(lower)
    if len(chain) > _ONE_DEAL or any(step.dep in {"ccomp", "advcl", "acl:relcl", "parataxis"} for step in chain):
        return False
    return lower.kind == upper.kind or (lower.sense.id == "truce_named" and upper.kind.startswith("ceasefire"))


def _has_own_time(frame: Frame) -> bool:
    """Whether a participle is dated for itself ("the truce, signed on Saturday, takes effect …")."""
    below = {token.i for token in frame.view.sentence.subtree(frame.head)}
    return any(time.first in below for time in frame.view.times)


def _joined_tolls(one: Frame, other: Frame) -> bool:
    """Killed and wounded of one clause: coordinated, or one inside the other's clause; killed and displaced if coordinated."""
    path = one.view.sentence.path(one.head, other.head)
    if one.kind != other.kind:
        return len(path) == 2 and any(step.dep == "conj" for step in path)  # noqa: PLR2004 - head and conjunct
    if 0 < len(path) <= _ONE_TOLL and not any(step.dep in {"ccomp", "parataxis", "acl:relcl"} for step in path):
        return True
    between = one.view.sentence.tokens[one.trigger.last + 1 : other.trigger.first]
    return 0 < len(between) <= _ONE_TOLL and not any(
        token.pos in {"VERB", "AUX", "SCONJ"} or token.text in ";." for token in between
    )


def _below(sentence: Sentence, i: int, j: int) -> bool:
    return any(token.i == j for token in sentence.ancestors(i))


def _chain(sentence: Sentence, i: int, j: int) -> list[Token]:
    """The tokens from `i` up to, but without, its ancestor `j`."""
    chain = [sentence[i]]
    for above in sentence.ancestors(i):
        if above.i == j:
            break
        chain.append(above)
    return chain


def in_background(frame: Frame) -> bool:
    """Whether the act is only what another one is dated or set off by ("since the strikes", "despite the truce")."""
    sentence = frame.view.sentence
    for token in (sentence[frame.head], *sentence.ancestors(frame.head)):
        if prepositions(sentence, token.i) & _BACKGROUND and token.pos in {"NOUN", "PROPN"}:
            return True
        if token.pos == "VERB":
            return False
    return False


def is_stopped(act: Act, acts: Sequence[Act]) -> bool:
    """Whether an act of violence is only what another one ended ("halted air strikes")."""
    above = {token.i for token in act.view.sentence.ancestors(act.main.head)}
    return act.main.trigger.noun and any(
        other.main.sense.id in {"firing_stops", "repel"} and other.main.head in above and other is not act
        for other in acts
    )


def _act(frames: Sequence[Frame]) -> Act:
    """Order the frames by how much they say of the kind, and refine the kind by the means told."""
    ranked = sorted(frames, key=_weight)
    main = ranked[0]
    kind = refined_kind(main, frames)
    return Act((main, *(frame for frame in frames if frame is not main)), kind)


def _weight(frame: Frame) -> tuple[int, int, int]:
    toll = frame.family == "harm"
    vague = frame.sense.refine or frame.sense.vague
    result = frame.sense.id in {"damage", "destruction"}
    made = frame.kind == "ceasefire_agreed"
    return (int(toll), int(result) * 2 + int(vague) + int(made), frame.head)


def refined_kind(main: Frame, frames: Sequence[Frame]) -> str:
    """The kind of an act whose word is vague, from the carrier or weapon named in its clause."""
    if main.family == "harm" and main.sense.harm in {"killed", "injured"}:
        return _killers_kind(frames) or main.kind
    if main.sense.id == "shoot_down":
        return _shot_down_kind(main)
    if not main.sense.refine:
        return main.kind
    for frame in (main, *frames):
        kinds = _means_kinds(frame)
        if kinds:
            return kinds[0]
    return main.kind


def _shot_down_kind(main: Frame) -> str:
    """What was shot down tells which attack was met: drones, missiles; an aircraft that is downed is attacked itself."""
    flown = [hit.value for hit in main.view.means if {"drone", "munition"} & hit.value.classes]
    return flown[0].kind if flown else main.kind


def _killers_kind(frames: Sequence[Frame]) -> str:
    """The kind of a killing told with its means ("killed by a drone") or with the party that did it; else empty."""
    for frame in frames:
        agents = frame.agent_tokens()
        if (
            not agents
            or is_negated(frame)
            or frame.view.sentence[frame.head].lemma in {"die", "perish", "succumb", "flee"}
        ):
            continue
        if any(frame.view.is_a(f.head, "campaign") for f in frame.agents):
            continue
        kinds = [hit.value.kind for hit in frame.view.means if hit.last in agents and hit.value.kind]
        if kinds:
            return kinds[0]
        heads = {f.head for f in frame.agents}
        things = {hit.last for hit in frame.view.things}
        armed = [actor for actor in frame.view.actors_in(agents) if actor.head in heads - things]
        if armed and not frame.trigger.noun:
            return "attack"
    return ""


def _is_planted(frame: Frame, hit: PhraseHit[Means]) -> bool:
    """As in "a bomb exploded at a rally": a plain bomb that nothing flew or dropped was laid there."""
    view = frame.view
    if frame.sense.id not in {"blast", "explosion"} or hit.value.id != "bomb" or hit.first != hit.last:
        return False
    flown = any({"aircraft", "drone"} & other.value.classes for other in view.means)
    return not flown and not any(token.lemma.lower() in {"drop", "air"} for token in view.sentence)


def _means_kinds(frame: Frame) -> list[str]:
    """Kinds by the means of the clause: a noun's own first, then the agent's, those of "with" and "by", what was fired."""
    view = frame.view
    own = _own_means(frame) if frame.trigger.noun else []
    if own:
        return own
    agent, patient = frame.agent_tokens(), frame.patient_tokens()
    fires = frame.sense.id in {"fire_verb", "drop_bombs", "bombardment"}
    ranked = []
    for hit in view.means:
        kind = "bombing" if _is_planted(frame, hit) else hit.value.kind
        if not kind or hit.last not in frame.clause | agent | patient:
            continue
        if hit.last in agent:
            rank = 0
        elif hit.last in patient:
            if not fires:
                continue
            rank = 1
        else:
            rank = 2
        if kind != "bombing" or frame.sense.id != "strike_noun":
            ranked.append((rank, hit.first, kind))
    flown = any(rank == 0 and kind in {"air_strike", "drone_strike"} for rank, _, kind in ranked)
    if fires and not flown and any(kind in {"shelling", "shooting"} and rank == 1 for rank, _, kind in ranked):
        ranked.sort(key=lambda item: (item[0] != 1, item[1]))
    return [kind for _, _, kind in sorted(ranked)]
