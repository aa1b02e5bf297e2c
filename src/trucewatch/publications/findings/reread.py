"""A finding's record read back into values, checked field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model.agreement import Form
from trucewatch.model.claim import ActorRef
from trucewatch.model.finding import Answer, Finding, Question, Result, Tested
from trucewatch.model.incident import Citation, Grade
from trucewatch.model.span import Span
from trucewatch.publications.as_json import SCHEMA
from trucewatch.publications.checked import Node
from trucewatch.publications.findings.record import MACHINE, PERSON
from trucewatch.publications.findings.stated import Stated
from trucewatch.publications.from_json import ValueReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_VALUES = ValueReader("")


def read_finding(record: Mapping[str, object]) -> Finding:
    """The finding that `stated_record` wrote down; raises RecordError with the field's path."""
    return read_stated(record).finding


def read_stated(record: Mapping[str, object]) -> Stated:
    """The finding with the words that stand beside it in its record; raises RecordError with the field's path."""
    node = Node(dict(record))
    if node.at("schema").text() != SCHEMA:
        node.at("schema").refuse(f"must be {SCHEMA!r}")
    form = node.at("form")
    return Stated(
        finding=_finding(node),
        kind=_said(node.at("kind")),
        when=_VALUES.date(node.at("when")),
        where=node.at("where").texts(),
        actors=tuple(_actor(actor) for actor in node.at("actors").items()),
        grade=node.at("grade").one_of(Grade),
        agreement_name=_said(node.at("agreement_name")),
        form=None if form.value is None else form.one_of(Form),
        quote=node.at("article_quote").text(),
        paraphrase=node.at("article_paraphrase").text(),
    )


def _finding(node: Node) -> Finding:
    machine = node.at("machine")
    decision = node.at("decision").text()
    if node.at("by").text() != (PERSON if decision else MACHINE):
        node.at("by").refuse(f"must be {PERSON!r} where there is a decision, else {MACHINE!r}")
    return Finding(
        id=_said(node.at("finding")),
        incident=_said(node.at("incident")),
        agreement=_said(node.at("agreement")),
        article=node.at("article").text(),
        by=node.at("start").at("by").text(),
        start=node.at("start").at("words").text(),
        tests=tuple(_tests(node.at("tests"))),
        result=node.at("result").one_of(Result),
        reason=node.at("reason").text(),
        change=node.at("would_change").text(),
        citations=tuple(_citation(cited) for cited in node.at("evidence").items()),
        machine=None if machine.value is None else machine.one_of(Result),
        decision=decision,
        why=node.at("why").text(),
    )


def _tests(node: Node) -> Iterator[tuple[Question, Tested]]:
    """The five tests, in their own order."""
    for name in node.names():
        if name not in set(Question):
            node.at(name).refuse(f"must be one of {', '.join(Question)}")
    for question in Question:
        tested = node.at(question)
        yield (
            question,
            Tested(
                answer=tested.at("answer").one_of(Answer),
                reason=tested.at("reason").text(),
                change=tested.at("would_change").text(),
                is_unknown=tested.at("not_told").flag(),
            ),
        )


def _actor(node: Node) -> ActorRef:
    name = node.at("name").text()
    return ActorRef(id=node.at("id").text(), name=name, text=name)


def _citation(node: Node) -> Citation:
    start, end, quote = node.at("start").integer(), node.at("end").integer(), node.at("quote").text()
    if start is None or end is None or start < 0 or end - start != len(quote):
        node.refuse("the quote is not as long as start and end say")
    return Citation(
        claim=_said(node.at("claim")),
        report=_said(node.at("report")),
        file=_said(node.at("file")),
        outlet=node.at("outlet").text(),
        span=Span(start=start, end=end, quote=quote),
    )


def _said(node: Node) -> str:
    return node.text() or node.refuse("is missing")
