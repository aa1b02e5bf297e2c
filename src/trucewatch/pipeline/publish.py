"""Nothing is published but what has passed a profile's rules, all of it at once; what was held back is noted in the workspace first."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from trucewatch.findings.upkeep import without
from trucewatch.incidents.rollup import roll_up
from trucewatch.model.errors import TrucewatchError
from trucewatch.packs.loader import load_packs
from trucewatch.pipeline.areas import PART, area_query
from trucewatch.pipeline.bulk import uncollected
from trucewatch.pipeline.coverage import documents_in
from trucewatch.pipeline.edition import count_unreviewed, edition_of, is_back, sources_of
from trucewatch.pipeline.export import make_public
from trucewatch.pipeline.findings import Register
from trucewatch.pipeline.issues import changes_since, incidents_before, last_issue
from trucewatch.pipeline.kept import kept_incident
from trucewatch.pipeline.timezones import timezone_of
from trucewatch.pipeline.vicinity import at_the_same_spots
from trucewatch.pipeline.workspace import PROFILES
from trucewatch.publications.exports.formats import NoTagsError
from trucewatch.publications.jsonl import UnwritableError
from trucewatch.withholding.gather import gather, out_by
from trucewatch.withholding.profiles import load_profile
from trucewatch.withholding.sieve import counted, sieve, sieve_agreement, sieve_finding, sieve_source, sieve_text
from trucewatch.withholding.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from trucewatch.ledger.store import View
    from trucewatch.ledger.values import IncidentQuery
    from trucewatch.model.finding import Upkeep
    from trucewatch.model.incident import Incident
    from trucewatch.model.profile import Profile, Withheld
    from trucewatch.pipeline.edition import Span
    from trucewatch.pipeline.issues import Issued
    from trucewatch.pipeline.workspace import Workspace
    from trucewatch.publications.edition import Blind, Change, Edition, InForce, ReportSource
    from trucewatch.publications.exports.formats import Format
    from trucewatch.publications.findings.stated import Stated
    from trucewatch.withholding.context import Context

WITHHELD = "withheld"
"""The folder of a workspace that lists what was held back; it never leaves the workspace."""
_OURS_ALONE = 0o700
_NO_ONE_ELSES = 0o600
_SAMPLE = 300
_WIDE = frozenset({"country", "region", "district"})
_FILE = "file"
T = TypeVar("T")


class AreaWithheldError(TrucewatchError):
    """An area whose name would tell where protected sites are."""

    def __init__(self, area: str, profile: str) -> None:
        super().__init__(
            f"the profile {profile!r} does not tell of {area!r}; name the district or governorate around it"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How much of an edition's period and area its profile held back: `untold` incidents, and parts of `partly` told ones.

    Names of report files are no part of an incident: a profile tells all of them, or none.
    """

    untold: int
    partly: int


def profile_of(workspace: Workspace, name: str) -> Profile:
    """The profile with this name or path, the workspace's own first; raises ProfileError."""
    return load_profile(name, [workspace.folder / PROFILES])


def release(workspace: Workspace, span: Span, profile: Profile, *, is_final: bool = False) -> tuple[Edition, Held]:
    """The edition of the ledger as it stands, with what was held back noted in the workspace, and how much that was.

    Raises UnknownWordError for an area that nothing knows, AreaWithheldError, DamagedRowError and UnwritableError.
    """
    with workspace.ledger.reading_view() as view:
        door = _door(workspace, view, span, profile, is_final=is_final)
        edition = door.passed(view)
    note_withheld(workspace, edition, door.notes)
    told = {one.code for one in every(edition)}
    held = Held(
        untold=len({one.code for one in every(door.edition)} - told),
        partly=len({note.incident for note in door.notes if note.field != _FILE} & told),
    )
    return edition, held


def published_edition(
    workspace: Workspace, view: View, span: Span, profile: Profile, *, is_final: bool = False
) -> tuple[Edition, tuple[Withheld, ...]]:
    """What the ledger has for a publication as the profile tells it, and what was held back.

    Delays count to the time of the newest log entry, where the clock is past it: the same ledger gives the same edition. Where the span names no
    time zone, the workspace's is taken, else that of the country. Raises UnknownWordError, AreaWithheldError and
    DamagedRowError.
    """
    door = _door(workspace, view, span, profile, is_final=is_final)
    return door.passed(view), tuple(door.notes)


