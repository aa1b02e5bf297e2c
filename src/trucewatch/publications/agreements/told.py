"""What reports say of an agreement: each claim with its day, its words and its file, and why it is taken to mean this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.language.phrases import counted
from trucewatch.publications.table import row
from trucewatch.publications.words import date_words, label, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trucewatch.model.accord import Spoken, Utterance
    from trucewatch.publications.table import Look

_MOST = 20
_LABEL = 12


def told_lines(told: Sequence[tuple[Utterance, Spoken, str]], look: Look, *, most: int = _MOST) -> Iterator[str]:
    """What claims say, by day and then in the order given; each comes with what it speaks of and the incident it is in.

    At most `most` are shown; the last line tells how many there are besides.
    """
    ordered = sorted(told, key=lambda one: (one[0].when.first is None, str(one[0].when.first)))
    for said, spoken, incident in ordered[:most]:
        yield f"    {date_words(said.when)}: {line(label(said.kind))}"
        yield from row("", f"“{line(said.quote)}”", look, label=_LABEL)
        standing = f", in {incident}" if incident else ""
        yield from row("", f"{line(said.file)}, {said.claim}{standing}", look, label=_LABEL)
        yield from row("", f"taken to mean it, since {spoken.reason}", look, label=_LABEL)
    if len(ordered) > most:
        yield f"    and {counted(len(ordered) - most, 'claim')} more"
