"""Report to document, a pure function: every block lies in the text, in order, and what is missing is an issue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.dates.expressions import find_times
from trucewatch.dates.publication import publication_date
from trucewatch.documents.credit import Credited, find_agency
from trucewatch.documents.decode import decode
from trucewatch.documents.furniture import load_furniture
from trucewatch.documents.html import is_html, read_html
from trucewatch.documents.issues import make_issue
from trucewatch.documents.language import ENGLISH, find_language
from trucewatch.documents.layout import lay_out
from trucewatch.documents.mend import mend_encoding
from trucewatch.documents.outlet import find_outlet, split_names
from trucewatch.documents.plain import read_plain
from trucewatch.documents.shapes import load_shapes
from trucewatch.model.document import Block, BlockRole, Document
from trucewatch.model.span import Span
from trucewatch.model.time import DateHow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from trucewatch.dates.anchoring import CalendarEvent
    from trucewatch.documents.layout import Part
    from trucewatch.documents.lines import Line
    from trucewatch.documents.outlet import OutletIndex
    from trucewatch.documents.plain import Page
    from trucewatch.model.document import Issue, Report
    from trucewatch.model.time import DateInterval

MAX_TEXT = 1_000_000
GIVEN = "given by user"
_HEADER_LINES = 3
_LEAD_PARAGRAPHS = 2
_END_LINES = 6
_LONG_CAPTION = 150
_MARKUP_SHARE = 8
_INFERENCE_REACH = 20_000
_GAP = "\n\n"
_ABOUT = frozenset({BlockRole.TITLE, BlockRole.META, BlockRole.STANDFIRST})
_STORY = frozenset({BlockRole.BODY, BlockRole.LISTING, BlockRole.STANDFIRST})


def make_document(
    report: Report,
    *,
    outlets: OutletIndex,
    calendar: Sequence[CalendarEvent],
    published: DateInterval | None = None,
    concerns: Callable[[str], bool] | None = None,
) -> Document:
    """The document in a report's bytes; `published` is the user's own word and outweighs the page's.

    Where nothing states a date, the story's words are searched for one; given `concerns`, only of a text of which it is
    true, for this search costs more than all the rest.
    Never raises for what the bytes hold. Issues: those of `decode` and those of `issues.yaml`.
    """
    decoded = decode(report.content)
    is_page = is_html(decoded.text)
    source = decoded.text[: _MARKUP_SHARE * MAX_TEXT if is_page else MAX_TEXT]
    text = mend_encoding(source)
    page = (read_html if is_page else read_plain)(text, shapes=load_shapes(), furniture=load_furniture())
    lines = _within(page.lines, MAX_TEXT)
    parts = lay_out(lines, load_shapes(), title=page.title, names=outlets.by_name)
    whole, blocks = assemble(parts)
    outlet = _outlet(page, parts, outlets)
    document = Document(
        report=report.id,
        file=report.file,
        sha256=report.sha256,
        text=whole,
        title=next((part.text for part in parts if part.role is BlockRole.TITLE), ""),
        outlet=outlet,
        agency=find_agency(_credited(page, parts, outlet), outlets, load_shapes()),
        language=find_language(_words(parts, _STORY) or whole),
        blocks=blocks,
    )
    given = replace(published, how=DateHow.METADATA, rule=GIVEN) if published else None
    stated = given or stated_date(document, page)
    if not stated.is_known and document.language == ENGLISH and (concerns is None or concerns(whole)):
        stated = inferred_date(document, page, calendar)
    document = replace(document, published=stated)
    mended = [make_issue("mojibake")] if text != source else []
    cut = [make_issue("too_long")] if source != decoded.text or lines != page.lines else []
    found = [] if decoded.issues and not text else _issues(document, page)
    return replace(document, issues=(*decoded.issues, *mended, *cut, *found))


def stated_date(document: Document, page: Page) -> DateInterval:
    """When the report was published, by what stands about it."""
    return publication_date(
        text=document.text, header_lines=_dated_lines(document), metadata=page.metadata, url=page.url
    )


def inferred_date(document: Document, page: Page, calendar: Sequence[CalendarEvent]) -> DateInterval:
    """When the report was published, by what stands about it and by the story's own words."""
    begin = document.text[:_INFERENCE_REACH]
    return publication_date(
        text=begin,
        header_lines=[line for line in _dated_lines(document) if line.end <= len(begin)],
        metadata=page.metadata,
        url=page.url,
        calendar=calendar,
        mentions=find_times(begin),
    )


