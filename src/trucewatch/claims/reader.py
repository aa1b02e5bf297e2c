"""The default reader: grammar and packs, no model server; every claim quotes the document's own words."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from trucewatch.claims.annotate import settled_anew, view_of
from trucewatch.claims.beside import is_day_of_saying
from trucewatch.claims.carry import carry_dates, carry_kinds, carry_parties, carry_sources, story_days
from trucewatch.claims.confidence import confidence_of
from trucewatch.claims.drafting import Surroundings, drafts_of
from trucewatch.claims.frames import RoleRules
from trucewatch.claims.gate import Gate
from trucewatch.claims.homes import homes_of
from trucewatch.claims.join import drop_bare, join_drafts
from trucewatch.claims.lexicon import Lexicon
from trucewatch.claims.mentions.actors import ActorBook, Focus, Form, settle
from trucewatch.claims.mentions.unknown import with_unknown
from trucewatch.claims.scope import rescoped
from trucewatch.dates.expressions import find_times
from trucewatch.language.sentences import split_sentences
from trucewatch.language.wording import words_of
from trucewatch.model.claim import ActorRef, Claim, Stance
from trucewatch.model.document import BlockRole, Issue
from trucewatch.model.span import Span
from trucewatch.places.values import PlaceQuery, Relation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.claims.draft import Draft
    from trucewatch.claims.mentions.actors import NameHit
    from trucewatch.claims.view import View
    from trucewatch.dates.anchoring import CalendarEvent
    from trucewatch.language.parser import Parser
    from trucewatch.language.tokens import Sentence
    from trucewatch.model.document import Document
    from trucewatch.model.place import PlaceRef
    from trucewatch.packs.merged import Packs
    from trucewatch.places.resolve import PlaceResolver

READER = "grammar/1"
_OPENING = 12
_DATELINE = re.compile(
    r"[A-Z][A-Z .'’/-]{2,40}(?:, [A-Z][\w .]{2,25})?(?:, \w{3,9}\.? \d{1,2}(?:, \d{4})?|, \d{1,2} \w{3,9}(?: \d{4})?)?"
    r"\s?(?:\([^)\n]{2,40}\)\s?)?[-–—]{1,2}\s"
    r"|[A-Z][\w.'’-]{1,25}(?:[ ,/]{1,2}[A-Z][\w.'’-]{1,25}){0,4}?,?\s\(?(?:[A-Z]\w{2,8}\.? \d{1,2}(?:, (?:19|20)\d\d)?"
    r"|\d{1,2} [A-Z]\w{2,8}\.?(?: (?:19|20)\d\d)?)\)?\s?(?:\([^)\n]{2,40}\)\s?)?(?:[-–—]{1,2}|(?<=\d\d\d\d)\.)\s"
)
"""A place and an agency or a date before the story begins; a place in small letters only with a date."""
_OPENERS = frozenset({Form.NAME, Form.LEADER, Form.SEAT})
_SILENT = frozenset({BlockRole.META})


class Reader(Protocol):
    """Reads claims from a document.

    Pure and deterministic: the same document and packs give the same claims. Every quote is the document's text at its
    offsets. Never raises on odd text; what a user should know comes back as issues. One instance serves one thread.
    """

    def concerns(self, text: str) -> bool:
        """Whether a report with this text may hold claims at all; cheap, and true where in doubt."""

    def read(self, document: Document) -> tuple[tuple[Claim, ...], tuple[Issue, ...]]:
        """The claims in text order, and what went wrong."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A sentence's span, and the block and paragraph it belongs to."""

    start: int
    end: int
    role: BlockRole
    paragraph: int


