"""What a saved page says of itself: its own words, unjudged, under a few fixed keys."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

_MAX_VALUE = 1_000
_MAX_JSON = 500_000
_MAX_NODES = 5_000
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S+)")
_ARTICLE = re.compile(
    r"(?:News|Reportage|Blog|Analysis|Background|Opinion|Scholarly|Social)?(?:Article|Posting)", re.IGNORECASE
)
_TITLE_SPLIT = re.compile(r"\s+(?:[|»·•–—]|::|-)\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """A page's title, site, address and language, and every dated or named field under its own key.

    Keys of `fields`: the names of `meta` elements in small letters (`article:published_time`, `og:site_name`), `time`
    for the first `time` element, and `datePublished`, `dateModified`, `dateCreated` from JSON-LD.
    """

    title: str = ""
    site: str = ""
    url: str = ""
    language: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


def read_metadata(tree: HtmlElement, text: str) -> Metadata:
    """The metadata of a parsed page; `text` is its source, for the browser's note of where it was saved from."""
    fields = _meta_fields(tree)
    article = _json_article(tree)
    fields |= {key: article[key] for key in ("datePublished", "dateModified", "dateCreated") if key in article}
    time = next((node.get("datetime", "") for node in tree.iter("time") if node.get("datetime")), "")
    if time:
        fields["time"] = time[:_MAX_VALUE]
    site = fields.get("og:site_name") or article.get("publisher", "") or fields.get("application-name", "")
    saved = _SAVED_FROM.search(text[:4096])
    links = {node.get("rel", ""): node.get("href", "") for node in tree.iter("link")}
    url = links.get("canonical") or fields.get("og:url", "") or (saved[1] if saved else "")
    return Metadata(
        title=_title(tree, fields, article, site),
        site=site,
        url=url if url.startswith(("http://", "https://")) else "",
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2].lower(),
        fields=fields,
    )


def _meta_fields(tree: HtmlElement) -> dict[str, str]:
    fields: dict[str, str] = {}
    for node in tree.iter("meta"):
        key = node.get("property") or node.get("name") or node.get("itemprop")
        value = " ".join((node.get("content") or "").split())
        if key and value:
            fields.setdefault(key.lower() if key.islower() or ":" in key else key, value[:_MAX_VALUE])
    return fields


def _title(tree: HtmlElement, fields: Mapping[str, str], article: Mapping[str, str], site: str) -> str:
    """The story's own heading where the page's other words for its title agree with it, else those words."""
    stated = fields.get("og:title") or article.get("headline", "") or fields.get("twitter:title", "")
    window = next((_text(node) for node in tree.iter("title")), "")
    headings = [text for text in map(_text, tree.iter("h1")) if text]
    for heading in headings:
        if len(headings) == 1 or any(heading.lower() in words.lower() for words in (stated, window)):
            return heading
    if stated:
        return _without_site(stated, site)
    pieces = _TITLE_SPLIT.split(window)
    return _without_site(window, site) if len(pieces) < 2 else max(pieces, key=len)  # noqa: PLR2004 (title and site)


def _without_site(title: str, site: str) -> str:
    pieces = _TITLE_SPLIT.split(title)
    if len(pieces) > 1 and site and pieces[-1].lower() == site.lower():
        return title[: title.rindex(pieces[-1])].rstrip(" |»·•–—:-")
    return title


def _text(node: HtmlElement) -> str:
    return " ".join(node.text_content().split())


def _json_article(tree: HtmlElement) -> dict[str, str]:
    """Headline, dates and publisher of the page's article in JSON-LD."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > _MAX_JSON:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _objects(data):
            if _ARTICLE.fullmatch(_first(node.get("@type"))):
                return _flatten(node)
    return {}


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """Every JSON object inside the data, outermost first, up to a limit."""
    pending = [data]
    for _ in range(_MAX_NODES):
        if not pending:
            return
        node = pending.pop(0)
        if isinstance(node, dict):
            yield node
            pending.extend(node.values())
        elif isinstance(node, list):
            pending.extend(node)


def _flatten(node: Mapping[str, Any]) -> dict[str, str]:
    publisher = node.get("publisher")
    named = publisher.get("name") if isinstance(publisher, dict) else publisher
    found = {key: node.get(key) for key in ("headline", "datePublished", "dateModified", "dateCreated")}
    values = {**found, "publisher": named}
    return {
        key: " ".join(value.split())[:_MAX_VALUE] for key, value in values.items() if isinstance(value, str) and value
    }


def _first(value: Any) -> str:
    """A JSON-LD type, which may be one name or a list of them."""
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, str) else ""
