"""Independent origins: mouths and pens, not outlets; where two may be one, they count once. No order bears on the outcome."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

from trucewatch.incidents.origins.heard import join_voices, words_heard
from trucewatch.incidents.origins.namewords import words_of
from trucewatch.incidents.origins.pens import REPORT, pens_of
from trucewatch.incidents.origins.unions import Unions
from trucewatch.incidents.origins.voicebook import BODY, OUTLET
from trucewatch.incidents.origins.voices import UNNAMED, VOICE, Sort
from trucewatch.incidents.origins.whys import Grounds, why_one
from trucewatch.incidents.values import Sheet
from trucewatch.model.claim import Stance
from trucewatch.model.incident import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trucewatch.incidents.origins.heard import Word
    from trucewatch.incidents.origins.voicebook import VoiceBook
    from trucewatch.model.claim import Claim


@dataclass(frozen=True, slots=True)
class _Rest:
    """A claim rests on an origin: by a voice's word, or by the outlet's own, which may lean on a voice."""

    claim: Claim
    key: str
    word: Word | None = None
    leaning: bool = False


_LAST = 100
_UNKNOWN = "outlets unknown"
_RANKS = (BODY, OUTLET, VOICE, REPORT)


def origins_of(claims: Sequence[Claim], sheets: Mapping[str, Sheet], book: VoiceBook) -> tuple[Origin, ...]:
    """The independent origins of one incident's claims, those with most claims first; every claim has one at least.

    `sheets` are by report id. A named body or person is one origin whoever prints it; what nobody is named for goes back to
    the outlet or agency that heard it, and where no outlet is known, to one that all such reports share; what an outlet says for itself of an incident for which it quotes others rests on
    those, unless it watches for itself. A report that no sheet tells of has no known outlet.
    """
    known = {
        one.report: sheets.get(one.report) or Sheet(report=one.report, sha256="", file=one.report) for one in claims
    }
    case = _Case(sorted(claims, key=_place), known, book)
    case.join_spoken_together()
    case.join_media()
    case.join_told()
    found = [case.origin(key, rests) for key, rests in _turned(case.join_unknown(case.rests())).items()]
    return tuple(sorted(found, key=lambda origin: (-len(origin.claims), origin.id)))


def by_claim(origins: Iterable[Origin]) -> dict[str, tuple[str, ...]]:
    """The ids of the origins that each claim rests on."""
    found: dict[str, list[str]] = defaultdict(list)
    for origin in origins:
        for claim in origin.claims:
            found[claim].append(origin.id)
    return {claim: tuple(sorted(ids)) for claim, ids in found.items()}


class _Case:
    """One incident's claims on their way to their origins."""

    def __init__(self, claims: Sequence[Claim], sheets: Mapping[str, Sheet], book: VoiceBook) -> None:
        self._claims = claims
        self._sheets = sheets
        self._book = book
        self._words = words_heard(claims, sheets, book)
        self._pens = pens_of(list(sheets.values()), self._passages(), book)
        self._choirs: set[str] = set()
        self._at: dict[str, str] = {}
        for report, sheet in sorted(sheets.items()):
            self._at.setdefault(book.outlet_called(sheet.outlet), self._pens[report].key)
        self._unions = Unions(partial(_rank, book=book))
        voices = [word.voice for word in self._words] + [pen.voice for pen in self._pens.values() if pen.voice]
        join_voices(voices, [pen.key for pen in self._pens.values()], book, self._unions)

    def _passages(self) -> dict[str, list[str]]:
        """By report, what it says for itself or for the nameless."""
        named = {word.claim.id for word in self._words if word.is_named}
        found: dict[str, list[str]] = {report: [] for report in self._sheets}
        for claim in self._claims:
            if claim.id not in named:
                found[claim.report].extend(span.quote for span in claim.evidence)
        return found

    def _pen(self, report: str) -> str:
        return self._unions.root(self._pens[report].key)

    def _medium(self, word: Word) -> str:
        """The pen that heard a voice: the outlet that was told or is quoted, else whoever wrote the report."""
        told = word.via or (word.voice.key if word.voice.sort is Sort.OUTLET else "")
        return self._unions.root(self._at.get(told, told)) if told else self._pen(word.claim.report)

    def _key(self, word: Word) -> str:
        return self._unions.root(word.voice.key) if word.is_named else self._medium(word)

    def join_spoken_together(self) -> None:
        """Voices that are only ever named in one breath are one: what two say together, they say once."""
        breaths: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for word in self._words:
            if word.is_named:
                breaths[self._key(word)].add((word.claim.id, word.said))
        for one, two in combinations(sorted(breaths), 2):
            if breaths[one] == breaths[two]:
                self._unions.join(one, two)
                self._choirs.add(self._unions.root(one))

    def join_media(self) -> None:
        """A report of no known outlet that hears the nameless through one other outlet only is that outlet's."""
        media: dict[str, set[str]] = defaultdict(set)
        for word in self._words:
            if not word.is_named:
                media[self._pen(word.claim.report)].add(self._medium(word))
        for pen, heard in sorted(media.items()):
            others = heard - {pen}
            if pen.startswith(REPORT) and len(others) == 1:
                self._unions.join(pen, others.pop())

    def join_told(self) -> None:
        """Who is heard through one outlet only, whose own report does not name him, is that outlet's nameless source."""
        through: dict[str, set[str]] = defaultdict(set)
        printed: dict[str, set[str]] = defaultdict(set)
        for word in self._words:
            if word.is_named:
                through[self._key(word)].add(self._medium(word))
                printed[self._key(word)].add(self._pen(word.claim.report))
        nameless = {self._pen(word.claim.report) for word in self._words if not word.is_named and not word.via}
        for key, media in sorted(through.items()):
            is_party = key.startswith(BODY)
            if not is_party and len(media) == 1 and media <= nameless and media.isdisjoint(printed[key]):
                self._unions.join(key, next(iter(media)))

    def rests(self) -> list[_Rest]:
        """What each claim rests on."""
        found = [_Rest(word.claim, self._key(word), word) for word in self._words]
        told = {rest.claim.id for rest in found}
        quoted = self._quoted()
        own = (claim for claim in self._claims if claim.id not in told)
        return [*found, *(self._own(claim, quoted.get(self._pen(claim.report), ())) for claim in own)]

    def join_unknown(self, rests: Sequence[_Rest]) -> list[_Rest]:
        """What rests on a report of no known outlet rests on all such reports: they may be one outlet's."""
        unknown = sorted({rest.key for rest in rests if rest.key.startswith(REPORT)})
        for other in unknown[1:]:
            self._unions.join(unknown[0], other)
        return [replace(rest, key=self._unions.root(rest.key)) for rest in rests]

    def _own(self, claim: Claim, quoted: Sequence[Word]) -> _Rest:
        """What an outlet says for itself: it rests on whom the outlet quotes nearest to it, if not on the outlet."""
        pen = self._pen(claim.report)
        if self._watches(claim.report) or not quoted or any(self._key(word) == pen for word in quoted):
            return _Rest(claim, pen)
        near = min(
            quoted, key=lambda word: (word.claim.report != claim.report, _gap(word.claim, claim), self._key(word))
        )
        return _Rest(claim, self._key(near), leaning=True)

    def _quoted(self) -> dict[str, list[Word]]:
        """By pen, the voices it quotes for what they assert of others, or that are said elsewhere to have told it."""
        doers = {BODY + actor.id for claim in self._claims for actor in claim.actors if actor.id}
        found: dict[str, list[Word]] = defaultdict(list)
        for word in self._words:
            of_its_own = any(word.voice.key == doer or self._book.speak_as_one(word.voice.key, doer) for doer in doers)
            if word.claim.stance is Stance.ASSERTED and not of_its_own:
                for pen in {self._pen(word.claim.report), self._medium(word)}:
                    found[pen].append(word)
        return found

    def _watches(self, report: str) -> bool:
        """Whether a report is by a body that speaks for itself, or an outlet that finds out for itself, as monitors do."""
        is_body = self._pens[report].key.startswith((BODY, VOICE))
        return is_body or self._book.holds(words_of(self._sheets[report].outlet), "monitors")

    def origin(self, key: str, rests: Sequence[_Rest]) -> Origin:
        """One origin with all that rests on it."""
        reports = sorted({rest.claim.report for rest in rests})
        named = sorted({rest.word.voice.name for rest in rests if rest.word is not None and rest.word.is_named})
        written = [report for report in reports if self._pen(report) == key]
        return Origin(
            id=key,
            name=self._name(key, named, written),
            claims=tuple(sorted({rest.claim.id for rest in rests})),
            reports=tuple(reports),
            why=why_one(self._grounds(key, rests, named, written)),
        )

    def _name(self, key: str, named: Sequence[str], written: Sequence[str]) -> str:
        if len(self._unknown(key, written)) > 1:
            return _UNKNOWN
        spoke = bool(named) or any(self._pens[report].key == key for report in written) or not written
        known = " and ".join(named) if key in self._choirs else self._book.name(key) if spoke else ""
        pens = [self._pens[report].name for report in written]
        longest = sorted(named, key=lambda name: (-len(name), name))
        return known or next(iter(longest or pens), key.partition(":")[2])

    def _grounds(self, key: str, rests: Sequence[_Rest], named: Sequence[str], written: Sequence[str]) -> Grounds:
        pens = [self._pens[report] for report in written]
        groups = sorted({pen.copies for pen in pens if pen.copies})
        named_in = {rest.claim.report for rest in rests if rest.word is not None and rest.word.is_named}
        return Grounds(
            quoted=named,
            quoting=[self._label(report) for report in named_in],
            pen=self._penned(key, written),
            unknown=[self._label(report) for report in written] if len(self._unknown(key, written)) > 1 else (),
            prints=[self._label(report) for report in written],
            carried=[self._label(report) for report in written if self._carries(report)],
            copies=[[self._label(report) for report in group] for group in groups],
            nameless=sorted({rest.word.said for rest in rests if rest.word is not None and not rest.word.voice.key}),
            leaning=[self._label(rest.claim.report) for rest in rests if rest.leaning],
        )

    def _penned(self, key: str, written: Sequence[str]) -> str:
        """Who wrote the reports of an origin."""
        if len(self._unknown(key, written)) > 1:
            return _UNKNOWN
        pens = [self._pens[report].name for report in written]
        spoke = any(self._pens[report].key == key for report in written)
        return (self._book.name(key) if spoke else "") or next(
            iter(pens), self._book.name(key) or key.partition(":")[2]
        )

    def _unknown(self, key: str, written: Sequence[str]) -> frozenset[str]:
        """The pens of an origin's reports, where no outlet is known."""
        return frozenset(self._pens[report].key for report in written if key.startswith(REPORT))

    def _carries(self, report: str) -> bool:
        """Whether a report by one outlet is an agency's copy."""
        sheet, pen = self._sheets[report], self._pens[report]
        return pen.agency and self._book.outlet_called(sheet.outlet) != pen.key

    def _label(self, report: str) -> str:
        """What a reader knows a report by: its outlet and file."""
        sheet = self._sheets[report]
        return f"{sheet.outlet} ({sheet.file})" if sheet.outlet else sheet.file


def _rank(key: str, book: VoiceBook) -> tuple[int, int, str]:
    """Bodies name an origin before outlets, these before voices and reports; the wider body, the fuller name first."""
    prefix = next(i for i, prefix in enumerate(_RANKS) if key.startswith(prefix))
    return prefix, book.depth(key) if prefix == 0 else (key in UNNAMED) * _LAST - key.count(" "), key


def _place(claim: Claim) -> tuple[str, int, str]:
    return claim.report, claim.evidence[0].start if claim.evidence else 0, claim.id


def _gap(one: Claim, two: Claim) -> int:
    return abs(_place(one)[1] - _place(two)[1])


def _turned(rests: Iterable[_Rest]) -> dict[str, list[_Rest]]:
    found: dict[str, list[_Rest]] = defaultdict(list)
    for rest in rests:
        found[rest.key].append(rest)
    return found
