"""Who published a report: the site's address, else the site's own word, else the page's header, byline or dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_BRACKETS = re.compile(r"\(([^()]{2,40})\)\s*(?:[–—:-]|$)")
_SPLIT = re.compile(r"\s*[|·•∙–—/,()]\s*|\s+-\s+|\s+(?:with|and)\s+")
_BYLINE = re.compile(r"(?:by|source|reporting by|from)[:\s]+", re.IGNORECASE)
_OWNERS = (
    re.compile(r"(?:©|copyright|\(c\))\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*((?-i:[A-Z])[^.,|]{2,60})", re.IGNORECASE),
    re.compile(r"^([^.,|·]{2,40}?)\s*©"),
)
_DATELINE_REACH = 120
_SMALL_WORD = 4


class KnownOutlet(Protocol):
    """What is needed of a pack's outlet."""

    @property
    def id(self) -> str:
        """The pack's id."""

    @property
    def name(self) -> str:
        """The canonical name."""

    @property
    def names(self) -> Sequence[str]:
        """Every name it goes by."""

    @property
    def domains(self) -> Sequence[str]:
        """Its sites, without `www.`."""

    @property
    def wire(self) -> bool:
        """Whether others print its copy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletIndex:
    """Canonical names by name in small letters and by domain; by canonical name the id, and which are wires."""

    by_name: Mapping[str, str]
    by_domain: Mapping[str, str]
    ids: Mapping[str, str]
    wires: frozenset[str]

    @classmethod
    def of(cls, outlets: Collection[KnownOutlet]) -> OutletIndex:
        """The index of these outlets; the first to claim a name or a domain keeps it."""
        by_name: dict[str, str] = {}
        by_domain: dict[str, str] = {}
        for outlet in outlets:
            for name in (outlet.name, *outlet.names):
                by_name.setdefault(name.lower(), outlet.name)
            for domain in outlet.domains:
                by_domain.setdefault(domain.lower().removeprefix("www."), outlet.name)
        return cls(
            by_name=by_name,
            by_domain=by_domain,
            ids={outlet.name: outlet.id for outlet in outlets},
            wires=frozenset(outlet.name for outlet in outlets if outlet.wire),
        )

    def at(self, url: str) -> str:
        """The outlet whose site an address is on, or its parent domain's; empty where unknown."""
        try:
            host = (urlsplit(url).hostname or "").removeprefix("www.")
        except ValueError:
            return ""
        while "." in host:
            if host in self.by_domain:
                return self.by_domain[host]
            host = host.partition(".")[2]
        return ""

    def named(self, text: str) -> str:
        """The outlet of which this is a name, or which is named by a piece of it between separators."""
        whole = text.strip(" .*_[]()").lower()
        pieces = [whole, *(piece.strip(" .*_[]()").removeprefix("the ") for piece in _SPLIT.split(whole))]
        return next((self.by_name[piece] for piece in pieces if piece in self.by_name), "")


def split_names(text: str) -> list[str]:
    """The names in a header line, without the word that says they wrote it."""
    return [piece for piece in _SPLIT.split(_BYLINE.sub("", text, count=1)) if piece]


def find_outlet(
    index: OutletIndex,
    *,
    url: str,
    site: str,
    header: Iterable[str],
    lead: str,
    mastheads: Sequence[str],
    dropped: Iterable[str],
) -> str:
    """The publisher's name, canonical where a pack knows it; empty where nothing tells.

    `header` are the lines about the report, `lead` is the first paragraph, `mastheads` are header lines that look like
    a publisher's name, `dropped` is furniture, where a copyright line may name the publisher.
    """
    known = index.at(url) or index.named(site) or site
    if known:
        return known
    bylines = (index.named(_BYLINE.sub("", line, count=1)) for line in header)
    dateline = _BRACKETS.search(lead[:_DATELINE_REACH])
    owners = [owner for line in dropped if (owner := _owner(line))]
    return (
        next(filter(None, bylines), "")
        or next(filter(None, map(index.named, owners)), "")
        or next(iter(mastheads), "")
        or (index.named(dateline[1]) or dateline[1].strip() if dateline else "")
        or next(iter(owners), "")
    )


def _owner(line: str) -> str:
    """Whom a copyright line names; what is no name ("© when using this text …") is left."""
    found = (pattern.search(line) for pattern in _OWNERS)
    names = (match[1].strip() for match in found if match is not None)
    return next((name for name in names if _is_name(name)), "")


def _is_name(words: str) -> bool:
    capitals = all(not word[0].isalpha() or word[0].isupper() or len(word) < _SMALL_WORD for word in words.split())
    return capitals and not words.lower().startswith(("all ", "print", "when "))
