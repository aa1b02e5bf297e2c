"""Whether an act is told over a stretch of time: "since the truce began", "over the past month", and what is no such stretch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.claims.acts import Act
    from trucewatch.claims.view import TimeAt, View

_SHORT_UNITS = frozenset({"hour", "minute", "second", "part", "time"})
_OVER = frozenset({"in", "over", "within", "during", "for", "throughout", "across"})
_NOT_SUPERLATIVE = frozenset(
    {
        "southwest",
        "northwest",
        "protest",
        "interest",
        "request",
        "arrest",
        "suggest",
        "forest",
        "midwest",
        "harvest",
        "conquest",
        "contest",
    }
)
_NEAR = 5
_DAYS = 3


def in_long_period(act: Act) -> bool:
    """Over some days or longer."""
    view = act.view
    return (
        any(_is_long_since(view, i) and _is_bound(act, i) for i in _since(view))
        or any(_is_long_stretch(view, time) and _is_bound(act, time.first) for time in view.times)
        or any(_is_bound(act, i) for i in _recent(view))
    )


def is_running(act: Act) -> bool:
    """As in "have been taking over homes": going on, with no day or hour named for it."""
    sentence = act.view.sentence
    head = act.main.head
    if act.main.trigger.noun or not sentence[head].lower.endswith("ing"):
        return False
    aux = {child.lower for child in sentence.children(head) if child.dep.startswith("aux")}
    dated = any(_is_bound(act, time.first) for time in act.view.times)
    return "been" in aux and bool(aux & {"has", "have"}) and not dated


def in_short_period(act: Act) -> bool:
    """Over hours or a day or two ("over the past 24 hours", "throughout the day")."""
    view = act.view
    return any(
        time.mention.kind == "duration" and time.mention.prep in _OVER and _is_bound(act, time.first)
        for time in view.times
    ) or any(token.lower == "throughout" for token in view.sentence)


def _since(view: View) -> list[int]:
    """Each "since" that opens a period: not that of "the worst since", nor a reason."""
    found = []
    for token in view.sentence:
        if token.lower != "since":
            continue
        before = view.sentence.tokens[max(token.i - 10, 0) : token.i]
        if not any(t.lower in {"worst", "first", "most"} or _is_superlative(t.lower) for t in before):
            found.append(token.i)
    return found


def _is_superlative(word: str) -> bool:
    return len(word) > _NEAR and word.endswith("est") and word not in _NOT_SUPERLATIVE


def _is_long_since(view: View, i: int) -> bool:
    """A day, a month or an event is long ago; an hour, a dawn, yesterday is not."""
    after = view.sentence.tokens[i + 1 : i + 1 + _NEAR]
    if after and after[0].lower == "then":
        return True
    words = {token.lower for token in after}
    if words & view.lexicon.words["short_since"]:
        return False
    time = next((t for t in view.times if t.first - 3 <= i <= t.last), None)
    if time is not None and time.first <= i + 3:
        return time.mention.granularity not in _SHORT_UNITS and time.mention.kind != "time"
    return any(view.is_a(token.i, "era_noun") for token in after) or any(token.pos == "VERB" for token in after)


def _is_long_stretch(view: View, time: TimeAt) -> bool:
    """As in "over four years", "in the past week", "for the third month", "this year"; never hours or a day or two."""
    mention = time.mention
    unit = mention.granularity
    if mention.kind == "duration" and mention.prep in _OVER:
        if mention.prep == "for" and unit in {"hour", "minute", "day"}:
            return False
        return unit in {"week", "month", "year", "decade"} or (unit == "day" and _number(view, time) >= _DAYS)
    words = {token.lower for token in view.sentence.tokens[time.first : time.last + 1]}
    stretched = words & {"past", "last", "recent", "previous", "first", "coming"} and mention.prep in {
        "over",
        "during",
        "within",
        "throughout",
    }
    if stretched and unit in {"week", "month", "year", "quarter", "half"}:
        return True
    return "this" in words and unit in {"year", "month"} and mention.kind == "date"


def _number(view: View, time: TimeAt) -> int:
    for token in view.sentence.tokens[time.first : time.last + 1]:
        if token.text.isdigit():
            return int(token.text)
        if token.pos == "NUM":
            return {"one": 1, "two": 2}.get(token.lower, _DAYS)
    return 1


def _recent(view: View) -> list[int]:
    """As in "in recent weeks", "in recent months", "over the years"."""
    tokens = view.sentence.tokens
    return [
        token.i
        for token in tokens[1:]
        if token.lower in {"days", "weeks", "months", "years"}
        and tokens[token.i - 1].lower in {"recent", "past", "the"}
        and any(t.lower in _OVER for t in tokens[max(token.i - 3, 0) : token.i])
        and tokens[token.i - 1].lower != "the"
    ]


def _is_bound(act: Act, i: int) -> bool:
    """Whether the words at `i` say when the act was: they hang on its verb or noun with no other verb between."""
    sentence = act.view.sentence
    heads = {
        frame.head
        for frame in act.frames
        if frame is act.main or sentence[frame.head].dep not in {"acl:relcl", "ccomp"}
    }
    for head in heads:
        path = sentence.path(head, i)
        between = [token for token in path[1:-1] if token.i not in heads]
        other = [
            t for t in between if t.pos == "VERB" and not _is_light(act, t.i, head) and not _opens_clause(act, t.i, i)
        ]
        if path and not other and len(path) <= _NEAR + 1:
            return True
    return False


def _is_light(act: Act, i: int, head: int) -> bool:
    """The verb that an act's noun depends on ("the army *carried out* 40 strikes since …"), or that reports of it."""
    below = act.view.sentence[head]
    return act.view.sentence.head(head).i == i and below.dep not in {"acl", "acl:relcl", "ccomp", "advcl"}


def _opens_clause(act: Act, i: int, word: int) -> bool:
    """The verb of the very clause that "since" opens."""
    return act.view.sentence[word].lower == "since" and any(child.i == word for child in act.view.sentence.children(i))
