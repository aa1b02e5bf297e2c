"""What terms say of one incident: alike findings are told together, and none is left out."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from trucewatch.model.finding import Answer, Question, Result
from trucewatch.publications.report.content import Fact, Line, Run
from trucewatch.publications.report.speech import soft, strong
from trucewatch.publications.words import line

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from trucewatch.model.finding import Finding
    from trucewatch.publications.findings.stated import Stated
    from trucewatch.publications.report.speech import Part
    from trucewatch.publications.report.words import Words

_RESULTS = tuple(Result)


def in_order(findings: Iterable[Stated]) -> list[Stated]:
    """The graver results first; of one result by agreement, article and who dates it."""
    return sorted(findings, key=lambda told: (_RESULTS.index(told.finding.result), told.agreement_name, _key(told)))


def in_short(words: Words, findings: Iterable[Stated]) -> Iterator[Line]:
    """A line a result; of articles that do not cover it, only how many they are."""
    ordered = in_order(findings)
    yield from _grouped(words, [told for told in ordered if told.finding.result is not Result.NOT_COVERED])
    rest = sum(told.finding.result is Result.NOT_COVERED for told in ordered)
    if rest:
        yield words.speech.many(
            "not covered by {number} other article that was tested, see the annex",
            "not covered by {number} other articles that were tested, see the annex",
            rest,
        )


def at_length(words: Words, findings: Iterable[Stated]) -> Fact:
    """The same with every article; in detail each finding's reason, its five answers, and what would change it."""
    ordered = in_order(findings)
    return Fact(
        name=words.speech.term("Findings"),
        lines=tuple(_grouped(words, ordered)),
        more=tuple(part for alike in _alike(ordered).values() for part in _detail(words, alike)),
    )


def _grouped(words: Words, ordered: Sequence[Stated]) -> Iterator[Line]:
    """Findings of one result, by the same person or rules and with the same open questions, as one line."""
    groups: dict[tuple[Result, bool, tuple[Question, ...]], list[Stated]] = {}
    for told in ordered:
        found = told.finding
        groups.setdefault((found.result, bool(found.decision), _open(found)), []).append(told)
    speech = words.speech
    for (result, is_decided, questions), alike in groups.items():
        parts: dict[str, Part] = {
            "result": strong(speech.term(result)),
            "terms": speech.joined(_by_agreement(words, alike), speech.say("; ")),
            "questions": speech.listed([(Run(speech.term(one)),) for one in questions]),
        }
        if is_decided:
            yield speech.told("{result} (a person decided so): {terms}", **parts)
        elif questions:
            yield speech.told("{result}: {terms}. Open: {questions}", **parts)
        else:
            yield speech.told("{result}: {terms}", **parts)


def _open(found: Finding) -> tuple[Question, ...]:
    """The questions that could not be answered; where no article covers the act, they do not matter."""
    if found.decision or found.result is Result.NOT_COVERED:
        return ()
    return tuple(question for question, tested in found.tests if tested.answer is Answer.CANNOT_TELL)


def _by_agreement(words: Words, alike: Iterable[Stated]) -> Iterator[Line]:
    """Each agreement once, with its articles, and each article once, with those who date it."""
    speech = words.speech
    for name, found in groupby(alike, key=lambda told: told.agreement_name):
        articles = []
        for number, accounts in groupby(found, key=lambda told: told.finding.article):
            told: Line = (Run(article_words(words, number)),)
            by = [(words.claimant(one.finding.by),) for one in accounts if one.finding.by]
            articles.append(
                speech.told("{terms}, as dated by {claimants}", terms=told, claimants=speech.listed(by)) if by else told
            )
        yield speech.told("{agreement}, {article}", agreement=speech.english(name), article=speech.joined(articles))


def _alike(ordered: Iterable[Stated]) -> dict[Hashable, list[Stated]]:
    """Findings of one result with the same five answers that the same would change."""
    groups: dict[Hashable, list[Stated]] = {}
    for told in ordered:
        found = told.finding
        answers = tuple((question, tested.answer) for question, tested in found.tests)
        groups.setdefault((found.result, bool(found.decision), answers, found.change), []).append(told)
    return groups


def _detail(words: Words, alike: Sequence[Stated]) -> Iterator[Line]:
    """The result with the five answers, what would change it, and each reason: one line, or more where languages mix."""
    speech, found = words.speech, alike[0].finding
    answers = " · ".join(f"{speech.term(question)}: {speech.term(tested.answer)}" for question, tested in found.tests)
    parts: list[Line] = [(Run(speech.term(found.result)), Run(" – "), soft(f"{answers}."))]
    if found.change:
        parts.append(speech.told("What would change it: {change}.", change=speech.english(found.change)))
    reasons = [_reason(words, told) for told in alike]
    if speech.is_source:
        yield speech.joined([*parts, *reasons], " ")
    else:
        yield from (*parts, *reasons)


def _reason(words: Words, told: Stated) -> Line:
    """Why: a person's words, which name no terms, or the sentence of the rules, which does."""
    found = told.finding
    if found.decision and found.why:
        return (*terms_of(words, told), Run(": "), words.speech.english(found.why))
    return (words.speech.english(found.reason),)


def terms_of(words: Words, told: Stated) -> Line:
    """The agreement and article, and who dates it so."""
    speech, found = words.speech, told.finding
    terms = speech.told(
        "{agreement}, {article}",
        agreement=speech.english(told.agreement_name),
        article=article_words(words, found.article),
    )
    if not found.by:
        return terms
    return speech.told("{terms}, as {claimant} dates it", terms=terms, claimant=words.claimant(found.by))


def article_words(words: Words, number: str) -> str:
    """As in "article 1"."""
    return words.speech.say("article {number}", number=line(number)) if number else words.speech.say("no article")


def _key(told: Stated) -> tuple[list[tuple[bool, int, str]], str]:
    """Sorts articles as people count them: 2 before 10."""
    pieces = told.finding.article.replace("(", " ").replace(".", " ").split()
    numbers = [(not piece.isdecimal(), int(piece) if piece.isdecimal() else 0, piece) for piece in pieces]
    return numbers, told.finding.by
