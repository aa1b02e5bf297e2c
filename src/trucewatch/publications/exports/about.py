"""Every export says what it is: of what, for whom, as of when, what an empty cell means, and what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.publications.exports.tables import moment
from trucewatch.publications.words import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trucewatch.publications.edition import Edition

_ALWAYS = (
    "Incidents are incidents as reported; they are not all that happened, and not all that was reported is true.",
    "Unknown is empty (null), never 0. Numbers are ranges: low, best, high.",
    "A position stands for a circle with its radius in km, not for a point.",
)


def about_lines(edition: Edition, holds: str, notes: Iterable[str] = ()) -> Iterator[str]:
    """The lines that stand beside or in an export; `notes` are what its format adds."""
    yield f"{holds}, written by trucewatch"
    yield from notes
    yield ""
    yield f"area: {line(edition.area) or 'all'}"
    yield f"period: {edition.first or 'open'} to {edition.last or 'open'}, both included ({edition.timezone})"
    yield f"information as of: {moment(edition.cutoff)}"
    yield f"number: {edition.number} ({'final' if edition.is_final else 'draft'})"
    yield f"profile: {line(edition.profile.name)} ({line(edition.profile.id)})"
    yield f"ledger: {edition.ledger or 'none'}"
    yield f"incidents in the period: {len(edition.incidents):,}"
    yield f"incidents that lie or may lie only partly in it: {len(edition.straddling):,}"
    yield f"incidents without a date: {len(edition.undated):,}"
    yield f"findings: {len(edition.findings):,}"
    yield f"reports: {len(edition.sources):,}"
    held = {str(ground): number for ground, number in edition.blind.withheld.items() if number}
    for ground, number in sorted(held.items()):
        yield f"held back by the profile ({ground}): {number:,}"
    yield ""
    yield from _ALWAYS


def about_text(lines: Iterable[str]) -> bytes:
    """The lines as a text file."""
    return "".join(f"{line}\n" for line in lines).encode()
