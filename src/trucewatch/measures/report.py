"""Measures as a table for people and as JSON for gates; both show the same figures, none rounded up to a better one."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, Any

from trucewatch.measures.fields import HARM_FIELDS
from trucewatch.measures.tally import ERRORS, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trucewatch.measures.links import LinkMeasures, LinkTally
    from trucewatch.measures.tally import Detail, Measures

SCHEMA = "trucewatch-measures/1"
HARM_AND_COUNTS = "harm_and_counts"
ROWS = (
    "claims",
    "claims_with_scope",
    "scope",
    "stance",
    "published",
    "date",
    "places",
    "origins",
    "actors",
    "targets",
    "parties",
    "sources",
    *HARM_FIELDS,
    "counts",
    HARM_AND_COUNTS,
    "headline_unsupported",
)


def rows(measures: Measures) -> dict[str, Tally]:
    """The tallies in the order of the table, with the sum over harm and counts added; those without any value left out."""
    summed = sum((measures.fields.get(name, Tally()) for name in (*HARM_FIELDS, "counts")), Tally())
    every = {**measures.fields, HARM_AND_COUNTS: summed}
    return {name: every[name] for name in ROWS if name in every and (every[name].found or every[name].keyed)}


def as_table(measures: Measures) -> str:
    """The figures as lines of plain text."""
    return "\n".join(_lines(measures))


def as_json(measures: Measures, *, details: bool = False) -> dict[str, Any]:
    """The figures as plain data; `None` where a share has nothing to be a share of."""
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "reports": measures.reports,
        "fields": {name: _figures(tally) for name, tally in rows(measures).items()},
        "errors": {name: measures.counts[name] for name in ERRORS},
        "calibration": [
            {"low": one.low, "high": one.high, "claims": one.claims, "right": one.right, "confidence": one.confidence}
            for one in measures.calibration
        ],
    }
    if details:
        data["details"] = [_plain(detail) for detail in measures.details]
    return data


def detail_lines(measures: Measures) -> Iterator[str]:
    """Every error, report by report: outcome, claim, field, expected and found, and the words."""
    file = ""
    for detail in sorted(measures.details, key=lambda one: (one.file, one.claim)):
        if detail.file != file:
            file = detail.file
            yield f"\n{file}"
        yield f"  {_shown(detail)}"


def link_lines(links: LinkMeasures, *, details: bool = False) -> Iterator[str]:
    """How many pairs came out as the key says, of those that could be weighed; with `details`, every other pair."""
    yield f"\n{'pairs of the key':40}{'share':>8}{'right/weighed':>16}{'all':>6}{'not read':>10}{'no incident':>13}"
    for words, tally in (("the same, kept together", links.same), ("look alike, kept apart", links.different)):
        counts = f"{f'{tally.right}/{tally.weighed}':>16}{tally.every:>6}{tally.not_read:>10}{tally.no_incident:>13}"
        yield f"{words:40}{_share(tally.share):>8}{counts}"
    for pair in links.pairs if details else ():
        if not pair.right_so:
            yield f"  {pair.left} and {pair.right}, {'the same' if pair.same else 'not the same'}: {pair.verdict}"


def links_json(links: LinkMeasures, *, details: bool = False) -> dict[str, Any]:
    """The same figures as plain data."""
    data: dict[str, Any] = {"same": _link_figures(links.same), "different": _link_figures(links.different)}
    if details:
        data["pairs"] = [
            {"left": one.left, "right": one.right, "same": one.same, "verdict": one.verdict.value}
            for one in links.pairs
        ]
    return data


def _link_figures(tally: LinkTally) -> dict[str, float | None]:
    return {
        "share": tally.share,
        "right": tally.right,
        "weighed": tally.weighed,
        "all": tally.every,
        "not_read": tally.not_read,
        "no_incident": tally.no_incident,
    }


def _lines(measures: Measures) -> Iterator[str]:
    yield f"{measures.reports} reports"
    yield f"{'':24}{'precision':>10}{'recall':>10}{'F1':>8}{'right/found':>16}{'met/keyed':>16}"
    for name, tally in rows(measures).items():
        right, met = f"{tally.found_right:g}/{tally.found}", f"{tally.key_met:g}/{tally.keyed}"
        shares = f"{_share(tally.precision):>10}{_share(tally.recall):>10}{_share(tally.f1):>8}"
        yield f"{name.replace('_', ' '):24}{shares}{right:>16}{met:>16}"
    yield ""
    for name, words in ERRORS.items():
        yield f"{measures.counts[name]:6}  {words}"
    if measures.calibration:
        yield f"\n{'confidence':>12}{'claims':>8}{'right':>8}{'mean confidence':>18}"
    for one in measures.calibration:
        share = _share(one.right / one.claims)
        yield f"{one.low:7.1f}-{one.high:.1f} {one.claims:8}{share:>8}{_share(one.confidence):>18}"


def _shown(detail: Detail) -> str:
    parts = [detail.outcome.value, detail.claim, detail.field]
    head = " · ".join(part for part in parts if part)
    values = [f"expected {detail.expected}"] if detail.expected else []
    values += [f"found {detail.found}"] if detail.found else []
    line = f"{head}: {'; '.join(values)}" if values else head
    quote = " ".join(detail.quote.split())
    return f"{line}\n      “{quote[:160]}”" if quote else line


def _share(value: float | None) -> str:
    """Three decimals, cut and not rounded: .9499 does not reach .950."""
    return "-" if value is None else f"{floor(value * 1000 + 1e-9) / 1000:.3f}"


def _figures(tally: Tally) -> dict[str, float | None]:
    return {
        "precision": tally.precision,
        "recall": tally.recall,
        "f1": tally.f1,
        "found_right": tally.found_right,
        "found": tally.found,
        "key_met": tally.key_met,
        "keyed": tally.keyed,
    }


def _plain(detail: Detail) -> Mapping[str, str]:
    return {
        "outcome": detail.outcome.value,
        "file": detail.file,
        "claim": detail.claim,
        "field": detail.field,
        "quote": detail.quote,
        "expected": detail.expected,
        "found": detail.found,
    }
