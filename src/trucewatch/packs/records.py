"""From checked YAML to the values of `values.py`; the schemas here are the form that the packs' guide describes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from trucewatch.packs.schema import (
    BadValueError,
    FaultList,
    Field,
    Schema,
    country,
    day,
    describe,
    flag,
    list_of,
    one_of,
    read_record,
    record_of,
    slug,
    slugs,
    text,
    texts,
)
from trucewatch.packs.values import (
    Actor,
    ActorType,
    CalendarEvent,
    EventKind,
    Family,
    Kind,
    Membership,
    Origin,
    Outlet,
    OutletType,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from trucewatch.packs.errors import Trail

T = TypeVar("T")

MEMBERSHIP = Schema("a membership", {"id": Field(slug, required=True), "from": Field(day), "to": Field(day)})
ACTOR = Schema(
    "an actor",
    {
        "id": Field(slug, required=True),
        "name": Field(text, required=True),
        "type": Field(partial(one_of, ActorType), required=True),
        "country": Field(country),
        "names": Field(texts),
        "adjectives": Field(texts),
        "generic": Field(texts),
        "leaders": Field(texts),
        "seats": Field(texts),
        "member_of": Field(partial(list_of, partial(record_of, MEMBERSHIP))),
        "listed": Field(texts),
    },
)
OUTLET = Schema(
    "an outlet",
    {
        "id": Field(slug, required=True),
        "name": Field(text, required=True),
        "type": Field(partial(one_of, OutletType), required=True),
        "names": Field(texts),
        "domains": Field(texts),
        "country": Field(country),
        "language": Field(text),
        "wire": Field(flag),
    },
)
EVENT = Schema(
    "an event",
    {
        "id": Field(slug, required=True),
        "name": Field(text, required=True),
        "first": Field(day, required=True),
        "last": Field(day, required=True),
        "kind": Field(partial(one_of, EventKind), required=True),
        "names": Field(texts),
        "place": Field(text),
        "parties": Field(slugs),
        "source": Field(text),
    },
)
ACLED = Schema("the ACLED code", {"event": Field(text, required=True), "sub_event": Field(text, required=True)})
KIND = Schema(
    "a kind",
    {
        "id": Field(slug, required=True),
        "family": Field(partial(one_of, Family), required=True),
        "label": Field(text, required=True),
        "acled": Field(partial(record_of, ACLED)),
        "plover": Field(text),
        "cameo": Field(text),
    },
)
INFO = Schema(
    "the pack",
    {
        "name": Field(slug, required=True),
        "title": Field(text, required=True),
        "version": Field(text, required=True),
        "licence": Field(text, required=True),
        "attribution": Field(texts),
        "requires": Field(slugs),
        "countries": Field(partial(list_of, country)),
    },
)


def read_list(data: Any, schema: Schema, make: Callable[..., T], origin: Origin, faults: FaultList) -> Iterator[T]:
    """The good records of one file's list, made into values; each bad one becomes a fault."""
    if data is None:
        return
    if not isinstance(data, list):
        what = f"expected a list of records, found {describe(data)}"
        faults.add(origin.path, (), what, "begin each record with '- id: …'")
        return
    for index, item in enumerate(data):
        record = read_record(item, schema, origin.path, (index,), faults)
        if record is not None:
            at = Origin(pack=origin.pack, path=origin.path, index=index)
            try:
                yield make(**record, origins=(at,))
            except BadValueError as error:
                faults.add(origin.path, (index, *error.trail), f"{schema.noun}: {error}", error.remedy)


def actor(*, member_of: tuple[Any, ...] = (), names: tuple[str, ...] = (), **values: Any) -> Actor:
    """An actor; its canonical name leads its names."""
    return Actor(
        **values, names=_led(values["name"], names), member_of=tuple(_membership(**dict(m)) for m in member_of)
    )


def outlet(*, names: tuple[str, ...] = (), **values: Any) -> Outlet:
    """An outlet; its canonical name leads its names."""
    return Outlet(**values, names=_led(values["name"], names))


def event(*, names: tuple[str, ...] = (), **values: Any) -> CalendarEvent:
    """A datable event; its canonical name leads its phrases."""
    _in_order(values["first"], values["last"], ("last",))
    return CalendarEvent(**values, names=_led(values["name"], names))


def kind(*, acled: tuple[Any, ...] = (), **values: Any) -> Kind:
    """A kind with its ACLED pair laid out."""
    codes = dict(acled)
    return Kind(**values, acled_event=codes.get("event", ""), acled_sub_event=codes.get("sub_event", ""))


def _membership(**values: Any) -> Membership:
    first, last = values.get("from"), values.get("to")
    _in_order(first, last, ("member_of",))
    return Membership(id=values["id"], first=first, last=last)


def _in_order(first: date | None, last: date | None, trail: Trail) -> None:
    if first is not None and last is not None and last < first:
        msg = f"it ends on {last}, before it begins on {first}"
        raise BadValueError(msg, "swap the two days or mend one", trail)


def _led(name: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((name, *names)))
