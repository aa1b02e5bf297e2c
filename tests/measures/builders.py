"""Short builders of documents, claims and keys, so that a test shows nothing but what it is about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from trucewatch.measures.compare import compare
from trucewatch.measures.key import load_key
from trucewatch.model.claim import ActorRef, Claim, Scope, SourceRef, Stance
from trucewatch.model.count import CountRange, Effect, Harm, Who
from trucewatch.model.document import Document, Issue, Reading
from trucewatch.model.place import PlaceRef, PlaceRole
from trucewatch.model.span import Span
from trucewatch.model.time import UNKNOWN_DATE, DateInterval
from trucewatch.packs.loader import load_packs

if TYPE_CHECKING:
    from pathlib import Path

    from trucewatch.measures.fields import Resolver
    from trucewatch.measures.key import Key
    from trucewatch.measures.tally import Measures
    from trucewatch.packs.merged import Packs

TEXT = """Jets hit Northtown

Warplanes from Bigland bombed Northtown on Monday, killing at least 3 people. Gunners of the Hill Guard shelled Southville.
A virus killed 20 people in Southville. The war has killed hundreds since 2019.
"""
ACTORS = """
- {id: bigland, name: Bigland, type: state}
- {id: bigland-army, name: Bigland Army, type: state_forces, member_of: [{id: bigland}]}
- {id: hill-guard, name: Hill Guard, type: armed_group, names: [the Guard]}
"""


def packs_in(folder: Path) -> Packs:
    """The base pack and one with three actors."""
    folder.mkdir(parents=True, exist_ok=True)
    info = 'name: testland\ntitle: Test\nversion: "1"\nlicence: CC0-1.0\n'
    (folder / "pack.yaml").write_text(info, encoding="utf-8")
    (folder / "actors.yaml").write_text(ACTORS, encoding="utf-8")
    return load_packs([folder])


def span(quote: str, text: str = TEXT) -> Span:
    """The first place of these words."""
    start = text.index(quote)
    return Span.of(text, start, start + len(quote))


def claim(quote: str, kind: str = "air_strike", *, text: str = TEXT, **values: Any) -> Claim:
    """A claim that rests on these words."""
    given: dict[str, Any] = {
        "id": f"c_{kind}",
        "report": "r_1",
        "kind": kind,
        "family": "violence",
        "scope": Scope.INCIDENT,
        "stance": Stance.ASSERTED,
        "when": UNKNOWN_DATE,
        "evidence": (span(quote, text),),
        "confidence": 0.9,
        **values,
    }
    return Claim(**given)


def reading(
    *claims: Claim, text: str = TEXT, published: DateInterval = UNKNOWN_DATE, issues: tuple[Issue, ...] = ()
) -> Reading:
    """The reading of one.txt."""
    document = Document(report="r_1", file="reports/one.txt", sha256="", text=text, published=published)
    return Reading(document=document, claims=claims, issues=issues)


def days(first: str, last: str = "") -> DateInterval:
    """An interval of ISO days."""
    return DateInterval(first=date.fromisoformat(first), last=date.fromisoformat(last or first))


def killed(low: int | None, high: int | None, *, who: Who = Who.UNKNOWN, evidence: tuple[Span, ...] = ()) -> Harm:
    """A death toll."""
    return Harm(effect=Effect.KILLED, who=who, count=CountRange(low=low, best=low, high=high, evidence=evidence))


def actor(text: str, of: str = "") -> ActorRef:
    """An actor as found."""
    return ActorRef(id=of, name="", text=text)


def source(name: str, via: str = "", of: str = "") -> SourceRef:
    """A source as found."""
    return SourceRef(name=name, via=via, id=of)


def place(
    text: str, lat: float | None = None, lon: float | None = None, role: PlaceRole = PlaceRole.LOCATION
) -> PlaceRef:
    """A place as found."""
    return PlaceRef(text=text, lat=lat, lon=lon, role=role, radius_km=None if lat is None else 1.0)


def key_of(folder: Path, packs: Packs, claims: list[dict[str, Any]], **report: Any) -> Key:
    """The key of one.txt, read from a file as a user's would be."""
    numbered = [{"id": f"1.{index}", "scope": "incident", **one} for index, one in enumerate(claims, 1)]
    path = folder / "key.yaml"
    path.write_text(yaml.safe_dump({"reports": {"one.txt": {**report, "claims": numbered}}}), encoding="utf-8")
    return load_key(path, packs.kinds)


def measured(
    folder: Path, claims: list[dict[str, Any]], found: Reading, resolve: Resolver | None = None, **report: Any
) -> Measures:
    """What comes of comparing one reading with one key."""
    packs = packs_in(folder / "testland")
    return compare(key_of(folder, packs, claims, **report), [found], packs, resolve)