class GrammarReader:
    """See `Reader`; rules over dependency trees, with the packs' names and words."""

    def __init__(self, packs: Packs, parser: Parser, places: PlaceResolver) -> None:
        self._lexicon = Lexicon.of(packs)
        self._book = ActorBook(packs.actors)
        self._calendar: Sequence[CalendarEvent] = tuple(packs.calendar.values())
        self._rules = RoleRules.load()
        self._gate = Gate.of(self._lexicon)
        self._parser = parser
        self._places = places

    def concerns(self, text: str) -> bool:
        """See `Reader.concerns`."""
        return self._gate.concerns(text)

    def read(self, document: Document) -> tuple[tuple[Claim, ...], tuple[Issue, ...]]:
        """See `Reader.read`."""
        if not self.concerns(document.text):
            return (), ()
        every = _stretches(document)
        stretches = [stretch for stretch in every if self._gate.passes(document.text, stretch.start, stretch.end)]
        sentences = self._parser.parse(document.text, [(s.start, s.end) for s in stretches])
        views, around = self._views(document, every, stretches, sentences)
        drafts: list[Draft] = []
        for view in views:
            previous = next((d.when for d in reversed(drafts) if d.when.is_day), None)
            drafts.extend(drafts_of(view, around, previous))
        drafts = carry_parties(carry_kinds(drafts), around)
        drafts = carry_sources(drafts, views, self._book)
        drafts = rescoped(carry_dates(drafts), document.published)
        claims, unsupported = join_drafts(drafts, self._book.actors)
        found = [_claim(document, draft) for draft in drop_bare(carry_dates(claims, around.days, around.spoken))]
        return _numbered(found), _headline_issues(unsupported, claims)

    def _views(
        self,
        document: Document,
        every: Sequence[_Stretch],
        stretches: Sequence[_Stretch],
        sentences: Sequence[Sentence],
    ) -> tuple[list[View], Surroundings]:
        text = document.text
        names = self._book.find(text)
        times = find_times(text)
        mentions = self._places.mentions(text)
        mentions = with_unknown(
            text, mentions, [(n.start, n.end) for n in names] + [(t.span.start, t.span.end) for t in times]
        )
        queries = self._places.queries(text, mentions)
        shares = self._places.focus(queries, text=text, countries=self._weights(names))
        refs = self._places.resolve_all(queries, focus=shares)
        placed = [(i, Span.of(text, q.start, q.end)) for i, q in enumerate(queries) if refs[i].id or q.strong]
        focus = Focus(tuple(sorted(shares.countries, key=lambda code: (-shares.countries[code], code))))
        views = [
            view_of(
                sentence,
                number=i,
                paragraph=stretch.paragraph,
                role=stretch.role,
                lexicon=self._lexicon,
                names=[hit for hit in names if stretch.start <= hit.start < stretch.end],
                places=[(n, span) for n, span in placed if stretch.start <= span.start < stretch.end],
                times=[time for time in times if stretch.start <= time.span.start < stretch.end],
                book=self._book,
                focus=focus,
            )
            for i, (stretch, sentence) in enumerate(zip(stretches, sentences, strict=True))
        ]
        homes = homes_of(views, [self._country(ref) for ref in refs], focus, self._book)
        views = [settled_anew(view, names, self._book, home) for view, home in zip(views, homes, strict=True)]
        spoken = frozenset(t.mention.span.start for view in views for t in view.times if is_day_of_saying(view, t))
        around = Surroundings(
            book=self._book,
            rules=self._rules,
            refs=[_cited(ref, text, query.start, query.end) for ref, query in zip(refs, queries, strict=True)],
            containers=_containers(queries),
            published=document.published,
            calendar=self._calendar,
            subjects=self._subjects(document.text, every, stretches, names, focus),
            days=story_days(times, document.published, self._calendar),
            spoken=spoken,
        )
        return views, around

    def _subjects(
        self,
        text: str,
        every: Sequence[_Stretch],
        stretches: Sequence[_Stretch],
        names: Sequence[NameHit],
        focus: Focus,
    ) -> dict[int, ActorRef]:
        """For each sentence read: the party that the sentence before it in the text opens with, parsed or not."""
        found: dict[int, ActorRef] = {}
        before = {stretch.start: every[i - 1] for i, stretch in enumerate(every) if i}
        for number, stretch in enumerate(stretches):
            last = before.get(stretch.start)
            if last is None or last.role is not stretch.role:
                continue
            hit = next((h for h in names if last.start <= h.start < last.start + _OPENING), None)
            actor = settle(hit, focus, self._book) if hit is not None and hit.form in _OPENERS else ""
            if hit is not None and actor:
                span = Span.of(text, hit.start, hit.end)
                found[number] = ActorRef(id=actor, name=self._book.name(actor), text=span.quote, evidence=(span,))
        return found

    def _country(self, ref: PlaceRef) -> str:
        """The ISO code of the country that a place lies in; empty where it was not resolved."""
        nations = self._places.index.exact(ref.admin[0]) if ref.admin else ()
        return next((one.entry.country for one in nations if one.entry.kind == "country"), "")

    def _weights(self, names: Sequence[NameHit]) -> dict[str, float]:
        """Countries by how often parties that belong to them are named."""
        weights: dict[str, float] = {}
        none = Focus(())
        for hit in names:
            actor = self._book.actors.get(settle(hit, none, self._book))
            if actor is not None and actor.country:
                weights[actor.country] = weights.get(actor.country, 0.0) + 1.0
        return weights


