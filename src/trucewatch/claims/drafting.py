"""From the acts of one sentence to drafts: every field with its evidence and the rule that gave it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.claims.acts import Act, group_frames, in_background, is_stopped
from trucewatch.claims.aimed import is_hit, is_land
from trucewatch.claims.causes import is_beside_the_war, is_mere_collapse
from trucewatch.claims.contrast import is_contrasted
from trucewatch.claims.counting import counts_of
from trucewatch.claims.denials import fold_denials
from trucewatch.claims.draft import Draft
from trucewatch.claims.frames import read_frames
from trucewatch.claims.harm import is_nobody_hurt, tolls_of_frames
from trucewatch.claims.mentions.quantities import span_of
from trucewatch.claims.paths import is_passive, prepositions
from trucewatch.claims.scope import scope_of
from trucewatch.claims.speech import sources_of
from trucewatch.claims.stance import stance_of
from trucewatch.claims.when import date_of, is_day_elsewhere
from trucewatch.claims.where import places_of
from trucewatch.claims.worth import is_worth_telling
from trucewatch.model.claim import ActorRef, Stance, ThingRef, Trace
from trucewatch.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trucewatch.claims.frames import Filler, Frame, RoleRules
    from trucewatch.claims.mentions.actors import ActorBook
    from trucewatch.claims.view import ActorMention, View
    from trucewatch.dates.anchoring import CalendarEvent
    from trucewatch.model.claim import SourceRef
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.time import DateInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a document lends to each of its sentences."""

    book: ActorBook
    rules: RoleRules
    refs: Sequence[PlaceRef]
    containers: frozenset[int]
    published: DateInterval
    calendar: Sequence[CalendarEvent]
    subjects: Mapping[int, ActorRef]
    days: Sequence[tuple[int, DateInterval]]
    spoken: frozenset[int]


def drafts_of(view: View, around: Surroundings, previous: DateInterval | None) -> list[Draft]:
    """The claims in the making that one sentence holds, in text order."""
    frames = [
        frame
        for frame in read_frames(view, around.rules)
        if not (frame.family == "harm" and is_beside_the_war(frame)) and not is_mere_collapse(frame)
    ]
    acts = group_frames(frames)
    told = [(act, stance) for act in acts if (stance := stance_of(act)) is not None]
    drafts = []
    for act, stance in told:
        if _is_hidden(act, [other for other, _ in told]) or is_stopped(act, acts):
            continue
        draft = _draft(act, acts, stance, around, previous)
        if is_worth_telling(draft, act):
            drafts.append(draft)
    return fold_denials(sorted(drafts, key=lambda draft: draft.head))


_DESCRIBING = frozenset({"storm", "advance", "damage", "destruction", "deploy"})
_SWALLOWING = frozenset({"threat", "demand", "pledge", "admission"})


def _is_hidden(act: Act, acts: Sequence[Act]) -> bool:
    """What is threatened, demanded or pledged is part of the threat, not an act beside it."""
    sentence = act.view.sentence
    above = {token.i for token in sentence.ancestors(act.main.head)}
    if act.kind in {"accusation", "ceasefire_violated"} and _tells_more(act, acts):
        return True
    if act.kind == "ceasefire_violated" and act.view.sentence.head(act.main.head).lemma in {
        "continue",
        "keep",
        "persist",
    }:
        return True
    return (
        _is_described(act)
        or (in_background(act.main) and act.main.trigger.noun and act.main.family != "violence")
        or any(
            other is not act and other.kind in _SWALLOWING and other.main.head in above and act.kind != "admission"
            for other in acts
        )
    )


def _tells_more(act: Act, acts: Sequence[Act]) -> bool:
    """Whether the sentence tells the very act that is charged: then the charge adds only who says so."""
    sentence = act.view.sentence
    for other in acts:
        if other.main.family != "violence" or stance_of(other) is not Stance.ASSERTED:
            continue
        if other.main.trigger.noun and not other.main.agents:
            continue
        below = any(token.i == act.main.head for token in sentence.ancestors(other.main.head))
        if below or act.kind == "ceasefire_violated":
            return True
    return False


