"""One publication is gathered from one view of the ledger, all of it, before a profile's rules are applied to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from trucewatch.ledger.values import FindingQuery, IncidentQuery
from trucewatch.ledger.verify import RECEIPT
from trucewatch.model.document import report_id
from trucewatch.model.incident import Grade
from trucewatch.packs.boundaries import boundaries_of
from trucewatch.pipeline.areas import area_named, area_query
from trucewatch.pipeline.bulk import uncollected
from trucewatch.pipeline.coverage import before, coverage, documents_in, is_heard, outlets_on
from trucewatch.pipeline.findings import Register
from trucewatch.pipeline.issues import last_issue
from trucewatch.pipeline.kept import kept_finding, kept_incident, kept_record
from trucewatch.pipeline.standing import agreements_on, in_force, upkeep_on
from trucewatch.places.index import PlaceIndex
from trucewatch.publications.edition import Edition, Party, ReportSource
from trucewatch.withholding.gather import held_back

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from trucewatch.ledger.store import View
    from trucewatch.ledger.values import IncidentRow
    from trucewatch.model.document import Document
    from trucewatch.model.incident import Incident
    from trucewatch.model.profile import Profile
    from trucewatch.packs.merged import Packs
    from trucewatch.pipeline.workspace import Workspace
    from trucewatch.publications.edition import Blind
    from trucewatch.publications.findings.stated import Stated

_NO_HEAD = datetime(1970, 1, 1, tzinfo=UTC)
_A_DAY_ANYWHERE = timedelta(days=3)
"""More than lies between the begin of a day in the far east and its end in the far west."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What a publication is to be about: local days (inclusive, either end may be open), an area's name, and a time zone.

    An empty time zone is to be found out.
    """

    first: date | None = None
    last: date | None = None
    area: str = ""
    timezone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """The incidents of an area as they lie to a period."""

    inside: tuple[Incident, ...]
    straddling: tuple[Incident, ...]
    undated: tuple[Incident, ...]

    @property
    def every(self) -> tuple[Incident, ...]:
        return (*self.inside, *self.straddling, *self.undated)


@uncollected()
def edition_of(
    workspace: Workspace,
    view: View,
    span: Span,
    profile: Profile,
    *,
    is_final: bool = False,
    register: Register | None = None,
) -> Edition:
    """All that the ledger has for a publication, before the profile's rules are applied to it.

    Only the counts of the period before leave out at once what the profile does not tell yet. Raises UnknownWordError for
    an area that nothing knows, and DamagedRowError.
    """
    register = register or Register.of(workspace)
    head = view.head()
    cutoff = head.at if head else _NO_HEAD
    now = min(cutoff, datetime.now(UTC))  # a log that is ahead of the clock must end no delay
    span = with_area_named(view, span, register.packs)
    area = _Area.of(view, span.area)
    documents = documents_in(view)
    kept = _incidents(view, span, area, documents.values())
    days = _days(span, kept.inside, head.at.date() if head else None)
    terms = agreements_on(view, register, area.codes)
    names = {id_: actor.name for id_, actor in sorted(register.packs.actors.items())}
    issued = last_issue(view, span.area, profile.id)
    return Edition(
        profile=profile,
        area=span.area,
        first=span.first,
        last=span.last,
        timezone=span.timezone or "UTC",
        cutoff=cutoff,
        number=(issued.number if issued else 0) + 1,
        is_final=is_final,
        ledger=head.hash if head else "",
        incidents=kept.inside,
        straddling=kept.straddling,
        undated=kept.undated,
        previous=_previous(view, span, profile, area, documents.values(), now),
        findings=tuple(_findings(view, kept.every)),
        in_force=tuple(in_force(terms, names, days)),
        upkeep=upkeep_on(view, register, terms, days),
        sources=tuple(sources_of(view, documents, kept.every)),
        blind=_blind(view, documents, span, area, kept, is_back(view, profile, now)),
        names=names,
        parties=dict(_parties(register.packs)),
        kinds={id_: kind.label for id_, kind in sorted(register.packs.kinds.items())},
        boundaries=boundaries_of(register.packs),
    )


def _parties(packs: Packs) -> Iterator[tuple[str, Party]]:
    """What packs take each actor for, and none of its names."""
    for id_, actor in sorted(packs.actors.items()):
        yield id_, Party(type=str(actor.type), country=actor.country, member_of=actor.member_of)


def with_area_named(view: View, span: Span, packs: Packs) -> Span:
    """The span with its area named as all spellings of it are; raises UnknownWordError for one that nothing knows."""
    if not span.area:
        return span
    return replace(span, area=area_named(span.area, view, PlaceIndex.load(packs.gazetteer_files)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Area:
    """Everything that ever happened in an area, in brief; `codes` is `None` where that is all that the ledger has."""

    query: IncidentQuery
    rows: tuple[IncidentRow, ...]
    codes: frozenset[str] | None

    @classmethod
    def of(cls, view: View, name: str) -> _Area:
        query = area_query(name, view)
        rows = tuple(view.incidents(query, brief=True))
        return cls(query=query, rows=rows, codes=frozenset(row.code for row in rows) if name else None)


def _incidents(view: View, span: Span, area: _Area, documents: Iterable[Document]) -> _Kept:
    """Only what may lie in the period is read whole: of what has no date, all but what was told of before it."""
    earlier = {one.report for one in documents if span.first and one.published.last and one.published.last < span.first}
    touching = replace(area.query, first=_iso(span.first), last=_iso(span.last))
    dated = [kept_incident(row) for row in view.incidents(touching) if row.first or row.last]
    undated = (view.incident(row.code) for row in area.rows if not (row.first or row.last))
    return _Kept(
        inside=tuple(one for one in dated if _is_inside(one, span)),
        straddling=tuple(one for one in dated if not _is_inside(one, span)),
        undated=tuple(kept_incident(row) for row in undated if row and not (earlier and _told_by(row, earlier))),
    )


def _told_by(row: IncidentRow, reports: Container[str]) -> bool:
    """Whether any of these reports tells the incident."""
    return any(claim["report"] in reports for claim in kept_record(row)["claims"])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _days(span: Span, incidents: Iterable[Incident], today: date | None) -> tuple[date, date] | None:
    """The first and last day: where an end is open, those of the incidents; a period without any ends with the ledger."""
    days = [day for one in incidents for day in (one.when.value.first, one.when.value.last) if day]
    first = span.first or min(days, default=None)
    last = span.last or max(days, default=today)
    return (first, last) if first and last and first <= last else None


def _is_inside(one: Incident, span: Span) -> bool:
    """Whether all days on which it may have been lie in the period."""
    when = one.when.value
    begun = span.first is None or (when.first is not None and span.first <= when.first)
    return begun and (span.last is None or (when.last is not None and when.last <= span.last))


def _previous(
    view: View, span: Span, profile: Profile, area: _Area, documents: Iterable[Document], now: datetime
) -> Mapping[str, int] | None:
    """Incidents by kind in the period of the same length before, as far as they count and may be told by now.

    `None` where the period is open, and where nothing that the ledger has was published in the one before or tells of it.
    """
    if span.first is None or span.last is None or span.first == date.min:
        return None
    first, last = before(span.first, (span.last - span.first).days + 1), span.first - timedelta(days=1)
    days = first.isoformat(), last.isoformat()
    inside = [row for row in area.rows if row.first and row.last and days[0] <= row.first and row.last <= days[1]]
    if not inside and not is_heard(documents, first, last):
        return None
    back = is_back(view, profile, now)
    # What was over days before the delay began is not read back only to find that it may be told.
    begun = now - timedelta(hours=profile.delay_hours) - _A_DAY_ANYWHERE
    is_over = profile.unreviewed and begun.date().isoformat() >= days[1]
    counted = (row for row in inside if row.grade != Grade.DISCOUNTED and (is_over or not back(row.code)))
    return dict(sorted(Counter(row.kind for row in counted).items()))


def is_back(view: View, profile: Profile, now: datetime) -> Callable[[str], bool]:
    """Whether nothing is told as yet of the incident with a code, by its last day and who has looked at it.

    Each is looked up once; `now` is the edition's cut-off, or the clock's time where that is earlier.
    """

    @cache
    def back(code: str) -> bool:
        row = view.incident(code)
        return row is not None and held_back(kept_incident(row), profile, now, {}) is not None

    return back if profile.delay_hours or not profile.unreviewed else lambda _: False


def _findings(view: View, incidents: Iterable[Incident]) -> Iterator[Stated]:
    for incident in incidents:
        yield from map(kept_finding, view.findings(FindingQuery(code=incident.code)))


def sources_of(view: View, documents: Mapping[str, Document], incidents: Iterable[Incident]) -> Iterator[ReportSource]:
    """The reports that the incidents rest on, in the order of their receipt."""
    cited = {citation.report for incident in incidents for citation in incident.citations}
    received = {str(entry.body.get("sha256", "")): entry.at for entry in reversed(list(view.entries(verb=RECEIPT)))}
    counts = view.claim_counts()
    for stored in view.reports():
        document = documents.get(stored.sha256)
        if document is not None and report_id(stored.sha256) in cited:
            yield ReportSource(
                report=document.report,
                sha256=stored.sha256,
                outlet=document.outlet,
                title=document.title,
                file=stored.file,
                published=document.published,
                received=received[stored.sha256],
                language=document.language,
                claims=counts.get(stored.sha256, 0),
            )


def _blind(
    view: View, documents: Mapping[str, Document], span: Span, area: _Area, kept: _Kept, back: Callable[[str], bool]
) -> Blind:
    tellers = None if area.codes is None else outlets_on(view, documents, area.codes)
    return replace(
        coverage(tuple(documents.values()), span.first, span.last, tellers),
        unread=sum(stored.sha256 not in documents for stored in view.reports()),
        undated=len(kept.undated),
        nowhere=_nowhere(view, span, area, back),
        unreviewed=count_unreviewed(view, kept.every),
    )


def _nowhere(view: View, span: Span, area: _Area, back: Callable[[str], bool]) -> int:
    """How many dated incidents that may lie in the period have no point and are in no area, as far as they may be told."""
    if area.codes is None:
        return 0
    rows = view.incidents(IncidentQuery(first=_iso(span.first), last=_iso(span.last)), brief=True)
    lost = [row.code for row in rows if row.lat is None and (row.first or row.last) and row.code not in area.codes]
    return sum(not back(code) for code in lost)


def count_unreviewed(view: View, incidents: Iterable[Incident]) -> int:
    """How many no person's decision is about."""
    decided = {code for entry in view.entries(verb="decision") for code in _codes(entry.body)}
    return sum(not one.decisions and one.code not in decided for one in incidents)


def _codes(body: Mapping[str, object]) -> list[str]:
    codes = body.get("codes")
    return [str(code) for code in codes] if isinstance(codes, list) else []
