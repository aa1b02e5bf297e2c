"""Which of a sentence's places an act has, and as what: where it was, what it came from, what it was near."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.claims.beside import is_home, is_of_saying, may_be_home
from trucewatch.claims.contrast import is_contrasted
from trucewatch.claims.distance import is_apart, is_measured_from
from trucewatch.claims.mentions.actors import Form
from trucewatch.claims.paths import prepositions
from trucewatch.model.place import PlaceRole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from trucewatch.claims.acts import Act
    from trucewatch.claims.view import ActorMention, PlaceMentionAt, View
    from trucewatch.model.place import PlaceRef

COUNTRY = 6  # the precision code of a whole country (UCDP GED `where_prec`)
_NOT_HERE = frozenset({"acl:relcl", "ccomp", "parataxis"})


def places_of(
    act: Act, others: Sequence[Act], refs: Sequence[PlaceRef], containers: frozenset[int], quiet: AbstractSet[int]
) -> tuple[PlaceRef, ...]:
    """The act's places with their roles; containers and countries go where something finer is named.

    `quiet` are the tokens that name and describe sources: a place among them is where the speaker is from.
    """
    view = act.view
    found: list[tuple[PlaceMentionAt, PlaceRef]] = []
    own = {i for frame in act.frames if frame.family in {"violence", "movement"} for i in frame.patient_tokens()}
    for place in view.places:
        ref = refs[place.number]
        if place.first in quiet or _is_party(view, act, place, ref) or is_home(act, place):
            continue
        if is_contrasted(view, view.sentence.head_of(place.first, place.last)):
            continue
        if _is_aside(act, place) or _is_quoted(view, act.main.head) != _is_quoted(view, place.first):
            continue
        if place.first in own or _nearest(act, others, place):
            found.append((place, replace(ref, role=_role(act, place))))
    return _finest(_without_bystanders(act, found), containers)


def _without_bystanders(
    act: Act, found: Sequence[tuple[PlaceMentionAt, PlaceRef]]
) -> list[tuple[PlaceMentionAt, PlaceRef]]:
    """Without where a speaker spoke, where those hit live, and what another place's distance is told from."""
    if act.main.family == "accord":
        return list(found)
    sentence = act.view.sentence
    heads = {place.number: sentence.head_of(place.first, place.last) for place, _ in found}
    kept = [(place, ref) for place, ref in found if not is_of_saying(act, heads[place.number])]
    here = [place for place, ref in kept if ref.role is not PlaceRole.ORIGIN]

    def is_beside(place: PlaceMentionAt) -> bool:
        others = [other for other in here if other is not place]
        return bool(others) and (
            may_be_home(act, place)
            or is_of_saying(act, heads[place.number], alone=False)
            or is_measured_from(act.view, place, others)
        )

    return [(place, ref) for place, ref in kept if not is_beside(place)]


def _is_quoted(view: View, i: int) -> bool:
    """Whether a token stands within quotation marks: what is quoted and what frames it tell of different places."""
    return sum(token.text == '"' for token in view.sentence.tokens[:i]) % 2 == 1


def _is_aside(act: Act, place: PlaceMentionAt) -> bool:
    """Whether a place stands in a relative clause that tells of something else ("the M4, which links Aleppo and Latakia")."""
    sentence = act.view.sentence
    above = {token.i for frame in act.frames for token in (sentence[frame.head], *sentence.ancestors(frame.head))}
    for token in (
        sentence[act.view.sentence.head_of(place.first, place.last)],
        *sentence.ancestors(act.view.sentence.head_of(place.first, place.last)),
    ):
        if token.i in above:
            return False
        if token.dep == "acl:relcl":
            return True
    return False