def _is_described(act: Act) -> bool:
    """A bare participle that only says which place is meant ("areas recaptured from the opposition")."""
    main = act.main
    token = main.view.sentence[main.head]
    if main.trigger.noun or token.dep not in {"acl", "advcl"} or main.sense.id not in _DESCRIBING:
        return False
    told = {filler.rule for filler in main.agents} & {"by-phrase"}
    return is_passive(main.view.sentence, main.head) and not told and len(act.frames) == 1


def _draft(act: Act, acts: Sequence[Act], stance: Stance, around: Surroundings, previous: DateInterval | None) -> Draft:
    view, main = act.view, act.main
    sources = sources_of(act, around.book.id_of)
    quiet = _speaking(view, sources)
    when = date_of(act, acts, around.published, previous, around.calendar)
    harm = tolls_of_frames(act.frames)
    agents, targets = _sides(act, around, quiet)
    if main.sense.harm and is_nobody_hurt(main):
        agents, harm = (agents, ()) if stance is Stance.DENIED else ((), harm)
    head = view.sentence[main.head]
    return Draft(
        kind=act.kind,
        family=view.lexicon.families[act.kind],
        also=act.also,
        scope=scope_of(act, when, harm, around.published),
        stance=stance,
        sentence=view.number,
        paragraph=view.paragraph,
        role=view.role,
        head=head.start,
        definite=_is_definite(main),
        verbal=not main.trigger.noun or _has_light_verb(main),
        dated=when.is_known,
        continuing=any(view.is_a(token.i, "continuing") for token in view.sentence.tokens),
        pronoun=_by_pronoun(act),
        earlier=_is_earlier(main) or is_day_elsewhere(act),
        another=any(
            view.sentence[filler.head].lower in {"another", "one", "others", "second", "third"}
            for filler in main.agents
        ),
        risen=any(view.is_a(token.i, "rise") for token in view.sentence.tokens) and bool(harm),
        when=when,
        actors=agents,
        targets=tuple(target for target in targets if target.id and target.id not in {agent.id for agent in agents}),
        where=places_of(act, acts, around.refs, around.containers, quiet),
        objects=_objects(act),
        weapons=_weapons(act),
        counts=counts_of(act),
        harm=harm,
        sources=sources,
        evidence=(Span(start=view.sentence.start, end=view.sentence.end, quote=view.sentence.text),),
        trace=_trace(act),
    )


def _speaking(view: View, sources: Sequence[SourceRef]) -> frozenset[int]:
    """The tokens that name a source, and what is said of it ("…, whose network covers the air base near Latakia")."""
    sentence = view.sentence
    triggers = {trigger.head for trigger in view.triggers}
    found: set[int] = set()
    for span in (span for source in sources for span in source.evidence):
        named = [token.i for token in sentence.covering(span.start, span.end)]
        found.update(named)
        for i in named:
            below = {token.i for token in sentence.subtree(i)}
            if not below & triggers:
                found.update(below)
    return frozenset(found)


_MUTUAL = frozenset(
    {"talks", "armed_clash", "ceasefire_agreed", "ceasefire_begins", "ceasefire_ends", "patrol", "patrol_suspended"}
)


def _sides(act: Act, around: Surroundings, quiet: frozenset[int]) -> tuple[tuple[ActorRef, ...], tuple[ActorRef, ...]]:
    """Who did it and to whom; whoever shot a weapon down is the one that its strike was aimed at."""
    heard = act.main.family != "accord" or act.kind in _MUTUAL
    agents = _parties(act, around, quiet if heard else frozenset(), agents=True)
    targets = _addressees(act, around, agents) or _parties(act, around, quiet, agents=False)
    if act.main.sense.id == "shoot_down" and act.kind != act.main.sense.kind:
        return (), tuple(agent for agent in agents if agent.id)
    return agents, targets


