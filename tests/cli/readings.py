"""Hand-made readings, so that what is tested is the command and not what is read."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from trucewatch.model.claim import ActorRef, Claim, Scope, Stance, Trace
from trucewatch.model.document import Document, Issue, Reading
from trucewatch.model.place import PlaceRef
from trucewatch.model.span import Span
from trucewatch.model.time import DateHow, DateInterval, DatePrecision

TEXT = "Sundland shelled Karm on Wednesday."
WEDNESDAY = date(2020, 3, 4)


def shelling(claim_id: str) -> Claim:
    """A claim of `TEXT`."""

    def words(quote: str) -> tuple[Span, ...]:
        start = TEXT.index(quote)
        return (Span.of(TEXT, start, start + len(quote)),)

    return Claim(
        id=claim_id,
        report="r_0123456789ab",
        kind="shelling",
        family="violence",
        scope=Scope.INCIDENT,
        stance=Stance.ASSERTED,
        when=DateInterval(
            first=WEDNESDAY,
            last=WEDNESDAY,
            precision=DatePrecision.DAY,
            how=DateHow.WEEKDAY,
            evidence=words("on Wednesday"),
            rule="weekday_past",
            anchor="published",
        ),
        where=(PlaceRef(text="Karm", name="Karm", lat=1.0, lon=2.0, radius_km=3.0, evidence=words("Karm")),),
        actors=(ActorRef(id="sundland", name="Sundland", text="Sundland", evidence=words("Sundland")),),
        evidence=words(TEXT),
        reader="grammar/1",
        confidence=0.9,
        trace=(
            Trace(field="kind", rule="shell.v", path="", span=words("shelled")[0]),
            Trace(field="actors", rule="subject", path="nsubj", span=words("Sundland")[0]),
        ),
    )


def report(file: str, *claims: str, text: str = TEXT, language: str = "en", issue: str = "") -> Reading:
    """A reading of a file with claims of these ids."""
    document = Document(
        report="r_0123456789ab", file=file, sha256="ab" * 32, text=text, title=f"Report {file}", language=language
    )
    issues = (Issue(code="odd", text=issue),) if issue else ()
    return Reading(document=document, claims=tuple(map(shelling, claims)), issues=issues)


class Reads(Protocol):
    """Makes every command read these, whatever paths it names; gives the arguments of each call."""

    def __call__(self, *readings: Reading | BaseException) -> list[dict[str, Any]]: ...
