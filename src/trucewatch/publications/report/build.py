"""The report's parts in their order; its numbers and their lists are made in one go, so that they cannot differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.publications.report import annex, atlas, days, figures, head, limits, notable
from trucewatch.publications.report.content import ReportContent
from trucewatch.publications.report.press import Press

if TYPE_CHECKING:
    from trucewatch.publications.edition import Edition


def content_of(edition: Edition, language: str = "en") -> ReportContent:
    """What the report of an edition says in a language; raises UnknownLanguageError."""
    press = Press.of(edition, language)
    sections = (
        head.agreements(press),
        figures.summary(press),
        figures.breakdown(press),
        figures.tested(press),
        notable.notable(press),
        notable.provisions(press),
        limits.changes(press),
        limits.unseen(press),
        limits.method(press),
        days.strip(press),
        atlas.atlas(press),
        *annex.incidents(press),
        annex.sources(press),
    )
    return ReportContent(
        language=language,
        is_rtl=press.speech.is_rtl,
        title=head.title_of(press),
        status=head.status_of(press),
        is_final=edition.is_final,
        made=edition.cutoff,
        ledger=edition.ledger,
        running=head.running(press),
        facts=head.header(press),
        sections=(*sections, annex.lists(press)),
        frame=head.frame(press),
    )