def _parties(act: Act, around: Surroundings, quiet: frozenset[int], *, agents: bool) -> tuple[ActorRef, ...]:
    """The parties in one role, the main frame's first; an accord's parties all stand among the agents."""
    found: dict[str, ActorRef] = {}
    mutual = act.kind in _MUTUAL
    for frame in act.frames:
        if frame.family == "harm" and agents:
            tokens = _harm_agents(frame)
        else:
            tokens = _role_tokens(frame, agents=agents, mutual=mutual)
        for mention in _without_backers(frame.view, tokens):
            if is_contrasted(frame.view, mention.head):
                continue
            if _plays(mention, frame, agents=agents) and (
                mention.first not in quiet or (agents and not mutual) or mention.first in frame.agent_tokens()
            ):
                ref = _reference(mention, frame.view, around)
                found.setdefault(ref.id or ref.name.lower(), ref)
        if found and not agents:
            break
    known = {key: ref for key, ref in found.items() if ref.id}
    return tuple((known or found).values())


def _without_backers(view: View, tokens: set[int]) -> Iterator[ActorMention]:
    """The parties in these tokens; in place of one that only somebody else is allied with, those who are."""
    for mention in view.actors_in(tokens):
        sided = view.sided_with(mention)
        if sided is None:
            yield mention
        else:
            yield from (other for other in view.actors if other.head == sided)


_ADDRESSING = frozenset({"threat", "demand", "accusation", "admission"})


def _addressees(act: Act, around: Surroundings, agents: Sequence[ActorRef]) -> tuple[ActorRef, ...]:
    """Whom a threat, a demand or an accusation is turned to: the known parties named behind its verb."""
    if act.kind not in _ADDRESSING:
        return ()
    view, head = act.view, act.main.head
    below = {token.i for token in view.sentence.subtree(head) if token.i > head}
    found = {
        ref.id: ref
        for mention in view.actors_in(below)
        if mention.id and not is_land(view, mention)
        for ref in (_reference(mention, view, around),)
        if ref.id not in {agent.id for agent in agents}
    }
    return tuple(found.values())[:2]


def _harm_agents(frame: Frame) -> set[int]:
    """Who killed: the subject of an active verb, or the one behind "by"; never the victims."""
    fillers = [
        filler for filler in frame.agents if frame.view.sentence[frame.head].lemma not in {"die", "flee", "perish"}
    ]
    return frame.tokens_of(fillers)


def _role_tokens(frame: Frame, *, agents: bool, mutual: bool) -> set[int]:
    if mutual:
        if not agents:
            return set()
        return (frame.agent_tokens() | frame.patient_tokens() | set(frame.clause)) - _mediators(frame)
    return frame.agent_tokens() if agents else frame.patient_tokens()


def _mediators(frame: Frame) -> set[int]:
    """The tokens below "brokered by", "proposed by": whoever brought a truce about is no side of it."""
    sentence = frame.view.sentence
    return {
        below.i
        for token in sentence.tokens
        if token.lemma in {"broker", "mediate", "propose", "facilitate", "sponsor", "host"}
        for child in sentence.children(token.i)
        if child.dep in {"obl", "obl:agent"}
        for below in sentence.subtree(child.i)
    }


def _plays(mention: ActorMention, frame: Frame, *, agents: bool) -> bool:
    """Whether a party named in a role's phrase really has that role."""
    view = frame.view
    if agents:
        return frame.family not in {"violence", "harm"} or not is_hit(view, mention)
    if frame.family == "violence" and view.is_a(mention.head, "people") and not view.is_a(mention.head, "force"):
        return False
    return not (frame.family == "violence" and is_land(view, mention))