def _door(workspace: Workspace, view: View, span: Span, profile: Profile, *, is_final: bool) -> _Door:
    """What the ledger has for a publication, with all that its profile asks for, before anything has passed."""
    register = Register.of(workspace)
    whole = edition_of(workspace, view, span, profile, is_final=is_final, register=register)
    vocabulary = Vocabulary.of(register.packs)
    area = area_query(whole.area, view)
    zone = span.timezone or workspace.settings.timezone
    if not zone:
        zone = timezone_of(whole.area, _some(view, area), vocabulary.places)
    before = last_issue(view, whole.area, profile.id)
    told_before = tuple(incidents_before(view, before, area))
    context = _context(view, whole, vocabulary, told_before)
    if any(context.held_in(part) for name in (span.area, whole.area) for part in name.split(PART) if part):
        raise AreaWithheldError(span.area, profile.id)
    return _Door(edition=replace(whole, timezone=zone), context=context, before=before, told_before=told_before)


def export_edition(
    workspace: Workspace, span: Span, profile: Profile, form: Format, out: Path, *, who: str, hxl: bool = False
) -> tuple[Edition, Held, tuple[Path, ...]]:
    """Write the edition in a format and give the files, too; the log notes codes that no one was told before.

    Raises what `release` raises, NoTagsError, MissingExtraError and UnwritableError.
    """
    if hxl and not form.has_tags:
        raise NoTagsError(form.name)
    make_public(workspace, {"file": str(out.absolute()), "format": form.name, "profile": profile.id}, who=who)
    edition, held = release(workspace, span, profile)
    kinds = load_packs(workspace.packs).kinds if form.rolls_up else {}
    return edition, held, form.write(edition, out, hxl=hxl, roll_up=partial(roll_up, kinds=kinds))


def every(edition: Edition) -> tuple[Incident, ...]:
    """All incidents of an edition, those of its period first."""
    return (*edition.incidents, *edition.straddling, *edition.undated)


def note_withheld(workspace: Workspace, edition: Edition, notes: Iterable[Withheld]) -> None:
    """List what was held back, each thing once, in a file for this cut-off and profile; raises UnwritableError."""
    from trucewatch.withholding.leaks import withheld_json

    lines = withheld_json(notes).splitlines(keepends=True)
    folder = workspace.folder / WITHHELD
    path = folder / f"{edition.cutoff:%Y%m%dT%H%M%S%fZ}-{edition.profile.id}.jsonl"
    if not lines:
        return
    try:
        folder.mkdir(mode=_OURS_ALONE, exist_ok=True)
        known = set(path.read_text(encoding="utf-8").splitlines(keepends=True)) if path.exists() else set()
        path.touch(mode=_NO_ONE_ELSES)
        path.chmod(_NO_ONE_ELSES)  # also one that was made before, or moved out of a wider folder
        with path.open("a", encoding="utf-8", errors="surrogatepass") as file:
            file.writelines(line for line in lines if line not in known)
    except OSError as error:
        raise UnwritableError(path, error) from None


