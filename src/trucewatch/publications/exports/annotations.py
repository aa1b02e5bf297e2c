"""W3C Web Annotations: a quote each, bound to the bytes of its report by hash, and to every incident and finding that cites it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from trucewatch.publications.exports.book import GRAPHIC_NOTE
from trucewatch.publications.exports.tables import moment
from trucewatch.publications.jsonl import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from trucewatch.model.incident import Citation
    from trucewatch.publications.as_json import Json
    from trucewatch.publications.exports.book import Book
    from trucewatch.publications.exports.saving import Saver

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_NAME = "urn:trucewatch:"


def annotations_file(book: Book, about: Iterable[str]) -> Saver:
    """One collection with all annotations on its one page; `summary` says what it is."""
    quotes, summary = list(quotes_of(book)), "\n".join(about)
    name = uuid5(NAMESPACE_URL, f"{_NAME}annotations:{summary}")
    first = uuid5(name, "1").urn
    collection: Json = {
        "@context": CONTEXT,
        "id": name.urn,
        "type": "AnnotationCollection",
        "label": "Quotes that incidents and findings rest on",
        "summary": summary,
        "total": len(quotes),
        "last": first,
    }
    head = text_of(collection)[:-1]
    page = text_of({"id": first, "type": "AnnotationPage", "partOf": name.urn, "startIndex": 0})[:-1]

    def saver(file: BinaryIO) -> None:
        file.write(f'{head}, "first": {page}, "items": ['.encode())
        file.write(b",".join(b"\n" + text_of(quote).encode() for quote in quotes))
        file.write(b"\n]}}\n")

    return saver


def quotes_of(book: Book) -> Iterator[Json]:
    """An annotation for each stretch of a report, in the order of reports, then text."""
    bodies: dict[tuple[str, int, int, str], dict[str, Json]] = {}
    for citation, body in _cited(book):
        span = citation.span
        key = (citation.report, span.start, span.end, span.quote)
        bodies.setdefault(key, {})[str(body["id"])] = body
    for (report, start, end, quote), found in sorted(bodies.items(), key=lambda one: one[0]):
        source = _source(report, book)
        yield {
            "id": uuid5(NAMESPACE_URL, f"{source}#char={start},{end}").urn,
            "type": "Annotation",
            "motivation": "describing",
            "creator": {"type": "Software", "name": "trucewatch"},
            "generated": moment(book.edition.cutoff),
            "body": list(found.values()),
            "target": {"type": "SpecificResource", "source": source, "selector": _selectors(start, end, quote)},
        }


def _cited(book: Book) -> Iterator[tuple[Citation, Json]]:
    """Each citation with what cites it."""
    for incident, _ in book.told():
        value = f"{incident.code}: {book.label(incident.kind.value)}, as reported" + _mark(incident.code, book)
        for citation in incident.citations:
            yield citation, _body(f"{_NAME}incident:{incident.code}", value)
    for told in book.edition.findings:
        finding = told.finding
        value = f"{finding.id} on {finding.incident}: {finding.result}. {finding.reason}" + _mark(
            finding.incident, book
        )
        for citation in finding.citations:
            yield citation, _body(f"{_NAME}finding:{finding.id}", value)


def _mark(code: str, book: Book) -> str:
    return f". {GRAPHIC_NOTE}" if book.is_graphic(code) else ""


def _body(id_: str, value: str) -> Json:
    return {"id": id_, "type": "TextualBody", "value": value, "format": "text/plain", "language": "en"}


def _source(report: str, book: Book) -> str:
    """The report by the hash of its bytes; by its id where the edition does not tell of it."""
    source = book.reports.get(report)
    return f"urn:sha256:{source.sha256}" if source and source.sha256 else f"{_NAME}report:{report}"


def _selectors(start: int, end: int, quote: str) -> list[Json]:
    """Where the words stand; the words themselves only where they can be the text's own by their length."""
    position: Json = {"type": "TextPositionSelector", "start": start, "end": end}
    return [{"type": "TextQuoteSelector", "exact": quote}, position] if len(quote) == end - start else [position]
