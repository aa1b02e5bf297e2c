"""A clinic shelled in Binnish, told by a nurse and a named witness, and a patrol a day's drive away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from trucewatch.model.claim import SourceRef, ThingRef
from trucewatch.model.incident import Citation, Held, Incident, Origin, Settled
from trucewatch.model.place import PlaceRef
from trucewatch.model.profile import Grain, Profile, SiteRule
from trucewatch.model.span import Span
from trucewatch.model.time import DateHow, DateInterval, DatePrecision
from trucewatch.packs import load_packs
from trucewatch.withholding.gather import gather
from trucewatch.withholding.sieve import sieve
from trucewatch.withholding.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model.profile import Withheld
    from trucewatch.withholding.context import Context

NOW = datetime(2020, 4, 1, 12, tzinfo=UTC)
DAY = date(2020, 3, 5)
HEALTH = SiteRule(objects=("health", "camp"), places=("camp",), grain=Grain.DISTRICT, radius_km=10.0)
PUBLIC = Profile(id="public", name="Public", sites=(HEALTH,))
OPEN = Profile(id="open", name="Open", persons=False, sources=False, quote_words=0, graphic="show", files=True)

BINNISH = PlaceRef(
    text="Binnish", id="gn-171451", name="Binnish", lat=35.9566, lon=36.7138, radius_km=1.8, precision="town", code=1,
    admin=("Syria", "Idleb", "Idleb", "Bennsh"), pcodes=("SY", "SY07", "SY0700", "SY070001"), method="exact", score=0.9,
)  # fmt: skip
TAFAS = PlaceRef(
    text="Tafas", id="gn-163806", name="Tafas", lat=32.7356, lon=36.0669, radius_km=1.5, precision="town", code=1,
    admin=("Syria", "Dar'a", "Dar'a", "Mzeireb"), pcodes=("SY", "SY12"), method="exact", score=0.9,
)  # fmt: skip


PLAIN = "Shells fell on the town before dawn and killed two people."


@cache
def known_vocabulary() -> Vocabulary:
    """The vocabulary of the built-in packs; property tests do not take it as an argument, for they would print it."""
    return Vocabulary.of(load_packs())


def day(on: date | None = DAY) -> DateInterval:
    """One day, or none."""
    return DateInterval(first=on, last=on, precision=DatePrecision.DAY, how=DateHow.STATED)


def settled(value: Any, *others: Any, **more: Any) -> Settled[Any]:
    """A value that one claim gives."""
    held = tuple(Held(value=other, claims=("c_2",), origins=("outlet:wire",)) for other in others)
    return Settled(value=value, rule="alone", claims=("c_1",), origins=("outlet:wire",), others=held, **more)


def cited(
    quote: str, start: int = 100, outlet: str = "Reuters", file: str = "one.txt", report: str = "r_1"
) -> Citation:
    """Words of a report."""
    span = Span(start=start, end=start + len(quote), quote=quote)
    return Citation(claim="c_1", report=report, file=file, outlet=outlet, span=span)


def incident(code: str = "TW-CLINIC", *quotes: str, **changes: Any) -> Incident:
    """An incident in Binnish without anything particular, its quotes one after another."""
    base = Incident(
        code=code,
        family="violence",
        kind=settled("shelling"),
        when=settled(day()),
        where=settled((BINNISH,)),
        actors=settled(()),
        targets=settled(()),
        origins=(Origin(id="outlet:wire", name="Reuters", claims=("c_1",), reports=("r_1",)),),
        claims=("c_1",),
        citations=tuple(cited(quote, 1000 * at) for at, quote in enumerate(quotes or (PLAIN,))),
        decisions=("d_1",),
    )
    return replace(base, **changes)


CLINIC = incident(
    "TW-CLINIC",
    "Shells hit the Rahma clinic in Binnish at dawn and killed two patients, a nurse at the clinic in Binnish told Reuters.",
    "“We dug them out with our hands,” said Walid Tarakzi, a baker, while the shelling of the town went on until noon.",
    objects=(ThingRef(id="health", text="the Rahma clinic"),),
    sources=(SourceRef(name="nurse at the clinic in Binnish", via="Reuters"), SourceRef(name="Walid Tarakzi")),
    origins=(
        Origin(id="outlet:wire", name="Reuters", claims=("c_1",), reports=("r_1",)),
        Origin(
            id="voice:walid tarakzi",
            name="Walid Tarakzi",
            claims=("c_1",),
            reports=("r_1",),
            why="one.txt quotes Walid Tarakzi",
        ),
    ),
    reasons=("2 origins tell it (Reuters, Walid Tarakzi; one.txt).",),
)
PATROL = incident(
    "TW-PATROL",
    "A joint patrol drove through Tafas at noon and turned back before it reached the bridge.",
    kind=settled("patrol"),
    where=settled((TAFAS,)),
)
BARELY = incident(
    "TW-BARELY", "Machine guns were heard at Binnish, Tarakzi recalled, and nobody was hurt that night in the town."
)


def context(vocabulary: Vocabulary, incidents: Sequence[Incident], profile: Profile = PUBLIC, **more: Any) -> Context:
    """What these incidents withhold together."""
    return gather(incidents, profile, vocabulary, NOW, **more)


def sieved(
    vocabulary: Vocabulary, incidents: Sequence[Incident], profile: Profile = PUBLIC, **more: Any
) -> tuple[list[Incident | None], list[Withheld]]:
    """All incidents as a profile tells them, and all that was held back."""
    known = context(vocabulary, incidents, profile, **more)
    told = [sieve(one, profile, NOW, known) for one in incidents]
    return [one for one, _ in told], [note for _, notes in told for note in notes]
