"""FollowTheMoney entities, checked by its own model: events with their parties, places and documents, and notes for findings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from followthemoney import model

from trucewatch.publications.exports.book import names_of, outlets_of, reports_of
from trucewatch.publications.exports.incidents import DEGREES, ends, party_names, rounded
from trucewatch.publications.exports.tables import moment, whole
from trucewatch.publications.tallies import happened_at, located
from trucewatch.publications.words import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from followthemoney.proxy import EntityProxy

    from trucewatch.model.claim import ActorRef
    from trucewatch.model.incident import Incident
    from trucewatch.publications.edition import ReportSource
    from trucewatch.publications.exports.book import Book
    from trucewatch.publications.exports.saving import Saver
    from trucewatch.publications.findings.stated import Stated

_PREFIX = "tw"


def ftm_file(book: Book) -> Saver:
    """A line an entity, each once: documents, organisations, addresses, events, notes."""

    def saver(file: BinaryIO) -> None:
        for entity in entities(book):
            told = json.dumps(_plain(entity), ensure_ascii=False, sort_keys=True)
            file.write(told.encode(errors="replace") + b"\n")

    return saver


def _plain(entity: EntityProxy) -> dict[str, Any]:
    """The entity as its library writes it, the values of a property in one order."""
    told = entity.to_dict()
    return {**told, "properties": {name: sorted(values) for name, values in told["properties"].items()}}


def entities(book: Book) -> Iterator[EntityProxy]:
    """All entities of an edition."""
    yield from (_document(source) for source in book.edition.sources)
    parties: dict[str, ActorRef] = {}
    for incident, _ in book.told():
        for ref in (*incident.actors.value, *incident.targets.value):
            parties.setdefault(_party_id(ref), ref)
    yield from (_organisation(id_, ref) for id_, ref in sorted(parties.items()))
    addresses: dict[str, EntityProxy] = {}
    events = []
    for incident, _ in book.told():
        own = [_address(place) for place in located(incident)]
        addresses |= {str(one.id): one for one in own}
        events.append(_event(incident, book, own))
    yield from (addresses[id_] for id_ in sorted(addresses))
    yield from events
    yield from map(_note, book.edition.findings)


def _made(schema: str, *key: str) -> EntityProxy:
    entity = model.make_entity(schema, key_prefix=_PREFIX)
    entity.make_id(schema, *map(whole, key))
    return entity


def _add(entity: EntityProxy, name: str, values: Iterable[str | None]) -> None:
    for value in values:
        if value:
            entity.add(name, whole(value))


def _document_id(report: str) -> str:
    return str(_made("Document", report).id)


def _document(source: ReportSource) -> EntityProxy:
    entity = _made("Document", source.report)
    _add(entity, "fileName", [source.file or source.report])
    _add(entity, "title", [source.title])
    _add(entity, "notes", [f"SHA-256 of the bytes received: {source.sha256}" if source.sha256 else None])
    _add(entity, "publisher", [source.outlet])
    _add(entity, "language", [source.language])
    _add(entity, "retrievedAt", [moment(source.received)])
    day = source.published
    _add(entity, "publishedAt", [day.first.isoformat() if day.first and day.is_day else None])
    return entity


def _party_id(ref: ActorRef) -> str:
    return str(_made("Organization", ref.id or f"name:{ref.name or ref.text}").id)


def _organisation(id_: str, ref: ActorRef) -> EntityProxy:
    entity = model.make_entity("Organization", key_prefix=_PREFIX)
    entity.id = id_
    _add(entity, "name", [ref.name or ref.text])
    return entity


def _address(place: Any) -> EntityProxy:
    name = place.name or place.text
    lat, lon = rounded(place.lat, DEGREES), rounded(place.lon, DEGREES)
    entity = _made("Address", place.id or f"name:{name}", str(lat), str(lon), str(place.radius_km))
    _add(entity, "full", [", ".join(dict.fromkeys((name, *reversed(place.admin))))])
    _add(entity, "latitude", [str(lat)])
    _add(entity, "longitude", [str(lon)])
    if place.radius_km is not None:
        _add(entity, "remarks", [f"within {place.radius_km:g} km; position of: {place.precision}"])
    return entity


def _event(incident: Incident, book: Book, addresses: Iterable[EntityProxy]) -> EntityProxy:
    entity = _made("Event", incident.code)
    when, kind = incident.when.value, book.label(incident.kind.value)
    places = names_of(happened_at(incident))
    _add(entity, "name", [f"Reported: {kind}, {', '.join(places) or 'place not told'} ({incident.code})"])
    _add(entity, "recordId", [incident.code])
    _add(
        entity, "keywords", [kind, str(incident.happened), "graphic words" if book.is_graphic(incident.code) else None]
    )
    _add(entity, "startDate", [when.first.isoformat() if when.first else None])
    _add(entity, "endDate", [when.last.isoformat() if when.last else None])
    _add(entity, "date", [when.first.isoformat() if when.first and when.is_day else None])
    _add(entity, "location", places)
    _add(entity, "addressEntity", [one.id for one in addresses])
    _add(entity, "involved", [_party_id(ref) for ref in (*incident.actors.value, *incident.targets.value)])
    _add(entity, "proof", [_document_id(one) for one in reports_of(incident) if one in book.reports])
    _add(entity, "publisher", outlets_of(incident))
    _add(entity, "summary", [_summary(incident, kind)])
    _add(entity, "description", [one.span.quote for one in incident.citations if one.claim in incident.claims])
    return entity


def _summary(incident: Incident, kind: str) -> str:
    """What is reported, by whom it is said to have been done, and how well it is borne out."""
    who = ", ".join(party_names(incident.actors.value)) or "nobody named"
    aimed = ", ".join(party_names(incident.targets.value))
    tolls = ", ".join(f"{label(effect)} {ends(total.value)}" for effect, total in incident.totals.items())
    parts = [f"{kind}; reported to have done it: {who}", f"aimed at: {aimed}" if aimed else "", tolls]
    return "; ".join(filter(None, (*parts, f"grade: {incident.happened}")))


def _note(told: Stated) -> EntityProxy:
    """A finding as a note on its event."""
    finding = told.finding
    entity = _made("Note", finding.id)
    article = f"article {finding.article}" if finding.article else "no article"
    _add(entity, "name", [f"{told.agreement_name}, {article}: {finding.result}"])
    _add(entity, "entity", [str(_made("Event", finding.incident).id)])
    _add(entity, "description", [finding.reason])
    _add(entity, "summary", [finding.start])
    _add(entity, "notes", ["Not legal advice; a finding says what reports and terms say, not what happened."])
    return entity
