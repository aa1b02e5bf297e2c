"""A public record read back into values: checked field by field, and every quote must be the text it points at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model.claim import Claim, Scope, Stance
from trucewatch.model.count import Effect, Harm, Who
from trucewatch.model.document import Document, Issue, Reading
from trucewatch.publications.as_json import SCHEMA
from trucewatch.publications.checked import Node
from trucewatch.publications.from_json import ValueReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def read_record(record: Mapping[str, object]) -> Reading:
    """The reading that `record_of` wrote down, without blocks and traces; all issues come back on the reading.

    Raises RecordError with the field's path where a value is missing, of the wrong type, or a quote not in the text.
    """
    node = Node(dict(record))
    if node.at("schema").text() != SCHEMA:
        node.at("schema").refuse(f"must be {SCHEMA!r}")
    if node.at("text").value is None:
        node.at("text").refuse("is missing")
    reader = _Reader(node.at("text").text())
    document = Document(
        report=node.at("report").text(),
        file=node.at("file").text(),
        sha256=node.at("sha256").text(),
        text=reader.text,
        title=node.at("title").text(),
        outlet=node.at("outlet").text(),
        agency=node.at("agency").text(),
        language=node.at("language").text(),
        published=reader.date(node.at("published")),
    )
    return Reading(
        document=document,
        claims=tuple(reader.claim(claim, document.report) for claim in node.at("claims").items()),
        issues=tuple(reader.issue(issue) for issue in node.at("issues").items()),
    )


class _Reader(ValueReader):
    """Reads what only a document's record holds."""

    def claim(self, node: Node, report: str) -> Claim:
        if not node.at("id").text():
            node.at("id").refuse("is missing")
        counts = node.at("counts")
        return Claim(
            id=node.at("id").text(),
            report=report,
            kind=node.at("kind").text(),
            family=node.at("family").text(),
            scope=node.at("scope").one_of(Scope),
            stance=node.at("stance").one_of(Stance),
            when=self.date(node.at("when")),
            where=tuple(self.place(place) for place in node.at("where").items()),
            actors=tuple(self.actor(actor) for actor in node.at("actors").items()),
            targets=tuple(self.actor(target) for target in node.at("targets").items()),
            objects=tuple(self.thing(thing) for thing in node.at("objects").items()),
            weapons=tuple(self.thing(weapon) for weapon in node.at("weapons").items()),
            counts={name: self.count(counts.at(name)) for name in counts.names()},
            harm=tuple(self.harm(node.at("harm"))),
            sources=tuple(self.source(source) for source in node.at("sources").items()),
            evidence=self.evidence(node),
            reader=node.at("reader").text(),
            confidence=node.at("confidence").number() or 0.0,
        )

    def harm(self, node: Node) -> Iterator[Harm]:
        for name in node.names():
            total = node.at(name)
            if name not in set(Effect):
                total.refuse(f"must be one of {', '.join(Effect)}")
            for toll in total.at("by").items() or [total]:
                yield Harm(
                    effect=Effect(name),
                    who=toll.at("who").one_of(Who),
                    count=self.count(toll),
                    women=self.part(toll.at("women")),
                    children=self.part(toll.at("children")),
                )

    def issue(self, node: Node) -> Issue:
        return Issue(code=node.at("code").text(), text=node.at("text").text(), evidence=self.evidence(node))
