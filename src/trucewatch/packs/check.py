"""A stricter look at one pack than loading takes: every fault with its line, references, lexicons and agreements included."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from trucewatch.packs.agreements.load import check_terms
from trucewatch.packs.boundaries import FILE, read_boundaries
from trucewatch.packs.errors import MAX_FAULTS, Fault, PackError
from trucewatch.packs.folder import read_inside
from trucewatch.packs.loader import resolve
from trucewatch.packs.merged import merge
from trucewatch.packs.yamlfile import all_located

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trucewatch.packs.errors import Trail
    from trucewatch.packs.folder import PackContent
    from trucewatch.packs.loader import PackName
    from trucewatch.packs.merged import Packs
    from trucewatch.packs.values import Actor, CalendarEvent, PackInfo


def check_pack(name: PackName) -> list[Fault]:
    """The faults of one pack in the order of its files, at most `MAX_FAULTS`; an empty list for a sound pack.

    What it requires is loaded with it, and must be sound as well for references to be checked. Raises PackError where
    there is no such pack or its `pack.yaml` cannot be used.
    """
    folders = resolve([name])
    target = folders[-1]  # what it requires comes before it
    contents = {folder.info.name: folder.read() for folder in folders}
    faults = list(contents[target.info.name].faults)
    if not any(content.faults for content in contents.values()):
        content, packs = contents[target.info.name], merge(list(contents.values()))
        faults += [*_references(content, packs), *_lexicons(content, packs), *_boundaries(target.info)]
        faults += [] if faults else _agreements(content, packs)
    return all_located(faults[:MAX_FAULTS])


def _references(content: PackContent, packs: Packs) -> Iterator[Fault]:
    """Ids that no record bears."""
    for actor in content.actors:
        for index, membership in enumerate(actor.member_of):
            trail = (actor.origins[0].index, "member_of", index)
            yield from _unknown(membership.id, packs.actors, actor, trail)
    for event in content.calendar:
        for index, party in enumerate(event.parties):
            trail = (event.origins[0].index, "parties", index)
            yield from _unknown(party, packs.actors, event, trail)


def _lexicons(content: PackContent, packs: Packs) -> Iterator[Fault]:
    """Lexicons that cannot be read, or not be merged with those of the packs required."""
    for file in content.lexicons:
        try:
            read_inside(file.path, content.info.path)
            packs.lexicon(file.path.stem)
        except PackError as error:
            yield error.faults[0]


def _boundaries(info: PackInfo) -> list[Fault]:
    """Faults of the lines that maps draw."""
    file = info.path / FILE
    try:
        if file.exists():
            read_boundaries(file, info.path, info.name)
    except PackError as error:
        return list(error.faults)
    return []


def _agreements(content: PackContent, packs: Packs) -> list[Fault]:
    """Faults of the pack's agreements and zones, which lean on all else."""
    try:
        return check_terms(packs, [file.path for file in (*content.zone_files, *content.agreement_files)])
    except PackError as error:
        return list(error.faults)


def _unknown(wanted: str, known: Mapping[str, Actor], record: Actor | CalendarEvent, trail: Trail) -> Iterator[Fault]:
    if wanted not in known:
        yield Fault(
            path=record.origins[0].path,
            what=f"{record.id!r} names the actor {wanted!r}, which no pack knows",
            remedy=_nearest(wanted, known),
            trail=trail,
        )


def _nearest(wanted: str, known: Mapping[str, Actor]) -> str:
    close = get_close_matches(wanted, known, n=1)
    return f"did you mean {close[0]!r}?" if close else "add the actor, or require the pack that has it"