def _reference(mention: ActorMention, view: View, around: Surroundings) -> ActorRef:
    at = view.sentence.start
    words = view.sentence.text[mention.start - at : mention.end - at]
    name = around.book.name(mention.id) if mention.id else words
    return ActorRef(
        id=mention.id, name=name, text=words, evidence=(Span(start=mention.start, end=mention.end, quote=words),)
    )


def _objects(act: Act) -> tuple[ThingRef, ...]:
    tokens = {i for frame in act.frames for i in frame.patient_tokens() | set(frame.clause)}
    return tuple(
        ThingRef(id=hit.value.id, text=span.quote, evidence=(span,))
        for hit in act.view.things
        if hit.last in tokens and act.main.family in {"violence", "harm"}
        for span in (span_of(act.view.sentence, hit.first, hit.last),)
    )


def _weapons(act: Act) -> tuple[ThingRef, ...]:
    tokens = {i for frame in act.frames for i in frame.clause | frame.agent_tokens() | frame.patient_tokens()}
    return tuple(
        ThingRef(id=hit.value.id, text=span.quote, evidence=(span,))
        for hit in act.view.means
        if hit.last in tokens
        for span in (span_of(act.view.sentence, hit.first, hit.last),)
    )


def _has_light_verb(frame: Frame) -> bool:
    """A noun that a light verb makes an event of ("carried out raids", "came under fire")."""
    token = frame.view.sentence[frame.head]
    while token.dep == "nmod" and frame.view.is_a(token.head, "carrier"):
        token = frame.view.sentence[token.head]
    if token.is_root or token.dep not in {"obj", "obl", "nsubj:pass", "nsubj"} or _is_definite(frame):
        return False
    if frame.view.is_a(token.head, "happen"):
        return True
    return token.dep != "nsubj" and (frame.view.is_a(token.head, "light") or frame.view.is_a(token.head, "undergo"))


def _is_definite(frame: Frame) -> bool:
    """A noun that takes up what was told before ("the strikes", "these thirty raids", "the latest attack")."""
    if not frame.trigger.noun:
        return False
    sentence = frame.view.sentence
    return any(
        c.lower in {"the", "this", "these", "those", "that"} for c in sentence.children(frame.head) if c.dep == "det"
    )


def _by_pronoun(act: Act) -> bool:
    """Whether the agent is only "it", "they" or "the group"."""
    view = act.view
    for filler in act.main.agents:
        token = view.sentence[filler.head]
        if any(child.lower in {"its", "their", "his"} for child in view.sentence.children(filler.head)):
            return True
        if token.lower in {"it", "they", "he"} or (
            view.is_a(filler.head, "group_noun") and _has_the(view, filler.head)
        ):
            return True
    return False


def _is_earlier(frame: Frame) -> bool:
    """Told in the past perfect, or as what somebody is accused of, no day of its own given."""
    sentence = frame.view.sentence
    token = sentence[frame.head]
    if "of" in prepositions(sentence, token.i) and frame.view.is_a(token.head, "accusing") and not frame.trigger.noun:
        return True
    return any(child.lower == "had" and child.dep.startswith("aux") for child in sentence.children(frame.head))


def _has_the(view: View, i: int) -> bool:
    return any(child.lower in {"the", "this"} for child in view.sentence.children(i) if child.dep == "det")


def _trace(act: Act) -> tuple[Trace, ...]:
    """The trigger and rule behind the kind, and the rule behind each party."""
    view = act.view
    found = [
        Trace(
            field="kind",
            rule=frame.sense.id,
            path="",
            span=span_of(view.sentence, frame.trigger.first, frame.trigger.last),
        )
        for frame in act.frames
    ]
    for frame in act.frames:
        for role, fillers in (("actors", frame.agents), ("targets", frame.patients)):
            found.extend(_filled(role, view, filler) for filler in fillers)
    return tuple(found)


def _filled(role: str, view: View, filler: Filler) -> Trace:
    return Trace(
        field=role,
        rule=filler.rule,
        path=view.sentence[filler.head].dep,
        span=span_of(view.sentence, filler.head, filler.head),
    )
