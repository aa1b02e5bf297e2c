"""A site is a pure function of its edition: the same edition gives the same files, byte for byte, in the same order."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from trucewatch.language.phrases import counted
from trucewatch.model.finding import Answer
from trucewatch.publications.edition import ChangeKind
from trucewatch.publications.findings.record import NOTE
from trucewatch.publications.site.agreement_view import agreement_view
from trucewatch.publications.site.catalogue import catalogue
from trucewatch.publications.site.data import data_script
from trucewatch.publications.site.feed import feed
from trucewatch.publications.site.incident_view import view_of
from trucewatch.publications.site.lines import DISCLAIMER, boundaries_script, credits_of
from trucewatch.publications.site.options import choices
from trucewatch.publications.site.overview import incident_map, overview, unplaced_note
from trucewatch.publications.site.rows import page_of, safe_name
from trucewatch.publications.words import date_words, km_words, label, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from trucewatch.publications.edition import Edition, InForce
    from trucewatch.publications.site.catalogue import Catalogue, Entry

MARK = "site.json"
"""The file by which a folder is known to be a site; it is written first."""
SCHEMA = "trucewatch-site/1"
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src data:; worker-src blob:; "
    "base-uri 'none'; form-action 'none'"
)
"""No page connects anywhere. `file:` lets a page that was opened from a folder load what lies beside it."""
_ROWS = 200
_SITES = {
    "health": "health facilities",
    "camp": "camps",
    "rescue": "rescue services",
    "shelter": "shelters",
    "school": "schools",
    "worship": "places of worship",
    "crossing": "crossings",
}
"""Objects and kinds of places that a rule of release may name, in plain words; another is called by its label."""
_SCRIPTS = ("elements", "store", "filters", "list", "timeline", "circles", "basemap", "map", "main")
_TEMPLATES = (
    *("base", "index", "list", "incident", "moved", "agreements", "agreement", "about", "sources", "downloads"),
    *("pager", "strip"),
)
_VENDORED = ("maplibre.js", "maplibre.css", "base.js", "LICENSES.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file that the site offers: its name in the site, what it is in a few words, and where to copy it from."""

    name: str
    about: str
    path: Path

    @property
    def address(self) -> str:
        """Where it stands in the site."""
        return f"downloads/{safe_name(self.name.rpartition('.')[0] or self.name)}{_ending(self.name)}"


def site_files(edition: Edition, downloads: Sequence[Download] = ()) -> Iterator[tuple[str, bytes]]:
    """Every file of the site but the downloads: its path in the folder and its bytes, the mark first."""
    known = catalogue(edition)
    yield MARK, _mark(edition)
    pages = _Pages(known, downloads)
    yield "index.html", pages.index()
    yield from pages.lists()
    yield from pages.incidents()
    yield from pages.stubs()
    yield from pages.agreements()
    addresses = {entry.incident.code: entry.row.page for entry in known.entries}
    yield "about.html", pages.render("about.html", "", blind=edition.blind, note=NOTE, addresses=addresses)
    yield from pages.sources()
    yield "downloads.html", pages.render("downloads.html", "", downloads=downloads)
    yield "feed.xml", feed(known)
    yield from _assets(known)


