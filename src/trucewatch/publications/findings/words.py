"""A finding in words: what is reported, what terms say, and whose start was used; the words accuse and clear nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model.finding import Result
from trucewatch.publications.incidents.words import parties
from trucewatch.publications.words import date_words, label, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trucewatch.model.agreement import Form
    from trucewatch.publications.findings.stated import Stated
    from trucewatch.publications.table import Look

NO_ARTICLE = "no article"
BY_RULES = "the rules gave it; a person can decide otherwise"
_FORMS: Mapping[str, str] = {
    "ban": "a ban",
    "deadline": "a deadline",
    "recurring duty": "a recurring duty",
    "threshold": "a threshold",
}
_WARM = frozenset({Result.INCONSISTENT, Result.POSSIBLY})


def form_words(form: Form | None) -> str:
    """Its form with its article: "a ban"."""
    return _FORMS.get(str(form), "") if form else ""


def article_words(number: str) -> str:
    """As in "article 1"."""
    return f"article {line(number)}" if number else NO_ARTICLE


def terms_words(told: Stated) -> str:
    """The agreement, its article and what sort of article that is: "Karm truce, article 1, a ban"."""
    form = f", {form_words(told.form)}" if told.form else ""
    return f"{line(told.agreement_name)}, {article_words(told.finding.article)}{form}"


def reported_words(told: Stated) -> str:
    """What reports say of the incident, in one sentence without a full stop."""
    places = ", ".join(map(line, told.where)) or "place not told"
    who = parties(told.actors)
    attributed = f"attributed to {who}" if who else "nobody is named as having done it"
    return f"Reported: {line(label(told.kind))}, {places}, {date_words(told.when)}; {attributed} ({told.grade})"


def reason_words(told: Stated) -> str:
    """Why the result is what it is: the person's reason where a person decided, else the rules'."""
    finding = told.finding
    return sentence(f"a person decided so: {finding.why}" if finding.decision else finding.reason)


def decided_words(told: Stated, author: str = "") -> str:
    """Who gave the result, and why where a person did."""
    finding = told.finding
    if not finding.decision:
        return BY_RULES
    return f"by {line(author) or 'a person'} ({line(finding.decision)}): {line(finding.why)}"


def machine_words(told: Stated) -> str:
    """What the rules gave where a person decided, with their reason; else nothing."""
    finding = told.finding
    return f"{finding.machine}: {sentence(finding.reason)}" if finding.decision and finding.machine else ""


def result_shown(result: Result, look: Look, words: str = "") -> str:
    """The result, or some words of it, coloured where a reader should look twice."""
    return (look.warm if result in _WARM else look.bold)(words or str(result))


def tally_words(counts: Mapping[Result, int]) -> str:
    """As in "3 inconsistent, 1 not covered"; in the order of results, without those that there are none of."""
    return ", ".join(f"{counts[result]:,} {result}" for result in Result if counts.get(result))


def sentence(text: str) -> str:
    """The text as one line that ends like a sentence."""
    told = line(text)
    return told if not told or told.endswith((".", "!", "?", "”")) else f"{told}."


def quoted(texts: Iterable[str]) -> str:
    """Passages in quotation marks, one after another."""
    return " … ".join(f"“{line(text)}”" for text in texts if text)
