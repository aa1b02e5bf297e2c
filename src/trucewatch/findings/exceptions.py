"""Whether anything speaks for an exception that the terms make: it stays open at most, for it is never granted here."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from trucewatch.findings.wording import opposed, some
from trucewatch.model.finding import Answer, Tested
from trucewatch.model.incident import Bearing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trucewatch.model.agreement import Agreement, Article, Carveout
    from trucewatch.model.claim import ActorRef
    from trucewatch.model.incident import Citation, Incident
    from trucewatch.packs.circles import Circles, Days

_SHOWN = 2


def test_exception(agreement: Agreement, article: Article, incident: Incident, circles: Circles) -> Tested:
    """Open where a reported target is one that a carve-out names, or where quoted words lean on it; never yes."""
    if not article.excepts:
        return Tested(answer=Answer.NO, reason="the article makes no exception")
    grounds = [
        ground
        for carveout in agreement.carveouts
        if carveout.id in article.excepts
        for ground in (*_targets(carveout, incident, circles), *_words(carveout, incident, circles))
    ]
    if not grounds:
        return Tested(
            answer=Answer.NO,
            reason="nothing in the reports speaks for an exception",
            change="a party that leans on an exception",
        )
    return Tested(
        answer=Answer.CANNOT_TELL,
        reason="; ".join(dict.fromkeys(grounds)),
        change="knowing who or what was hit",
    )


def _targets(carveout: Carveout, incident: Incident, circles: Circles) -> Iterator[str]:
    when = incident.when.value
    days = when.first, when.last
    told = incident.targets
    if names := _excepted(carveout, opposed(incident), circles, days):
        what = "the reported target" if told.value else "a side of the clash"
        yield f"{what}, {some(names)}, is one that the terms leave out"
    rivals = [held.value for held in told.others if held.bearing is Bearing.DISSENT]
    if names := _excepted(carveout, [ref for value in rivals for ref in value], circles, days):
        yield f"some reports name as the target {some(names)}, one that the terms leave out"


def _excepted(carveout: Carveout, refs: Sequence[ActorRef], circles: Circles, days: Days) -> list[str]:
    return [
        ref.name
        for ref in refs
        if ref.id and any(circles.belongs(ref.id, body, days) is not False for body in carveout.targets)
    ]


def _words(carveout: Carveout, incident: Incident, circles: Circles) -> Iterator[str]:
    """One ground for every word of the carve-out that a quotation has, the first quotation each."""
    if not carveout.words:
        return
    pattern = _pattern(carveout.words)
    seen: dict[str, Citation] = {}
    for citation in incident.citations:
        for found in pattern.finditer(citation.span.quote):
            seen.setdefault(found[0].casefold(), citation)
    for word, citation in list(seen.items())[:_SHOWN]:
        yield f"the words “{word}” ({citation.file}{_whose(incident, citation, circles)}) lean on it"


def _whose(incident: Incident, citation: Citation, circles: Circles) -> str:
    """Says so where the words go back to the side that is said to have done it."""
    speakers = [origin for origin in incident.origins if citation.claim in origin.claims]
    for ref in incident.actors.value:
        side = {ref.id, *circles.ever(ref.id)} if ref.id else set[str]()
        if any(origin.id.removeprefix("body:") in side for origin in speakers if origin.id.startswith("body:")):
            return f", {ref.name}{_genitive(ref.name)} own words"
    return ""


def _genitive(name: str) -> str:
    return "’" if name.endswith("s") else "’s"


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, whole, in the singular or the plural."""
    stems = sorted({re.sub(r"(?<=\w{3}[^s])s$", "", word.strip()) for word in words}, key=len, reverse=True)
    spelt = (re.escape(stem).replace(r"\ ", r"\s+") for stem in stems)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelt)})(?:e?s)?(?!\w)", re.IGNORECASE)
