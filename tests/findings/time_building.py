"""Short builders of agreements' dates and of reports' intervals for the tests of time; hours are of Damascus unless named."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from trucewatch.findings.timespan import TimeSpan, span_of
from trucewatch.model.agreement import Agreement, Article, Form, Milestone, Moment, Role, TermsDate, TermsParty
from trucewatch.model.span import Span
from trucewatch.model.time import DateInterval, DatePrecision

DAMASCUS = "Asia/Damascus"
NAMES = {"russia": "Russia", "turkey": "Turkey", "hayat-tahrir-al-sham": "Hayat Tahrir al-Sham"}
BAN = Article(number="1", form=Form.BAN, quote="shall cease", paraphrase="No fighting")


def moment(words: str, *zones: str) -> Moment:
    """A day, or an hour in one of several zones, as the agreement files have them."""
    named = zones or (DAMASCUS,)
    local = datetime.fromisoformat(words)
    ends = [local] if ":" in words else [local, local + timedelta(days=1)]
    found = sorted(one.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for one in ends for zone in named)
    return Moment(earliest=found[0], latest=found[-1], words=words, zones=named)


def dated(what: str, at: str, *zones: str, until: str = "", by: str = "", checked: bool = True) -> TermsDate:
    """One date of an agreement."""
    return TermsDate(
        what=Milestone(what),
        at=moment(at, *zones),
        until=moment(until) if until else None,
        by=by,
        checked=checked,
    )


def agreement(*dates: TermsDate, parties: tuple[str, ...] = ("russia", "turkey"), zone: str = DAMASCUS) -> Agreement:
    """Terms with these dates and signatories."""
    return Agreement(
        id="truce",
        name="A truce",
        short="Truce",
        names=("A truce",),
        countries=("SY",),
        timezone=zone,
        parties=tuple(TermsParty(actor=party, role=Role.SIGNATORY) for party in parties),
        articles=(BAN,),
        dates=dates,
        sources=(),
    )


def interval(first: str = "", last: str | None = None, clock: str = "", quote: str = "") -> DateInterval:
    """Days of a report: one, from one to another, or open where a word is empty."""
    ends = first, first if last is None else last
    days = [date.fromisoformat(end) if end else None for end in ends]
    precision = DatePrecision.DAY if days[0] == days[1] else DatePrecision.RANGE
    evidence = (Span(start=0, end=len(quote), quote=quote),) if quote else ()
    return DateInterval(first=days[0], last=days[1], precision=precision, clock=clock, evidence=evidence)


def span(first: str = "", last: str | None = None, clock: str = "", zone: str = DAMASCUS) -> TimeSpan:
    """The span of such days."""
    return span_of(interval(first, last, clock), zone)


def utc(words: str) -> datetime:
    """An instant in UTC."""
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


IDLIB_2020 = agreement(
    dated("in force", "2020-01-09 14:00", "Europe/Moscow", by="russia"),
    dated("in force", "2020-01-12 00:01", by="turkey"),
    dated("ended", "2020-03-06", by="editors"),
)
"""The truce of January 2020, which Russia and Turkey began at hours of their own."""