def _stretches(document: Document) -> list[_Stretch]:
    """The sentences of every block that may hold claims."""
    found: list[_Stretch] = []
    for paragraph, block in enumerate(document.blocks):
        if block.role in _SILENT:
            continue
        dateline = _DATELINE.match(document.text, block.start, block.end)
        found.extend(
            _Stretch(start, end, block.role, paragraph)
            for start, end in split_sentences(document.text, dateline.end() if dateline else block.start, block.end)
        )
    return found


def _containers(queries: Sequence[PlaceQuery]) -> frozenset[int]:
    """The names that only say where another lies ("west of Aleppo"); what a place is near to is named for itself."""
    near = {hint.name for query in queries for hint in query.hints if hint.relation is Relation.NEAR}
    return frozenset(i for i, query in enumerate(queries) if query.container and query.name not in near)


def _cited(ref: PlaceRef, text: str, start: int, end: int) -> PlaceRef:
    return replace(ref, evidence=ref.evidence or (Span.of(text, start, end),))


def _claim(document: Document, draft: Draft) -> Claim:
    """A draft as a claim; its id rests on the document's bytes, the kind and the words of the first evidence.

    No offset goes in: a reading that cleans the text otherwise gives the same act the same id.
    """
    key = f"{document.sha256}:{draft.kind}:{' '.join(words_of(draft.evidence[0].quote))}"
    return Claim(
        id="c_" + hashlib.sha256(key.encode()).hexdigest()[:12],
        report=document.report,
        kind=draft.kind,
        family=draft.family,
        scope=draft.scope,
        stance=draft.stance,
        when=draft.when,
        where=draft.where,
        actors=draft.actors,
        targets=draft.targets,
        objects=draft.objects,
        weapons=draft.weapons,
        counts=draft.counts,
        harm=draft.harm,
        sources=draft.sources,
        evidence=draft.evidence,
        reader=READER,
        confidence=confidence_of(draft),
        trace=draft.trace,
    )


def _numbered(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Ids made unique, in text order, where the same words make two claims of one kind."""
    seen: dict[str, int] = {}
    found = []
    for claim in claims:
        seen[claim.id] = seen.get(claim.id, 0) + 1
        found.append(claim if seen[claim.id] == 1 else replace(claim, id=f"{claim.id}_{seen[claim.id]}"))
    return tuple(found)


def _headline_issues(unsupported: Sequence[Draft], claims: Sequence[Draft]) -> tuple[Issue, ...]:
    """A headline that tells of an act which the text does not."""
    found = []
    for draft in unsupported:
        told = any(claim.kind == draft.kind for claim in claims)
        if (
            draft.role is BlockRole.TITLE
            and draft.family == "violence"
            and draft.stance is Stance.ASSERTED
            and not told
        ):
            text = f"The headline tells of {draft.kind.replace('_', ' ')}, the text does not; check it before you rely on it."
            found.append(Issue(code="headline_unsupported", text=text, evidence=draft.evidence))
    return tuple(found[:1])
