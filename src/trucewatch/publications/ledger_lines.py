"""What the ledger holds, a line an item: for reading, and for grep and cut, so nothing in a line is ever cut short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.language.phrases import counted
from trucewatch.publications.incidents.decided import decision_words
from trucewatch.publications.incidents.summary import BAR, bar_free
from trucewatch.publications.words import label, line, neutral

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from trucewatch.model.decision import Decision
    from trucewatch.publications.table import Look

LOG_HEADER = BAR.join(("seq", "time (UTC)", "who", "what", "about"))
REPORT_HEADER = BAR.join(("report", "file", "size", "claims", "log entry", "sha256"))
CLAIM_HEADER = BAR.join(("claim", "day", "kind", "place", "incident", "words"))
_MOST = 12
"""Values of a list that a line of the log has room for; `--json` has them all."""
_FIRST = ("file", "sha256", "published")
_ASIDE = frozenset({"sides"})
_USUAL = frozenset({"incident", "asserted"})


def log_line(
    *, seq: int, at: datetime, who: str, verb: str, body: Mapping[str, object], decision: Decision | None = None
) -> str:
    """An entry of the log: number, time in UTC, who, verb, and what it holds; `decision` is the one that it holds."""
    about = _decided(decision) if decision else _told(body)
    return _barred(str(seq), f"{at:%Y-%m-%d %H:%M:%S}", who, verb, about)


def _decided(decision: Decision) -> str:
    return f"{decision.id} {decision_words(decision)}; why: {decision.why}"


def _told(body: Mapping[str, object]) -> str:
    """The body's plain values, those that matter most first."""
    names = [*(name for name in _FIRST if name in body), *sorted(body.keys() - {*_FIRST, *_ASIDE})]
    return ", ".join(f"{label(name)} {_plain(body[name])}" for name in names)


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return f"of {counted(len(value), 'entry', 'entries')}"
    if isinstance(value, (list, tuple)):
        if len(value) > _MOST or any(isinstance(part, (dict, list, tuple)) for part in value):
            return f"of {counted(len(value), 'entry', 'entries')}"
        return " ".join(map(_plain, value))
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def report_line(*, id_: str, file: str, size: int, claims: int | None, seq: int, sha256: str) -> str:
    """A kept report: `size` in bytes, `claims` is `None` where it was not read yet, `seq` the entry of its receipt."""
    read = "not read yet" if claims is None else counted(claims, "claim")
    return _barred(id_, file, f"{size:,} bytes", read, str(seq), sha256)


def claim_brief(
    *,
    id_: str,
    days: tuple[str | None, str | None],
    kind: str,
    standing: tuple[str, str],
    place: str,
    incident: str,
    quote: str,
) -> str:
    """A claim as the ledger lists it: `days` are ISO text, `standing` its scope and stance, `incident` may be empty."""
    unusual = [word for word in standing if word not in _USUAL]
    marked = f" [{', '.join(unusual)}]" if unusual else ""
    return _barred(
        id_, _days(*days), label(kind) + marked, place or "place not told", incident or "in none", f"“{line(quote)}”"
    )


def status_lines(facts: Iterable[tuple[str, object]], look: Look) -> Iterator[str]:
    """Names and what is told of them, in two columns; numbers with their thousands apart."""
    told = [(neutral(name), line(_plain(value))) for name, value in facts]
    width = max((len(name) for name, _ in told), default=0)
    for name, value in told:
        yield f"{look.faint(f'{name:{width}}')}  {value}"


def _days(first: str | None, last: str | None) -> str:
    if not (first or last):
        return "undated"
    return str(first) if first == last else f"{first or ''}..{last or ''}"


def _barred(*cells: str) -> str:
    return BAR.join(map(bar_free, cells))
