"""The form of an agreement file: every key that it may have, part by part, and how its value is read."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from trucewatch.model.agreement import Form, Milestone, Role
from trucewatch.packs.agreements.moments import clock, words, zone_name
from trucewatch.packs.schema import (
    BadValueError,
    Field,
    Schema,
    country,
    describe,
    flag,
    list_of,
    one_of,
    slug,
    text,
    texts,
)

MAX_QUOTE = 60
"""Words that a quotation may have; terms are quoted to be recognised, not to be reprinted."""
_MOST = 1_000_000
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _day(value: Any) -> str:
    """A publication's day, month or year."""
    written = str(value) if type(value) is int else value
    if not isinstance(written, str) or not _DAY.fullmatch(written):
        msg = f"expected a day, month or year, found {describe(value)}"
        raise BadValueError(msg, "write it as 2020-03-05, 2020-03 or 2020")
    return written


def _address(value: Any) -> str:
    address = text(value)
    if not address.startswith(("https://", "http://")):
        msg = f"{address[:60]!r} is no address"
        raise BadValueError(msg, "begin it with https://")
    return address


def _quote(value: Any) -> str:
    quote = text(value)
    if (length := len(quote.split())) > MAX_QUOTE:
        msg = f"the quotation has {length} words, more than {MAX_QUOTE}"
        raise BadValueError(msg, "quote only the words that lay down the duty, with … between them")
    return quote


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _MOST:
        msg = f"expected a whole number from 0 to {_MOST:,}, found {describe(value)}"
        raise BadValueError(msg, "mend the number")
    return value


def _some(read: Any, value: Any) -> tuple[Any, ...]:
    found: tuple[Any, ...] = list_of(read, value)
    if not found:
        msg = "the list is empty"
        raise BadValueError(msg, "add an entry")
    return found


def _register(value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        msg = f"expected a mapping, found {describe(value)}"
        raise BadValueError(msg, 'write it as {pa_x: ["2273"]}')
    return {slug(key): _texts_at(key, ids) for key, ids in sorted(value.items())}


def _texts_at(key: str, value: Any) -> tuple[str, ...]:
    try:
        return tuple(texts(value))
    except BadValueError as error:
        raise error.below(key) from None


def _part(value: Any) -> Any:
    """A list that is read record by record, so that each fault in it is told."""
    if not isinstance(value, list):
        msg = f"expected a list, found {describe(value)}"
        raise BadValueError(msg, "begin each entry with '- '")
    if not value:
        msg = "the list is empty"
        raise BadValueError(msg, "add an entry, or take the line out")
    return value


SOURCE = Schema(
    "a source",
    {
        "id": Field(slug, required=True),
        "title": Field(text, required=True),
        "publisher": Field(text),
        "date": Field(_day),
        "url": Field(_address),
    },
)
PARTY = Schema(
    "a party",
    {
        "actor": Field(text, required=True),
        "role": Field(partial(one_of, Role), required=True),
        "through": Field(texts),
        "sources": Field(texts),
        "note": Field(text),
    },
)
CARVEOUT = Schema(
    "a carve-out",
    {
        "id": Field(slug, required=True),
        "quote": Field(_quote, required=True),
        "paraphrase": Field(text, required=True),
        "targets": Field(texts),
        "words": Field(texts),
        "sources": Field(partial(_some, text), required=True),
    },
)
ARTICLE = Schema(
    "an article",
    {
        "number": Field(text, required=True),
        "form": Field(partial(one_of, Form), required=True),
        "quote": Field(_quote),
        "paraphrase": Field(text, required=True),
        "acts": Field(texts),
        "breaches": Field(texts),
        "weapons": Field(texts),
        "objects": Field(texts),
        "binds": Field(texts),
        "against": Field(texts),
        "zone": Field(text),
        "begins": Field(words),
        "ends": Field(words),
        "due": Field(words),
        "every_days": Field(_whole),
        "counted": Field(text),
        "at_least": Field(_whole),
        "per_days": Field(_whole),
        "excepts": Field(texts),
        "sources": Field(partial(_some, text), required=True),
        "note": Field(text),
    },
)
DATE = Schema(
    "a date",
    {
        "what": Field(partial(one_of, Milestone), required=True),
        "at": Field(words, required=True),
        "until": Field(words),
        "clock": Field(clock),
        "by": Field(text),
        "sources": Field(texts),
        "note": Field(text),
        "checked": Field(flag),
    },
)
AGREEMENT = Schema(
    "the agreement",
    {
        "id": Field(slug, required=True),
        "name": Field(text, required=True),
        "short": Field(text, required=True),
        "names": Field(texts),
        "register": Field(_register),
        "countries": Field(partial(_some, country), required=True),
        "timezone": Field(zone_name, required=True),
        "zone": Field(text),
        "based_on": Field(texts),
        "supersedes": Field(texts),
        "note": Field(text),
        "unchecked": Field(texts),
        "sources": Field(_part, required=True),
        "parties": Field(_part, required=True),
        "zones": Field(_part),
        "carveouts": Field(_part),
        "articles": Field(_part, required=True),
        "dates": Field(_part, required=True),
    },
)
PARTS = {"sources": SOURCE, "parties": PARTY, "carveouts": CARVEOUT, "articles": ARTICLE, "dates": DATE}
"""The lists of records in a file, by key; its zones are read as those of `zones/*.yaml` are."""
KEYS = {"sources": "id", "parties": "actor", "carveouts": "id", "articles": "number", "zones": "id"}
"""What may stand only once in each list."""