def _dated_lines(document: Document) -> list[Span]:
    """The pieces of the lines above the story, and of its first paragraphs, in which its date may stand."""
    shapes = load_shapes()
    lines: list[Span] = []
    leads = 0
    for block in document.blocks:
        quote = document.text[block.start : block.end]
        dates = shapes.dates_of_report(quote, block.role) if block.role in _ABOUT else []
        if block.role is BlockRole.BODY and leads < _LEAD_PARAGRAPHS:
            leads += 1
            dates = [(0, len(quote)), *shapes.dates_of_report(quote, block.role)]
        lines += [Span.of(document.text, block.start + start, block.start + end) for start, end in dates]
    return lines


def assemble(parts: Sequence[Part]) -> tuple[str, tuple[Block, ...]]:
    """The parts as one text with a blank line between them, and the block of each, without its bullet or number."""
    blocks: list[Block] = []
    at = 0
    for part in parts:
        blocks.append(Block(start=at + part.marker, end=at + len(part.text), role=part.role))
        at += len(part.text) + len(_GAP)
    return _GAP.join(part.text for part in parts), tuple(blocks)


def _within(lines: Sequence[Line], size: int) -> list[Line]:
    """The first lines that fit into a text of this size; of a first line too long for it, its beginning."""
    kept: list[Line] = []
    for line in lines:
        size -= len(line.text) + len(_GAP)
        if size < 0:
            return kept or [replace(line, text=line.text[:size].rstrip())]
        kept.append(line)
    return kept


def _words(parts: Sequence[Part], roles: frozenset[BlockRole]) -> str:
    return _GAP.join(part.text for part in parts if part.role in roles)


def _outlet(page: Page, parts: Sequence[Part], outlets: OutletIndex) -> str:
    shapes = load_shapes()
    header = [part.text for part in parts if part.role is BlockRole.META]
    lead = next((part.text for part in parts if part.role is BlockRole.BODY), "")
    pieces = (piece for text in header[:_HEADER_LINES] for piece in split_names(text))
    mastheads = [piece for piece in pieces if shapes.is_masthead(piece) and not shapes.is_meta(piece)]
    return find_outlet(
        outlets, url=page.url, site=page.site, header=header, lead=lead, mastheads=mastheads, dropped=page.dropped
    )


def _credited(page: Page, parts: Sequence[Part], outlet: str) -> Credited:
    """What of a page may say whose copy it is; a last paragraph that ends in a credit may look like a caption."""
    story = [part.text for part in parts if part.role is BlockRole.BODY]
    if parts and parts[-1].role is BlockRole.CAPTION and len(parts[-1].text) >= _LONG_CAPTION:
        story.append(parts[-1].text)
    return Credited(
        lead=story[0] if story else "",
        last=story[-1] if story else "",
        header=[part.text for part in parts if part.role is BlockRole.META],
        ends=[line.text for line in page.lines[-_END_LINES:] if line.text not in story[:1]],
        dropped=page.dropped,
        metadata=page.metadata,
        outlet=outlet,
    )


def _issues(document: Document, page: Page) -> list[Issue]:
    """What is missing from a document whose bytes could be read."""
    if not document.text:
        return [make_issue("furniture_only" if page.dropped else "no_text")]
    return [make_issue(code) for code in _codes(document, page)]


def _codes(document: Document, page: Page) -> Iterator[str]:
    roles = {block.role for block in document.blocks}
    if page.simplified:
        yield "simplified"
    if roles.isdisjoint(_STORY):
        yield "furniture_only" if page.dropped else "no_story"
    if not document.title:
        yield "title_missing"
    if document.language != ENGLISH:
        yield "language" if document.language else "language_unknown"
    if not document.published.is_known:
        yield "undated"
