"""Readings against a key: every figure is a sum over reports, and every error can be listed with its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from trucewatch.measures.fields import FieldScorer, show_days
from trucewatch.measures.locate import Locator
from trucewatch.measures.match import FULL, Anchored, anchor, match, touches
from trucewatch.measures.names import ActorNames
from trucewatch.measures.tally import ABSENT, ERRORS, FALSE, RIGHT, WRONG, Bin, Detail, Measures, Outcome, Tally
from trucewatch.model.claim import Claim, Scope
from trucewatch.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trucewatch.measures.fields import Resolver
    from trucewatch.measures.key import Key, KeyReport
    from trucewatch.measures.match import Matching, Pair
    from trucewatch.model.document import Reading
    from trucewatch.packs.merged import Packs

BINS = 10
HEADLINE = "headline_unsupported"


def compare(key: Key, readings: Iterable[Reading], packs: Packs, resolve: Resolver | None = None) -> Measures:
    """Measure the readings of a key's reports; readings of other files are passed over.

    Fields are scored on the pairs that match alone, and on none that the key calls optional. A report of the key that
    has no reading counts with all its claims as missed. `resolve` gives a key's place names their points.
    """
    by_file = {PurePath(reading.document.file).name: reading for reading in readings}
    scorer = FieldScorer(names=ActorNames(packs), resolve=resolve)
    sheet = _Sheet()
    for report in key.reports.values():
        reading = by_file.get(report.file)
        if reading is None:
            sheet.unread(report)
        else:
            _ReportMeasure(report=report, reading=reading, packs=packs, scorer=scorer, sheet=sheet).run()
    return sheet.measures()


@dataclass(slots=True)
class _Sheet:
    """What has been tallied so far."""

    reports: int = 0
    fields: dict[str, Tally] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    judged: list[tuple[float, bool]] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)

    def add(self, name: str, tally: Tally) -> None:
        self.fields[name] = self.fields.get(name, Tally()) + tally

    def unread(self, report: KeyReport) -> None:
        self.counts["reports_unread"] += 1
        for claim in report.claims:
            if not claim.optional:
                self.add("claims", ABSENT)
                self.add("claims_with_scope", ABSENT)
        self.details.append(Detail(outcome=Outcome.MISS, file=report.file, claim="", field="report", found="not read"))

    def measures(self) -> Measures:
        return Measures(
            reports=self.reports,
            fields=self.fields,
            counts={name: self.counts[name] for name in ERRORS},
            calibration=tuple(_bins(self.judged)),
            details=tuple(self.details),
        )


@dataclass(slots=True, kw_only=True)
class _ReportMeasure:
    """The measuring of one report, written onto the sheet."""

    report: KeyReport
    reading: Reading
    packs: Packs
    scorer: FieldScorer
    sheet: _Sheet

    def run(self) -> None:
        locator = Locator.of(self.reading.document)
        keys = anchor(self.report, locator)
        matching = match(self.reading.claims, keys, self.packs.kinds)
        self.sheet.reports += 1
        self._unplaced(keys)
        for pair in matching.pairs:
            self._pair(pair)
        self._unmatched(matching)
        self._traps(matching, locator)
        self._published()
        self._headline()
        self._quotes()

    def _pair(self, pair: Pair) -> None:
        claim, key = pair.claim, pair.key.claim
        self.sheet.judged.append((claim.confidence, pair.credit == FULL))
        scores = list(self.scorer.scores(claim, key, self.reading.document.text))
        self.sheet.counts["invented_days"] += sum(score.invented for score in scores)
        if key.optional:
            for score in scores:
                self._errors(pair, score.field, [error for error in score.errors if error[0] is Outcome.INVENTED])
            return
        self._credit(pair)
        self._choice(pair, "scope", claim.scope, key.scopes)
        self._choice(pair, "stance", claim.stance, key.stances)
        for score in scores:
            self.sheet.add(score.field, score.tally)
            self._errors(pair, score.field, score.errors)
        self._unkeyed_harm(pair)

    def _credit(self, pair: Pair) -> None:
        scoped = pair.credit if pair.claim.scope in pair.key.claim.scopes else 0.0
        for name, value in (("claims", pair.credit), ("claims_with_scope", scoped)):
            self.sheet.add(name, Tally(found_right=value, found=1, key_met=value, keyed=1))
        if pair.credit < FULL:
            self._errors(pair, "kind", [(Outcome.HALF, " or ".join(pair.key.claim.kinds), pair.claim.kind)])

    def _choice(self, pair: Pair, name: str, found: str, accepted: tuple[str, ...]) -> None:
        self.sheet.add(name, RIGHT if found in accepted else WRONG)
        if found in accepted:
            return
        if name == "scope" and found == Scope.INCIDENT:
            self.sheet.counts["booked_as_incident"] += 1
        self._errors(pair, name, [(Outcome.WRONG, " or ".join(accepted), found)])

    def _unkeyed_harm(self, pair: Pair) -> None:
        """A toll on a claim that has none in the key: not scored, but counted, as tolls must not wander."""
        keyed = {name.partition("_")[0] for name in pair.key.claim.numbers}
        for harm in pair.claim.harm:
            if harm.effect not in keyed:
                self.sheet.counts["harm_not_in_key"] += 1
                self._errors(pair, harm.effect, [(Outcome.EXTRA, "", f"{harm.effect} {harm.count.words!r}")])

    def _unmatched(self, matching: Matching) -> None:
        for key in matching.missed:
            if not key.claim.optional:
                self.sheet.add("claims", ABSENT)
                self.sheet.add("claims_with_scope", ABSENT)
                self._list(Outcome.MISS, key.claim.id, "claim", key.claim.quotes[0], key.claim.kinds[0], "")
        for claim, key in matching.duplicates:
            self.sheet.counts["duplicates"] += 1
            self._list(Outcome.DUPLICATE, key.claim.id, "claim", _words(claim), key.claim.kinds[0], claim.kind)
        for claim in matching.false:
            self.sheet.judged.append((claim.confidence, False))
            self.sheet.add("claims", FALSE)
            self.sheet.add("claims_with_scope", FALSE)
            self._list(Outcome.FALSE, claim.id, "claim", _words(claim), "", f"{claim.kind} ({claim.scope})")

    def _traps(self, matching: Matching, locator: Locator) -> None:
        """Words of another matter must be no harm of any claim, and no claim of their own."""
        words = [span for quote in self.report.not_conflict for span in locator.find(quote)]
        for claim in self.reading.claims:
            for harm in claim.harm:
                if touches(harm.count.evidence, words):
                    self.sheet.counts["trap_harm"] += 1
                    self._list(Outcome.TRAP, claim.id, harm.effect, _words(claim), "no harm", harm.count.words)
        for claim in matching.false:
            if touches(claim.evidence, words):
                self.sheet.counts["trap_claims"] += 1
                self._list(Outcome.TRAP, claim.id, "claim", _words(claim), "no claim", claim.kind)

    def _published(self) -> None:
        """The day, or an interval that holds it and is no wider than the words allow; no day where the words fix none."""
        if not self.report.dated:
            return
        when, day = self.reading.document.published, self.report.published
        low, high = self.report.published_range
        shown = show_days((when.first, when.last))
        if day is None:
            if when.is_day:
                self.sheet.add("published", FALSE)
                self.sheet.counts["invented_days"] += 1
                self._list(Outcome.INVENTED, "", "published", "", "no day is fixed", shown)
            return
        inside = when.is_day or ((when.first or day) >= (low or day) and (when.last or day) <= (high or day))
        holds = (when.first or day) <= day <= (when.last or day)
        right = when.is_known and holds and inside
        self.sheet.add("published", RIGHT if right else ABSENT if holds else WRONG)
        if not right:
            self._list(Outcome.WRONG, "", "published", "", day.isoformat(), shown)

    def _headline(self) -> None:
        warned = any(issue.code == HEADLINE for issue in (*self.reading.issues, *self.reading.document.issues))
        if warned or self.report.headline_unsupported:
            both = warned and self.report.headline_unsupported
            self.sheet.add(HEADLINE, RIGHT if both else FALSE if warned else ABSENT)
            if not both:
                outcome = Outcome.FALSE if warned else Outcome.MISS
                self._list(outcome, "", HEADLINE, self.reading.document.title, "", "")

    def _quotes(self) -> None:
        text = self.reading.document.text
        for claim in self.reading.claims:
            for span in spans(claim):
                if text[span.start : span.end] != span.quote:
                    self.sheet.counts["quotes_differ"] += 1
                    self._list(Outcome.QUOTE, claim.id, "", span.quote, text[span.start : span.end], span.quote)

    def _unplaced(self, keys: list[Anchored]) -> None:
        for key in keys:
            if not key.sentences:
                self.sheet.counts["key_words_not_in_text"] += 1
                self._list(Outcome.UNPLACED, key.claim.id, "", key.claim.quotes[0], "", "")

    def _errors(self, pair: Pair, name: str, errors: Iterable[tuple[Outcome, str, str]]) -> None:
        for outcome, expected, found in errors:
            self._list(outcome, pair.key.claim.id, name, _words(pair.claim), expected, found)

    def _list(self, outcome: Outcome, claim: str, name: str, quote: str, expected: str, found: str) -> None:
        self.sheet.details.append(
            Detail(
                outcome=outcome,
                file=self.report.file,
                claim=claim,
                field=name,
                quote=quote,
                expected=expected,
                found=found,
            )
        )


def spans(value: Any) -> Iterator[Span]:
    """Every span that a value holds, however deep."""
    if isinstance(value, Span):
        yield value
    elif is_dataclass(value):
        for spec in fields(value):
            yield from spans(getattr(value, spec.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)
    elif hasattr(value, "values"):
        mapping: Mapping[Any, Any] = value
        for item in mapping.values():
            yield from spans(item)


def _words(claim: Claim) -> str:
    return claim.evidence[0].quote if claim.evidence else ""


def _bins(judged: list[tuple[float, bool]]) -> Iterator[Bin]:
    """Equal bins of confidence, the empty ones left out; duplicates are judged in neither way."""
    for index in range(BINS):
        inside = [one for one in judged if min(int(one[0] * BINS), BINS - 1) == index]
        if inside:
            yield Bin(
                low=index / BINS,
                high=(index + 1) / BINS,
                claims=len(inside),
                right=sum(right for _, right in inside),
                confidence=sum(confidence for confidence, _ in inside) / len(inside),
            )