def _is_party(view: View, act: Act, place: PlaceMentionAt, ref: PlaceRef) -> bool:
    """A country that acts, or whose forces or leader are named, is a party here and no place."""
    for actor in view.actors:
        if actor.first <= place.first <= actor.last and actor.id:
            if _is_subject_elsewhere(view, act, actor):
                return True
            if actor.head > actor.last or not ref.code or ref.code < COUNTRY:
                return actor.head > actor.last or act.main.family == "accord"
            return not prepositions(view.sentence, actor.head) & {
                "in",
                "across",
                "inside",
                "over",
                "on",
                "into",
                "from",
            }
    return False


def _is_subject_elsewhere(view: View, act: Act, actor: ActorMention) -> bool:
    """As in "…; Baku apologised": a capital that does something beside the act is a government."""
    token = view.sentence[actor.head]
    verb = view.sentence.head(actor.head)
    own = {frame.head for frame in act.frames} | {
        i for frame in act.frames for i in range(frame.trigger.first, frame.trigger.last + 1)
    }
    suffering = view.is_a(verb.i, "undergo") or view.is_a(verb.i, "happen")
    return (
        actor.form is Form.SEAT and token.dep == "nsubj" and verb.pos == "VERB" and verb.i not in own and not suffering
    )


def distance(act: Act, place: PlaceMentionAt) -> int:
    """Steps from the act's nearest trigger to the place; a clause border on the way costs three."""
    sentence = act.view.sentence
    head = act.view.sentence.head_of(place.first, place.last)
    best = 100
    for frame in act.frames:
        path = sentence.path(frame.head, head)
        if path:
            between = [token for token in path[1:-1] if token.dep != "conj" or token.pos == "VERB"]
            best = min(best, sum(4 if token.dep in _NOT_HERE else 1 for token in between) + 1)
    return best


def _nearest(act: Act, others: Sequence[Act], place: PlaceMentionAt) -> bool:
    own = distance(act, place)
    return all(own <= distance(other, place) or not _claims_places(other) for other in others if other is not act)


def _claims_places(act: Act) -> bool:
    """Accusations, demands and tolls without an act leave a place to the act beside them."""
    return act.main.family in {"violence", "movement"} or act.kind in {"talks", "displacement", "casualties"}


def _role(act: Act, place: PlaceMentionAt) -> PlaceRole:
    view, sentence = act.view, act.view.sentence
    if act.kind == "talks":
        return PlaceRole.VENUE
    if is_apart(view, place):
        return PlaceRole.NEAR
    at = sentence.head_of(place.first, place.last)
    heads = {frame.head for frame in act.frames}
    for token in (sentence[at], *sentence.ancestors(at)):
        if token.i in heads:
            break
        marks = prepositions(sentence, token.i)
        if "from" in marks and act.kind not in {"withdrawal", "displacement"}:
            return PlaceRole.ORIGIN
        if "near" in marks and token.i == at:
            return PlaceRole.NEAR
    return PlaceRole.LOCATION


def _finest(found: Sequence[tuple[PlaceMentionAt, PlaceRef]], containers: frozenset[int]) -> tuple[PlaceRef, ...]:
    """Drop what only says where another of the act's places lies, and countries beside finer places."""
    own = [(place, ref) for place, ref in found if place.number not in containers]
    refs = finest([ref for _, ref in own or found])
    unique: dict[tuple[str, str], PlaceRef] = {}
    for ref in refs:
        unique.setdefault((ref.id or ref.text, ref.role), ref)
    return tuple(unique.values())


def finest(refs: Sequence[PlaceRef]) -> tuple[PlaceRef, ...]:
    """Without whole countries where something finer is named, and without what an act is near to where it is in it."""
    here = {ref.id for ref in refs if ref.id and ref.role is PlaceRole.LOCATION}
    told = tuple(ref for ref in refs if ref.role is not PlaceRole.NEAR or ref.id not in here)
    return tuple(ref for ref in told if not _is_country(ref)) or told


def _is_country(ref: PlaceRef) -> bool:
    """A whole country, or a quarter of one ("northwest Syria")."""
    return ref.code == COUNTRY or (bool(ref.admin) and ref.name == ref.admin[0])
