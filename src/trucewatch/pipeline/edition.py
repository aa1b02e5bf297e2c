"""One publication is gathered from one view of the ledger, all of it, before a profile's rules are applied to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from trucewatch.findings.timeline import State, start_words, strip, tracks
from trucewatch.ledger.values import FindingQuery
from trucewatch.ledger.verify import RECEIPT
from trucewatch.model.document import report_id
from trucewatch.model.finding import Answer
from trucewatch.packs.boundaries import boundaries_of
from trucewatch.pipeline.findings import Register
from trucewatch.pipeline.issues import last_issue
from trucewatch.pipeline.kept import kept_finding, kept_incident, kept_reading
from trucewatch.pipeline.search import Wanted, query_of
from trucewatch.publications.edition import Blind, Edition, InForce, ReportSource, Stretch
from trucewatch.withholding.gather import held_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from trucewatch.ledger.store import View
    from trucewatch.model.document import Document
    from trucewatch.model.incident import Incident
    from trucewatch.model.profile import Profile
    from trucewatch.pipeline.workspace import Workspace
    from trucewatch.publications.findings.stated import Stated

ENGLISH = "en"
_STATES = {State.IN_FORCE: Answer.YES, State.NOT_IN_FORCE: Answer.NO, State.UNCLEAR: Answer.CANNOT_TELL}
_HEARD_DAYS = 30
_NO_HEAD = datetime(1970, 1, 1, tzinfo=UTC)


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
    kept = _incidents(workspace, view, span)
    findings = tuple(_findings(view, kept.every))
    documents = _documents(view)
    before = last_issue(view, span.area, profile.id)
    return Edition(
        profile=profile,
        area=span.area,
        first=span.first,
        last=span.last,
        timezone=span.timezone or "UTC",
        cutoff=head.at if head else _NO_HEAD,
        number=(before.number if before else 0) + 1,
        is_final=is_final,
        ledger=head.hash if head else "",
        incidents=kept.inside,
        straddling=kept.straddling,
        undated=kept.undated,
        previous=_previous(workspace, view, span, profile),
        findings=findings,
        in_force=tuple(_in_force(register, findings, span, kept)),
        upkeep=register.upkeep_of(view, span.first, span.last) if span.first and span.last else (),
        sources=tuple(_sources(view, documents, kept.every)),
        blind=_blind(view, documents, span, kept),
        names={id_: actor.name for id_, actor in sorted(register.packs.actors.items())},
        kinds={id_: kind.label for id_, kind in sorted(register.packs.kinds.items())},
        boundaries=boundaries_of(register.packs),
    )


def _incidents(workspace: Workspace, view: View, span: Span) -> _Kept:
    query = query_of(workspace, view, Wanted(place=span.area or None))
    found = [kept_incident(row) for row in view.incidents(query)]
    dated = [one for one in found if one.when.value.is_known]
    inside = tuple(one for one in dated if _is_inside(one, span))
    return _Kept(
        inside=inside,
        straddling=tuple(one for one in dated if not _is_inside(one, span) and _touches(one, span)),
        undated=tuple(one for one in found if not one.when.value.is_known),
    )


def _is_inside(one: Incident, span: Span) -> bool:
    """Whether all days on which it may have been lie in the period."""
    when = one.when.value
    begun = span.first is None or (when.first is not None and span.first <= when.first)
    return begun and (span.last is None or (when.last is not None and when.last <= span.last))


def _touches(one: Incident, span: Span) -> bool:
    when = one.when.value
    begun = span.last is None or when.first is None or when.first <= span.last
    return begun and (span.first is None or when.last is None or when.last >= span.first)


def _previous(workspace: Workspace, view: View, span: Span, profile: Profile) -> Mapping[str, int] | None:
    """Incidents by kind in the period of the same length before, as far as they may be told by now.

    `None` where the period is open, or the ledger began in it.
    """
    if span.first is None or span.last is None:
        return None
    length = span.last - span.first + timedelta(days=1)
    first, last = span.first - length, span.first - timedelta(days=1)
    query = query_of(workspace, view, Wanted(place=span.area or None, last=span.last.isoformat()))
    rows = [row for row in view.incidents(query, brief=True) if row.first and row.last]
    if not any(str(row.first) <= last.isoformat() for row in rows):
        return None
    inside = [row for row in rows if first.isoformat() <= str(row.first) and str(row.last) <= last.isoformat()]
    back = is_back(view, profile) if profile.delay_hours or not profile.unreviewed else None
    return dict(sorted(Counter(row.kind for row in inside if back is None or not back(row.code)).items()))


def is_back(view: View, profile: Profile) -> Callable[[str], bool]:
    """Whether nothing is told as yet of the incident with a code, by its last day and who has looked at it."""
    head = view.head()
    now = head.at if head else _NO_HEAD

    def back(code: str) -> bool:
        row = view.incident(code)
        return row is not None and held_back(kept_incident(row), profile, now, {}) is not None

    return back


def _findings(view: View, incidents: Iterable[Incident]) -> Iterator[Stated]:
    for incident in incidents:
        yield from map(kept_finding, view.findings(FindingQuery(code=incident.code)))


def _in_force(register: Register, findings: Sequence[Stated], span: Span, kept: _Kept) -> Iterator[InForce]:
    """Agreements that findings speak of and that may have been in force in the period."""
    days = [day for one in kept.inside for day in (one.when.value.first, one.when.value.last) if day]
    first, last = span.first or min(days, default=None), span.last or max(days, default=None)
    names = {id_: actor.name for id_, actor in register.packs.actors.items()}
    if first is None or last is None:
        return
    for id_ in sorted({told.finding.agreement for told in findings} & register.agreements.keys()):
        agreement = register.agreements[id_]
        accounts = tracks(agreement, names)
        strips = [[(run.first, run.last, _STATES[run.state]) for run in strip(one, first, last)] for one in accounts]
        if any(answer is not Answer.NO for runs in strips for _, _, answer in runs):
            for account, runs in zip(accounts, strips, strict=True):
                yield InForce(
                    agreement=agreement,
                    by=account.by,
                    start=start_words(account, agreement, names),
                    days=tuple(Stretch(first=begun, last=ended, in_force=answer) for begun, ended, answer in runs),
                )


def _documents(view: View) -> dict[str, Document]:
    """Every report that was read, by its SHA-256."""
    return {row.sha256: kept_reading(row).document for row in view.readings()}


def _sources(view: View, documents: Mapping[str, Document], incidents: Iterable[Incident]) -> Iterator[ReportSource]:
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


def _blind(view: View, documents: Mapping[str, Document], span: Span, kept: _Kept) -> Blind:
    languages = Counter(one.language for one in documents.values() if one.language not in {"", ENGLISH})
    return Blind(
        silent=_silent(documents.values(), span),
        languages=dict(sorted(languages.items())),
        unreadable=sum(not one.text for one in documents.values()),
        undated=len(kept.undated),
        unlocated=count_unlocated(kept.every),
        unreviewed=count_unreviewed(view, kept.every),
        days_without_reports=_quiet_days(documents.values(), span),
    )


def count_unlocated(incidents: Iterable[Incident]) -> int:
    """How many have no point on the map."""
    return sum(all(place.lat is None for place in one.where.value) for one in incidents)


def count_unreviewed(view: View, incidents: Iterable[Incident]) -> int:
    """How many no person's decision is about."""
    decided = {code for entry in view.entries(verb="decision") for code in _codes(entry.body)}
    return sum(not one.decisions and one.code not in decided for one in incidents)


def _codes(body: Mapping[str, object]) -> list[str]:
    codes = body.get("codes")
    return [str(code) for code in codes] if isinstance(codes, list) else []


def _silent(documents: Iterable[Document], span: Span) -> tuple[str, ...]:
    """Outlets heard in the month before the period, and not in it."""
    if span.first is None or span.last is None:
        return ()
    known, heard = set[str](), set[str]()
    for one in documents:
        day = one.published.first
        if not one.outlet or day is None or not one.published.is_day:
            continue
        if span.first <= day <= span.last:
            heard.add(one.outlet)
        elif span.first - timedelta(days=_HEARD_DAYS) <= day < span.first:
            known.add(one.outlet)
    return tuple(sorted(known - heard))


def _quiet_days(documents: Iterable[Document], span: Span) -> tuple[date, ...]:
    """Days of the period on which nothing that the ledger has was published."""
    if span.first is None or span.last is None:
        return ()
    heard = {one.published.first for one in documents if one.published.is_day}
    length = (span.last - span.first).days + 1
    return tuple(day for step in range(length) if (day := span.first + timedelta(days=step)) not in heard)