def _mark(edition: Edition) -> bytes:
    about = {
        "schema": SCHEMA,
        "area": edition.area,
        "profile": edition.profile.id,
        "cutoff": edition.cutoff.isoformat(),
        "ledger": edition.ledger,
    }
    return (json.dumps(about, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _assets(known: Catalogue) -> Iterator[tuple[str, bytes]]:
    yield "assets/data.js", data_script(known)
    yield "assets/boundaries.js", boundaries_script(known.boundaries)
    yield "assets/site.css", _asset("css/site.css").encode()
    scripts = "\n".join(_asset(f"js/{name}.js") for name in _SCRIPTS)
    yield "assets/site.js", f'(() => {{\n"use strict";\n{scripts}\n}})();\n'.encode()
    for name in _VENDORED:
        yield f"assets/{name}", _asset(f"vendor/{name}").encode()


class _Pages:
    """Renders pages that share what is said of the edition as a whole."""

    def __init__(self, known: Catalogue, downloads: Sequence[Download]) -> None:
        edition = known.edition
        self._known = known
        self._templates = _templates()
        self._templates.globals.update(
            policy=POLICY,
            version=version("trucewatch"),
            edition=edition,
            area=line(edition.area) or "all areas",
            period=_period(edition),
            downloads=downloads,
            total=len(known.entries),
            unlocated=known.unlocated,
            credits=credits_of(known.boundaries),
            full_credits=credits_of(known.boundaries, full=True),
            disclaimer=DISCLAIMER,
        )
        self._lines = known.lines

    def render(self, template: str, root: str, **values: Any) -> bytes:
        """A page; `root` leads from it to the site's folder."""
        html = self._templates.get_template(template).render(root=root, **values)
        return html.encode("utf-8", "replace")

    def index(self) -> bytes:
        known = self._known
        drawn = overview(known)
        return self.render(
            "index.html",
            "",
            choices=choices(known),
            svg=Markup(drawn.svg) if drawn else "",  # noqa: S704 - our own drawing, its words are escaped
            notes=drawn.notes if drawn else (),
            has_borders=bool(drawn and drawn.has_borders),
            undated=len(known.edition.undated),
        )

    def lists(self) -> Iterator[tuple[str, bytes]]:
        """Plain pages of rows; those without a date stand at the end, under their own heading."""
        rows = [(entry.row, entry.incident.when.value.is_known) for entry in self._known.entries]
        for number, part in enumerate(_parts(rows), start=1):
            page = self.render("list.html", "../", rows=part, number=number, pages=_pages(len(rows)))
            yield f"list/{number}.html", page

    def incidents(self) -> Iterator[tuple[str, bytes]]:
        entries = self._known.entries
        template = self._templates.get_template("incident.html")
        for number, entry in enumerate(entries):
            before = entries[number - 1].row if number else None
            after = entries[number + 1].row if number + 1 < len(entries) else None
            html = template.render(root="../", **self._incident(entry), before=before, after=after)
            yield entry.row.page, html.encode("utf-8", "replace")

    def _incident(self, entry: Entry) -> dict[str, Any]:
        drawn = incident_map(entry.incident, self._lines)
        return {
            "view": view_of(entry, self._known),
            "row": entry.row,
            "svg": Markup(drawn.svg) if drawn else "",  # noqa: S704 - our own drawing, its words are escaped
            "notes": [*(drawn.notes if drawn else ()), *filter(None, [unplaced_note(entry.incident)])],
            "has_borders": bool(drawn and drawn.has_borders),
            "legal": NOTE,
        }

    def stubs(self) -> Iterator[tuple[str, bytes]]:
        """A page at every address that once was an incident's: where it went, or that it was withdrawn."""
        gone: dict[str, tuple[str, str]] = {}
        for change in self._known.edition.changes:
            if change.kind is ChangeKind.WITHDRAWN:
                gone.setdefault(page_of(change.code), (change.code, ""))
        for entry in self._known.entries:
            for code in entry.incident.former:
                gone[page_of(code)] = (code, entry.row.code)
        taken = {entry.row.page for entry in self._known.entries}
        for page, (code, leads) in sorted(gone.items()):
            if page not in taken:
                yield page, self.render("moved.html", "../", code=line(code), leads=leads)

    def agreements(self) -> Iterator[tuple[str, bytes]]:
        known = self._known
        order = sorted(known.agreements, key=lambda id_: (_begun(known.agreements[id_]), id_))
        views = [(known.agreement_page(id_), agreement_view(id_, known)) for id_ in order]
        yield "agreements.html", self.render("agreements.html", "", views=views)
        for address, view in views:
            yield address, self.render("agreement.html", "../", view=view, legal=NOTE)

    def sources(self) -> Iterator[tuple[str, bytes]]:
        sources = self._known.edition.sources
        for number, part in enumerate(_parts(sources), start=1):
            page = self.render("sources.html", "../", sources=part, number=number, pages=_pages(len(sources)))
            yield f"sources/{number}.html", page


def _begun(accounts: Iterable[InForce]) -> date:
    """The first day on which it was or may have been in force, by any account."""
    days = (run.first for one in accounts for run in one.days if run.in_force is not Answer.NO)
    return min(days, default=date.max)


def _parts(rows: Sequence[Any]) -> list[Sequence[Any]]:
    return [rows[start : start + _ROWS] for start in range(0, max(len(rows), 1), _ROWS)]


def _pages(rows: int) -> int:
    return max(1, -(-rows // _ROWS))


def _period(edition: Edition) -> str:
    """The period in words, with its time zone."""
    first, last = (f"{day.day} {day:%B} {day.year}" if day else "" for day in (edition.first, edition.last))
    if first and last:
        words = first if first == last else f"{first} – {last}"
    else:
        words = f"from {first}" if first else f"until {last}" if last else "all days"
    return f"{words} ({line(edition.timezone)})"


def _templates() -> Environment:
    loader = DictLoader({f"{name}.html": _asset(f"templates/{name}.html") for name in _TEMPLATES})
    found = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found.filters.update(plain=line, label=label, km=km_words, days=date_words, counted=counted)
    found.filters["site"] = lambda name: _SITES.get(name) or label(name)
    return found


@cache
def _asset(name: str) -> str:
    return (files("trucewatch.publications.site") / name).read_text(encoding="utf-8")


def _ending(name: str) -> str:
    return f".{safe_name(end)}" if "." in name and (end := name.rpartition(".")[2]) else ""
