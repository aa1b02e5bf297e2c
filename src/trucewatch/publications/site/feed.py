"""The feed: the incidents that reports last spoke of, each with an id that stays the same as long as its code does."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from trucewatch.publications.incidents.show import headline

if TYPE_CHECKING:
    from datetime import datetime

    from trucewatch.publications.site.catalogue import Catalogue, Entry

MOST = 100
_NAMESPACE = "http://www.w3.org/2005/Atom"


def feed(known: Catalogue) -> bytes:
    """An Atom feed of at most a hundred incidents, the last reported first; links are relative to it."""
    edition = known.edition
    root = Element("feed", xmlns=_NAMESPACE)
    _put(root, "id", _urn(f"feed:{edition.area}:{edition.profile.id}"))
    _put(root, "title", f"Incidents reported: {edition.area or 'all areas'}")
    _put(root, "updated", _stamp(edition.cutoff))
    SubElement(SubElement(root, "author"), "name").text = "trucewatch"
    SubElement(root, "link", href="index.html")
    SubElement(root, "link", rel="self", href="feed.xml")
    dated = sorted(((_updated(entry, known), entry) for entry in known.entries), key=lambda pair: pair[1].row.code)
    for at, entry in sorted(dated, key=lambda pair: pair[0], reverse=True)[:MOST]:
        _entry(root, entry, at)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"


def _entry(root: Element, entry: Entry, at: datetime) -> None:
    one, row = SubElement(root, "entry"), entry.row
    _put(one, "id", _urn(f"incident:{row.code}"))
    _put(one, "title", f"{row.code}: {row.kind}, {row.place}, {row.day}")
    _put(one, "updated", _stamp(at))
    SubElement(one, "link", href=row.page)
    _put(one, "summary", f"{headline(entry.incident)} Grade: {row.grade}.")


def _put(parent: Element, name: str, words: str) -> None:
    """An element with text; XML has no way to write the characters that it forbids."""
    SubElement(parent, name).text = "".join(char if char.isprintable() or char == "\n" else "\ufffd" for char in words)


def _updated(entry: Entry, known: Catalogue) -> datetime:
    """When the newest report that it rests on was received; the cut-off where that is not told."""
    reports = {citation.report for citation in entry.incident.citations}
    times = (known.sources[report].received for report in reports if report in known.sources)
    return max(times, default=known.edition.cutoff)


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def _urn(name: str) -> str:
    return uuid5(NAMESPACE_URL, f"trucewatch:{name}".encode("utf-8", "replace").decode()).urn
