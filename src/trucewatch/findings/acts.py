"""Whether an article speaks of a reported act: what a report leaves untold is never filled in from what is likely."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from trucewatch.findings.wording import opposed
from trucewatch.language.phrases import listed
from trucewatch.model.agreement import Form
from trucewatch.model.finding import Answer, Tested
from trucewatch.model.incident import Bearing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.model.agreement import Article
    from trucewatch.model.incident import Incident
    from trucewatch.packs.agreements.acts import ActGroups
    from trucewatch.packs.circles import Circles, Days
    from trucewatch.packs.merged import Packs


class Sense(StrEnum):
    """What an act is to an article: something it bans, or its duty done, done after the day due, or not done."""

    BANNED = "banned"
    DONE = "done"
    LATE = "late"
    BROKEN = "broken"


_EFFECTS = frozenset({"property_damage"})
"""Told by what it left behind: houses may be pulled down or set alight where nobody attacks."""
PARTS = frozenset({"shooting"})
"""Kinds that tell the means, but not what the act was part of; asked only where no article names the kind itself."""
_MINES = re.compile(r"(?:land|sea)?mines?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActBook:
    """What is needed to read acts. `means` are the ids of weapons by the kind of act that they stand for.

    `labels` are the kinds' names, `names` those of actors.
    """

    groups: ActGroups
    means: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]
    names: Mapping[str, str]
    circles: Circles

    @classmethod
    def of(cls, packs: Packs, groups: ActGroups, circles: Circles) -> ActBook:
        """What the packs know of acts."""
        means: dict[str, set[str]] = {}
        for weapon in packs.lexicon("weapons"):
            if "means" in weapon:
                means.setdefault(weapon["means"], set()).add(weapon["id"])
        return cls(
            groups=groups,
            means={kind: frozenset(ids) for kind, ids in means.items()},
            labels={kind.id: kind.label for kind in packs.kinds.values()},
            names={actor.id: actor.name for actor in packs.actors.values()},
            circles=circles,
        )

    def label(self, kind: str) -> str:
        """A kind's name."""
        return self.labels.get(kind, kind)


def test_act(article: Article, incident: Incident, book: ActBook) -> Tested:
    """Whether the act is one that the article speaks of; what the reports disagree on is told."""
    return read_act(article, incident, book)[0]


def speaks_of(article: Article, kind: str, book: ActBook) -> bool:
    """Whether an article names a kind, or any that it may have been more exactly."""
    named = (*article.acts, *article.breaches)
    return kind in named or not book.groups.general.get(kind, frozenset()).isdisjoint(named)


def read_act(article: Article, incident: Incident, book: ActBook) -> tuple[Tested, Sense]:
    """The answer, and what the act would be to the article."""
    told = incident.kind
    lead, sense = _of_kind(article, incident, told.value, book)
    rivals = () if told.decision else told.others
    for held in rivals:
        if held.bearing is Bearing.DISSENT:
            other, meant = _of_kind(article, incident, held.value, book)
            if other.answer is not lead.answer or meant is not sense:
                kinds = f"{book.label(told.value)} or {book.label(held.value)}"
                return _open(f"reports differ on what it was: {kinds}", "reports that agree on what it was"), sense
    return lead, sense


def _of_kind(article: Article, incident: Incident, kind: str, book: ActBook) -> tuple[Tested, Sense]:
    if article.form is Form.THRESHOLD and kind in (*article.acts, *article.breaches):
        return _counted(article, incident, kind, book)
    if article.form is not Form.BAN and kind in article.breaches:
        return _narrowed(article, incident, kind, book), Sense.BROKEN
    sense = Sense.BANNED if article.form is Form.BAN else Sense.DONE
    if kind in article.acts:
        return _narrowed(article, incident, kind, book), sense
    return _general(article, kind, book), sense


def _general(article: Article, kind: str, book: ActBook) -> Tested:
    """A kind that the article does not name may still have been one that it does."""
    finer = book.groups.general.get(kind, frozenset())
    named = finer.intersection((*article.acts, *article.breaches))
    label = book.label(kind)
    if not named:
        return Tested(
            answer=Answer.NO,
            reason=f"the article does not speak of this act ({label})",
            change="reports that tell it as another act",
        )
    if kind in book.groups.unclear:
        return _open(f"the reports tell no act ({label})", "a report that tells the act", is_unknown=True)
    is_whole = kind not in _EFFECTS | PARTS and finer <= {*article.acts, *article.breaches}
    if is_whole and article.form is Form.BAN:
        return Tested(answer=Answer.YES, reason=f"the article bans whatever this was ({label})")
    if kind in PARTS:
        change = "a report that tells what it was part of"
        return _open(f"whether it was part of such an act is not told ({label})", change)
    return _open(f"the means are not told ({label})", "a report that tells with what means it was done")


