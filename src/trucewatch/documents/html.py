"""A saved page to its story: paragraphs in order, no network, no script, and no page that can exhaust the machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.documents.flat import flat_lines
from trucewatch.documents.lines import Hint, Line
from trucewatch.documents.mend import mend_characters
from trucewatch.documents.metadata import Metadata, read_metadata
from trucewatch.documents.plain import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

    from trucewatch.documents.furniture import Furniture
    from trucewatch.documents.shapes import Shapes

_LOOKS_LIKE = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]|<article[\s>]", re.IGNORECASE)
_BLOCK_TAGS = re.compile(r"<(?:p|div|h[1-6]|li)[\s>]", re.IGNORECASE)
_HEAD = 4_000
_FEW_TAGS = 5
_MAX_TREE = 3_000_000
_MAX_TAGS = 60_000
_FEW_WORDS = 30
_MAIN_SHARE = 0.6
_MAIN_SIZE = 500
_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "object", "button", "select", "nav", "canvas")
_BESIDE = ("aside", "footer", "dialog", "video", "audio")
_PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "li", "blockquote", "figcaption", "pre", "td")
_CAPTION_MARK = "\u2063"
_CAPTION_CLASS = re.compile(r"(?:^|[\s_-])(?:caption|wp-caption-text)(?:$|[\s_-])", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Whether the text is a page and not prose with a stray tag."""
    head = text[:_HEAD]
    if "<" not in head:
        return False
    return _LOOKS_LIKE.search(head) is not None or len(_BLOCK_TAGS.findall(head)) >= _FEW_TAGS


def read_html(text: str, *, shapes: Shapes, furniture: Furniture) -> Page:
    """The page's story and its metadata; a page too large or too deep to parse is read without its layout."""
    del shapes
    tree = _parse(text)
    meta = read_metadata(tree, text) if tree is not None else Metadata()
    lines = flat_lines(text) if tree is None else _story_lines(tree, text)
    kept, dropped = furniture.drop(lines)
    return Page(
        lines=kept,
        dropped=dropped,
        title=mend_characters(meta.title),
        site=meta.site,
        url=meta.url,
        language=meta.language,
        metadata=meta.fields,
        simplified=tree is None,
    )


def _parse(text: str) -> HtmlElement | None:
    """The page's tree, or none where a tree would be too large or lose what lies too deep."""
    from lxml import etree, html

    if len(text) > _MAX_TREE or text.count("<") > 2 * _MAX_TAGS:
        return None
    parser = html.HTMLParser(encoding="utf-8", remove_pis=True, no_network=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    too_deep = any("depth" in str(entry.message) for entry in parser.error_log)
    return None if too_deep else tree


def _story_lines(tree: HtmlElement, text: str) -> list[Line]:
    """The story as trafilatura finds it; where it finds next to nothing, every paragraph outside the page's frame."""
    from lxml import html
    from trafilatura import bare_extraction

    _drop(tree, _UNSEEN)
    _mark_captions(tree)
    found = bare_extraction(
        _main_part(tree), fast=True, include_comments=False, include_tables=True, with_metadata=False
    )
    body = getattr(found, "body", None)
    lines = [] if body is None else list(_element_lines(body))
    if sum(line.text.count(" ") + 1 for line in lines) >= _FEW_WORDS:
        return lines
    again = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=html.HTMLParser(encoding="utf-8"))
    return max(lines, list(_paragraph_lines(again)), key=lambda found: sum(len(line.text) for line in found))


def _main_part(tree: HtmlElement) -> HtmlElement:
    """The page reduced to its one article, where most of its paragraphs stand in one; else the whole page."""
    from lxml import html

    total = _paragraph_size(tree)
    article = max(tree.iter("article", "main"), key=_paragraph_size, default=None)
    if article is None or _paragraph_size(article) < max(_MAIN_SHARE * total, _MAIN_SIZE):
        return tree
    page, body = html.Element("html"), html.Element("body")
    page.append(body)
    body.append(article)
    return page


def _paragraph_size(node: HtmlElement) -> int:
    return sum(len(paragraph.text_content()) for paragraph in node.iter("p"))


def _drop(tree: HtmlElement, tags: tuple[str, ...]) -> None:
    for node in list(tree.iter(*tags)):
        if node.getparent() is not None:
            node.drop_tree()


def _mark_captions(tree: HtmlElement) -> None:
    """Pictures give way to their captions, marked, so that extraction keeps these in their place."""
    from lxml import html

    captions = [node for node in tree.iter("figcaption", "p", "div", "span") if _is_caption(node)]
    for caption in captions:
        words = " ".join(caption.text_content().split())
        frame = next((node for node in caption.iterancestors("figure")), caption)
        parent = frame.getparent()
        if parent is None or not words:
            continue
        marked = html.Element("p")
        marked.text = _CAPTION_MARK + words
        marked.tail = frame.tail
        parent.replace(frame, marked)


def _is_caption(node: HtmlElement) -> bool:
    return node.tag == "figcaption" or _CAPTION_CLASS.search(node.get("class") or "") is not None


def _element_lines(body: Iterable[HtmlElement]) -> Iterator[Line]:
    """Lines of trafilatura's tree, whose children are headings, paragraphs, quotations, lists and tables."""
    for node in body:
        if node.tag in {"list", "table"}:
            cells = node.iter("item") if node.tag == "list" else node.iter("row")
            for cell in cells:
                yield from _lines(" ".join(cell.itertext()), Hint.LISTING)
        elif node.tag == "quote" and len(node):
            yield from _element_lines(node)
        else:
            yield from _lines("".join(node.itertext()), Hint.HEADING if node.tag == "head" else Hint.NONE)


def _paragraph_lines(tree: HtmlElement) -> Iterator[Line]:
    """Every paragraph outside the page's frame, or all its text where it has no paragraphs."""
    _drop(tree, _UNSEEN + _BESIDE)
    nodes = [node for node in tree.iter(*_PARAGRAPHS) if next(node.iterdescendants(*_PARAGRAPHS), None) is None]
    if not nodes:
        yield from flat_lines(_source(tree))
    for node in nodes:
        hint = {"h": Hint.HEADING, "l": Hint.LISTING, "f": Hint.CAPTION}.get(str(node.tag)[0], Hint.NONE)
        yield from _lines(node.text_content(), hint)


def _source(tree: HtmlElement) -> str:
    from lxml import html

    return str(html.tostring(tree, encoding="unicode"))


def _lines(text: str, hint: Hint) -> Iterator[Line]:
    """The line of one element; a caption's mark becomes its hint."""
    if _CAPTION_MARK in text:
        hint = Hint.CAPTION
    line = " ".join(mend_characters(text).split())
    if line:
        yield Line(text=line, gap=True, hint=hint)
