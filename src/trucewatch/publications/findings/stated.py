"""A finding beside the words that it needs to be read by itself: what was reported, and what the article says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.model.agreement import Agreement, Article, Form
    from trucewatch.model.claim import ActorRef
    from trucewatch.model.finding import Finding
    from trucewatch.model.incident import Grade, Incident
    from trucewatch.model.time import DateInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A finding with what its incident and its article say of themselves.

    `where` are places' names, `grade` is whether it happened. `form`, `quote` and `paraphrase` are the article's; there
    are none where no article speaks of such an act.
    """

    finding: Finding
    kind: str
    when: DateInterval
    where: tuple[str, ...]
    actors: tuple[ActorRef, ...]
    grade: Grade
    agreement_name: str
    form: Form | None = None
    quote: str = ""
    paraphrase: str = ""


def stated(finding: Finding, incident: Incident, agreement: Agreement) -> Stated:
    """The finding with the words of its incident and agreement."""
    article = article_of(agreement, finding.article)
    return Stated(
        finding=finding,
        kind=incident.kind.value,
        when=incident.when.value,
        where=tuple(dict.fromkeys(place.name or place.text for place in incident.where.value)),
        actors=incident.actors.value,
        grade=incident.happened,
        agreement_name=agreement.short or agreement.name,
        form=article.form if article else None,
        quote=article.quote if article else "",
        paraphrase=article.paraphrase if article else "",
    )


def article_of(agreement: Agreement, number: str) -> Article | None:
    """The article with this number; `None` for none."""
    return next((article for article in agreement.articles if number and article.number == number), None)
