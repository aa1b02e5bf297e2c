"""Why terms did or did not hold at a time: the dates, whose dates they are, and which half is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.findings.timespan import Detail
from trucewatch.findings.timewindows import Cause
from trucewatch.findings.timewords import (
    day_words,
    hour_words,
    is_zoneless,
    moment_words,
    span_words,
    written_day,
    zoneless_words,
)
from trucewatch.language.phrases import listed
from trucewatch.model.agreement import EDITORS
from trucewatch.model.finding import Answer, Tested

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.findings.timespan import TimeSpan
    from trucewatch.findings.timewindows import Bound, Window

_COUNTED_DAYS = 60
_NOUNS = {
    Cause.BEGAN: "start",
    Cause.RESUMED: "resumption",
    Cause.EXTENDED: "renewal",
    Cause.ENDED: "end",
    Cause.SUSPENDED: "suspension",
    Cause.EXPIRED: "expiry",
}
_OVER = {Cause.ENDED: "it had ended on", Cause.SUSPENDED: "suspended since", Cause.EXPIRED: "it had run out on"}
_AGAIN = {Cause.RESUMED: "was resumed", Cause.BEGAN: "began again", Cause.EXTENDED: "began again"}


def said(by: str, names: Mapping[str, str], *also: str) -> str:
    """As in ", as dated by Russia"; empty for the text or all parties. `also` are others with the same account."""
    if by == EDITORS:
        return ", in the judgement of the file's editors"
    if not by:
        return ""
    who = listed(names.get(one, one) for one in (by, *also))
    return f", as dated by {who}"


def undated() -> Tested:
    """For a report that fixes no day at all."""
    return Tested(
        answer=Answer.CANNOT_TELL, reason="the reports fix no date", change="a date of the incident", is_unknown=True
    )


def never() -> Tested:
    """For an article whose own time lies outside of all that its agreement was in force."""
    return Tested(answer=Answer.NO, reason="the agreement was at no time in force while the article ran")


def before(start: Bound, span: TimeSpan, names: Mapping[str, str]) -> Tested:
    """For a span that ends before the first start."""
    day = written_day(start.moment)
    if start.cause is Cause.UNDATED:
        reason = f"{_distance(span, start)} it was signed or announced: {moment_words(start.moment)}"
        return Tested(answer=Answer.NO, reason=reason, change=f"a date on or after {day_words(day)}")
    reason = f"{_distance(span, start)} {_start_named(start, names)}: {moment_words(start.moment)}"
    is_earlier_day = span.days[1] is not None and span.days[1] < day
    change = f"a date on or after {day_words(day)}" if is_earlier_day else "a later hour of the incident"
    return Tested(answer=Answer.NO, reason=reason, change=change)


def after(end: Bound, following: Bound | None, names: Mapping[str, str]) -> Tested:
    """For a span that begins after an end, and is over before what follows it begins."""
    told = "the article had ended on" if end.is_article else _OVER[end.cause]
    reason = f"{told} {moment_words(end.moment)}{said(end.by, names)}"
    change = f"a date before {day_words(written_day(end.moment))}"
    if following:
        again = _AGAIN.get(following.cause, "began")
        reason += f", and {again} only on {moment_words(following.moment)}{said(following.by, names)}"
        change += f", or from {day_words(written_day(following.moment))} on"
    return Tested(answer=Answer.NO, reason=reason, change=change)


def covered(first: Window, last: Window, names: Mapping[str, str]) -> Tested:
    """For a span that lies between the start of one window and the end of the same, or of one that goes on from it."""
    start, end = first.start, last.end
    reason = f"after {_named(start)}, {moment_words(start.moment)}{said(start.by, names)}"
    change = f"a date before {day_words(written_day(start.moment))}"
    if end is None:
        return Tested(answer=Answer.YES, reason=f"{reason}; no end is on record", change=change)
    reason += f", and before {_named(end)}, {moment_words(end.moment)}{said(end.by, names)}"
    return Tested(answer=Answer.YES, reason=reason, change=f"{change}, or after {day_words(written_day(end.moment))}")


def cannot_tell(bounds: Sequence[Bound], span: TimeSpan, names: Mapping[str, str]) -> Tested:
    """For a span that some of its moments put inside, by bounds that it does not lie clear of, in order."""
    if span.detail is Detail.OPEN:
        reason = f"the reports fix no date, only {span_words(span)}"
        return Tested(answer=Answer.CANNOT_TELL, reason=reason, change="a date of the incident", is_unknown=True)
    wide = [bound for bound in bounds if _lies_within(bound, span)]
    if wide:
        events = listed(_event(bound, span, names, at == 0 or bound.is_article) for at, bound in enumerate(wide))
        what = "day" if span.detail is Detail.DAYS else "hour"
        return Tested(answer=Answer.CANNOT_TELL, reason=f"{_given(span)}{events}", change=f"the {what} of the incident")
    return _unsure(bounds[0], names)


def _unsure(bound: Bound, names: Mapping[str, str]) -> Tested:
    """For a bound that the terms themselves leave open."""
    subject, verb = _subject(bound), str(bound.cause)
    if bound.cause is Cause.UNDATED:
        signed = f", only that it was signed or announced on {moment_words(bound.moment)}" if bound.moment.words else ""
        reason = f"no date is on record on which {subject} came into force{signed}"
        return Tested(answer=Answer.CANNOT_TELL, reason=reason, change="a date on which it came into force")
    if is_zoneless(bound.moment):
        reason = f"{subject} {verb} at {zoneless_words(bound.moment)}{said(bound.by, names)}"
        return Tested(
            answer=Answer.CANNOT_TELL, reason=reason, change=f"the time zone of the hour when {subject} {verb}"
        )
    if hour_words(bound.moment) or " or " in bound.moment.words:
        reason = f"it is not sure when {subject} {verb}: {moment_words(bound.moment)}{said(bound.by, names)}"
    else:
        reason = f"only the day is known when {subject} {verb}, {moment_words(bound.moment)}{said(bound.by, names)}"
    return Tested(answer=Answer.CANNOT_TELL, reason=reason, change=f"the hour when {subject} {verb}")


def _lies_within(bound: Bound, span: TimeSpan) -> bool:
    """Whether the span is wider than all that is unsure about the bound, so that it is for the report to be finer."""
    if bound.cause is Cause.UNDATED or span.first is None or span.last is None:
        return False
    earliest, latest = bound.moment.earliest, bound.moment.latest
    return earliest == latest or (span.first < earliest and latest < span.last)


def _given(span: TimeSpan) -> str:
    """What the report gives, up to the words that say what fell into it."""
    if span.is_asked:
        return ""
    match span.detail:
        case Detail.DAY:
            return "the report gives only the day, and "
        case Detail.HOURS | Detail.MINUTE:
            return f"the report says only “{span.clock}” of {span_words(span)}, and "
        case _:
            return f"the report gives only {span_words(span)}, and "


def _event(bound: Bound, span: TimeSpan, names: Mapping[str, str], has_subject: bool) -> str:  # noqa: FBT001 - private
    hour, day = hour_words(bound.moment), written_day(bound.moment)
    if hour and span.days == (day, day):
        when = f"at {hour} on {'that day' if span.is_asked else 'it'}"
    else:
        when = f"on {moment_words(bound.moment)}"
    subject = f"{_subject(bound)} " if has_subject else ""
    return f"{subject}{bound.cause} {when}{said(bound.by, names)}"


def _subject(bound: Bound) -> str:
    return "the article" if bound.is_article else "the agreement"


def _named(bound: Bound) -> str:
    noun = _NOUNS[bound.cause]
    return f"the {noun} of the article" if bound.is_article else f"its {noun}"


def _start_named(start: Bound, names: Mapping[str, str]) -> str:
    noun = _NOUNS[start.cause]
    if start.is_article:
        return f"the {noun} of the article"
    if start.by == EDITORS:
        return f"its {noun} in the judgement of the file's editors"
    return f"the {noun} that {names.get(start.by, start.by)} named" if start.by else f"its {noun}"


def _distance(span: TimeSpan, start: Bound) -> str:
    last = span.days[1]
    days = (written_day(start.moment) - last).days if last else 0
    if days == 1:
        return "the day before"
    if days == 0 and last and span.detail in {Detail.MINUTE, Detail.HOURS}:
        return "earlier on the day of" if start.cause is not Cause.UNDATED else "before"
    return f"{days} days before" if 0 < days <= _COUNTED_DAYS else "before"