def _narrowed(article: Article, incident: Incident, kind: str, book: ActBook) -> Tested:
    """The kind fits; the weapons, objects and targets that the article asks for may still leave it open."""
    found = [
        tested
        for tested in (
            _weapons(article, incident, kind, book),
            _objects(article, incident),
            _against(article, incident, book),
            _laid(article, incident),
        )
        if tested is not None
    ]
    for answer in (Answer.NO, Answer.CANNOT_TELL):
        if (first := next((tested for tested in found if tested.answer is answer), None)) is not None:
            return first
    does = "bans" if article.form is Form.BAN else "speaks of"
    more = "".join(f", {tested.reason}" for tested in found)
    reason = f"the article {does} such an act ({book.label(kind)}{more})"
    return Tested(answer=Answer.YES, reason=reason, change="reports that tell it as another act")


def _weapons(article: Article, incident: Incident, kind: str, book: ActBook) -> Tested | None:
    if not article.weapons:
        return None
    asked, all_means = set(article.weapons), frozenset[str]().union(*book.means.values())
    matching = [thing.text for thing in incident.weapons if thing.id in asked]
    if matching:
        return Tested(answer=Answer.YES, reason=f"with {listed(matching)}")
    implied = book.means.get(kind, frozenset())
    others = [thing.text for thing in incident.weapons if thing.id in all_means]
    if implied and implied <= asked:
        return Tested(answer=Answer.YES, reason="which takes such weapons")
    if others or (implied and not implied & asked):
        than = f" than {listed(others)}" if others else ""
        reason = f"the article speaks of other weapons{than}"
        return Tested(answer=Answer.NO, reason=reason, change="reports of other weapons")
    return _open("the weapon is not told, and the article speaks of some only", "a report that names the weapon")


def _objects(article: Article, incident: Incident) -> Tested | None:
    if not article.objects:
        return None
    matching = [thing.text for thing in incident.objects if thing.id in article.objects]
    if matching:
        return Tested(answer=Answer.YES, reason=f"at {listed(matching)}")
    if incident.objects:
        others = listed(thing.text for thing in incident.objects)
        reason = f"the article speaks of other objects than {others}"
        return Tested(answer=Answer.NO, reason=reason, change="reports that another object was hit")
    return _open("what was hit is not told, and the article speaks of some objects only", "a report of what was hit")


def _against(article: Article, incident: Incident, book: ActBook) -> Tested | None:
    if not article.against:
        return None
    when = incident.when.value
    days = when.first, when.last
    shown = listed(book.names.get(id_, id_) for id_ in article.against)
    aimed = opposed(incident)
    known = [ref for ref in aimed if ref.id in book.names]
    held = [(ref.name, [_meets(ref.id, body, book.circles, days) for body in article.against]) for ref in known]
    if any(True in found for _, found in held):
        return Tested(answer=Answer.YES, reason=f"against {listed(name for name, found in held if True in found)}")
    if known and not any(None in found for _, found in held) and len(known) == len(aimed):
        reason = f"the article protects {shown}, and the reported target is {listed(name for name, _ in held)}"
        return Tested(answer=Answer.NO, reason=reason, change="reports of another target")
    return _open(f"whether it was aimed at {shown} is not told", "a report that names the target")


def _laid(article: Article, incident: Incident) -> Tested | None:
    """A mine goes off long after it was laid, and laying it is the act of whoever did."""
    words = [word for thing in incident.weapons for word in thing.text.split()]
    if article.form is not Form.BAN or not any(_MINES.fullmatch(word.strip(".,;:")) for word in words):
        return None
    return _open("when the mine was laid is not told", "a report that tells when it was laid")


def _meets(target: str, protected: str, circles: Circles, days: Days) -> bool | None:
    """Whether a target is protected; a wider body than the protected one leaves it open."""
    found = circles.belongs(target, protected, days)
    return None if found is False and target in circles.ever(protected) else found


def _counted(article: Article, incident: Incident, kind: str, book: ActBook) -> tuple[Tested, Sense]:
    """A threshold is reached or not by the number that is told of what it counts."""
    count = incident.counts.get(article.counted)
    asked = f"{article.at_least:,} {article.counted}"
    if kind in article.breaches and count is None:
        return _narrowed(article, incident, kind, book), Sense.BROKEN
    if count is not None and count.value.low is not None and count.value.low >= article.at_least:
        reason = f"{count.value.low:,} {article.counted} are told, at least {asked} are asked"
        return Tested(answer=Answer.YES, reason=reason, change="reports of another number"), Sense.DONE
    if count is not None and count.value.high is not None and count.value.high < article.at_least:
        reason = f"{count.value.high:,} {article.counted} are told, at least {asked} are asked"
        return Tested(answer=Answer.YES, reason=reason, change="reports of another number"), Sense.BROKEN
    return _open(f"no number is told that settles whether {asked} were reached", "a report of the number"), Sense.DONE


def _open(reason: str, change: str, *, is_unknown: bool = False) -> Tested:
    return Tested(answer=Answer.CANNOT_TELL, reason=reason, change=change, is_unknown=is_unknown)