def _some(view: View, area: IncidentQuery) -> Iterator[Incident]:
    """Incidents of an area from all of the ledger's days, at most some hundred: whatever the period, they are the same."""
    codes = [row.code for row in view.incidents(area, brief=True)]
    rows = map(view.incident, codes[:: len(codes) // _SAMPLE + 1])
    return (kept_incident(row) for row in rows if row)


@uncollected()
def _context(view: View, whole: Edition, vocabulary: Vocabulary, told_before: Iterable[Incident]) -> Context:
    elsewhen = at_the_same_spots(view, every(whole), whole.profile)
    shown = {one.code: one for one in (*elsewhen, *every(whole), *told_before)}
    here = {one.code for one in every(whole)}
    others = [one for one in told_before if one.code not in here]
    sources = (*whole.sources, *(sources_of(view, documents_in(view), others) if others else ()))
    return gather(
        tuple(shown.values()),
        whole.profile,
        vocabulary,
        min(whole.cutoff, datetime.now(UTC)),  # a log that is ahead of the clock must end no delay
        area=whole.area,
        received={source.report: out_by(source.received, source.published) for source in sources},
        texts=[source.title for source in whole.sources],
        outlets=[*(source.outlet for source in whole.sources), *whole.blind.silent],
    )


@dataclass(slots=True, kw_only=True)
class _Door:
    """One edition on its way through its profile; `notes` grow with what stays behind.

    `told_before` are the incidents of the last issue, `before`, and of its days.
    """

    edition: Edition
    context: Context
    before: Issued | None = None
    told_before: tuple[Incident, ...] = ()
    notes: dict[Withheld, None] = field(default_factory=dict)

    @uncollected()
    def passed(self, view: View) -> Edition:
        whole, context = self.edition, self.context
        told = {one.code: one for one in self._let(every(whole), self._incident)}
        groups = (whole.incidents, whole.straddling, whole.undated)
        inside, straddling, undated = (tuple(told[one.code] for one in group if one.code in told) for group in groups)
        cited = {citation.report for one in every(whole) if one.code in told for citation in one.citations}
        edition = replace(
            whole,
            incidents=inside,
            straddling=straddling,
            undated=undated,
            previous=whole.previous if self._is_wide() else None,
            findings=tuple(self._let(whole.findings, lambda one: self._finding(one, told))),
            in_force=tuple(self._let(whole.in_force, self._in_force)),
            upkeep=tuple(self._upkeep(is_back(view, context.profile, context.today))),
            sources=tuple(self._let((one for one in whole.sources if one.report in cited), self._source)),
        )
        edition = replace(edition, blind=self._blind(view, edition, context))
        # Last, for what is held back of the days before is not held back from this edition.
        return replace(edition, changes=tuple(self._changes(view, told)))

    def _is_wide(self) -> bool:
        """Whether the area is so wide that a count of all that lies in it places no protected site."""
        name, *_ = self.edition.area.split(PART)
        kinds = {entry.kind for entry in self.context.vocabulary.entries(name)}
        return not (name and self.context.profile.sites) or bool(kinds & _WIDE)

    def _let(self, values: Iterable[T], through: Callable[[T], tuple[T | None, Iterable[Withheld]]]) -> Iterator[T]:
        """Those that pass, as they may be told."""
        for value in values:
            told, notes = through(value)
            self.notes.update(dict.fromkeys(notes))
            if told is not None:
                yield told

    def _incident(self, one: Incident) -> tuple[Incident | None, Iterable[Withheld]]:
        return sieve(one, self.context.profile, self.context.today, self.context)

    def _finding(self, one: Stated, told: Mapping[str, Incident]) -> tuple[Stated | None, Iterable[Withheld]]:
        """A finding beside the words of its incident as that is told."""
        finding, notes = sieve_finding(one.finding, self.context.profile, self.context.today, self.context)
        incident = told.get(one.finding.incident)
        if finding is None or incident is None:
            return None, notes
        where = tuple(dict.fromkeys(place.name or place.text for place in incident.where.value))
        actors = incident.actors.value
        return replace(one, finding=finding, when=incident.when.value, where=where, actors=actors), notes

    def _in_force(self, one: InForce) -> tuple[InForce, Iterable[Withheld]]:
        agreement, notes = sieve_agreement(one.agreement, self.context.profile, self.context)
        return replace(one, agreement=agreement), notes

    def _source(self, one: ReportSource) -> tuple[ReportSource, Iterable[Withheld]]:
        profile, context = self.context.profile, self.context
        told, notes = sieve_source(
            profile, context, report=one.report, title=one.title, file=one.file, outlet=one.outlet
        )
        published = replace(one.published, evidence=(), anchor="", clock="")
        return replace(one, title=told.title, file=told.file, outlet=told.outlet, published=published), notes

    def _upkeep(self, back: Callable[[str], bool]) -> Iterator[Upkeep]:
        """How terms stand without what is not told as yet, wherever it was; `back` answers for incidents out of the edition."""
        here = self.context.incidents
        for one in self.edition.upkeep:
            codes = {*one.met, *one.missed}
            yield without(
                one, {code for code in codes if code in self.context.back or (code not in here and back(code))}
            )

    def _changes(self, view: View, told: Mapping[str, Incident]) -> Iterator[Change]:
        """What stands otherwise than the last issue told it, by what is told now."""
        others = self._let((one for one in self.told_before if one.code not in told), self._incident)
        for change in changes_since(self.before, view, (*told.values(), *others)):
            if not any(code in self.context.back for code in (change.code, *change.words.replace(",", " ").split())):
                words, notes = sieve_text(
                    change.words, self.context.profile, self.context, code=change.code, field="changes"
                )
                self.notes.update(dict.fromkeys(notes))
                yield replace(change, words=words)

    def _blind(self, view: View, edition: Edition, context: Context) -> Blind:
        told = every(edition)
        return replace(
            edition.blind,
            silent=tuple(dict.fromkeys(map(context.outlet, edition.blind.silent))),
            undated=len(edition.undated),
            unreviewed=count_unreviewed(view, told),
            withheld=counted(tuple(self.notes)),
        )
