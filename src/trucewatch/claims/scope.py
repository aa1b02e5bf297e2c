"""One occurrence, a total over a time, or something only recalled; totals and recollections never become incidents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.claims.acts import in_background
from trucewatch.claims.negation import verb_of
from trucewatch.claims.periods import in_long_period, in_short_period, is_running
from trucewatch.claims.when import is_recalled_today
from trucewatch.model.claim import Scope
from trucewatch.model.time import DateHow, DatePrecision

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from trucewatch.claims.acts import Act
    from trucewatch.claims.draft import Draft
    from trucewatch.claims.frames import Frame
    from trucewatch.claims.view import View
    from trucewatch.model.count import Harm
    from trucewatch.model.time import DateInterval

RECALLED_DAYS = 14
LATE_DAYS = 45  # a round-up of a month comes some weeks after it
RECALLED_ACCORD_DAYS = 5
WEEK = 4
RANGE = 3
SALVOS = 100
MONTH = 20
MANY = 200
CROWD = 20_000
_MODIFIERS = frozenset({"amod", "nmod:poss", "compound", "nmod:desc", "nmod"})
_SUMMING = frozenset({"include", "comprise", "consist", "number", "total"})
_BREACHES = frozenset({"violation", "breach", "infringement"})
_RANGES = frozenset({"between", "from..to"})
_LOOKING_BACK = frozenset({"since", "anniversary", "ago", "earlier", "previous", "previously"})
_SIDE_CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl"})
_TELLING_MONTHS = frozenset({DatePrecision.MONTH, DatePrecision.YEAR})


def scope_of(act: Act, when: DateInterval, harm: Sequence[Harm], published: DateInterval) -> Scope:
    """The scope that the words give: wide periods, campaigns and habits are aggregates, what is long past is context."""
    accord = act.main.family == "accord"
    if is_recalled_today(act, published):
        return Scope.CONTEXT
    if act.kind == "ceasefire_violated":
        if is_counted(act) or in_short_period(act) or _is_habit(act) or in_long_period(act):
            return Scope.AGGREGATE
    elif not accord and (_is_total(act, when, harm) or _is_habit(act)):
        return Scope.AGGREGATE
    if _is_long_past(act, when, published) or in_background(act.main) or _is_recalled(act, when):
        return Scope.CONTEXT
    return Scope.CONTEXT if accord and (_is_habit(act) or in_long_period(act)) else Scope.INCIDENT


def _is_long_past(act: Act, when: DateInterval, published: DateInterval) -> bool:
    if when.last is None:
        return False
    if published.first is None or published.last is None:
        by_month = when.precision in _TELLING_MONTHS and when.how is DateHow.STATED
        if by_month or published.first is None:
            return by_month
    days = (published.first - when.last).days
    if act.main.family != "accord":
        return days > (LATE_DAYS if is_told_plainly(act, when) else RECALLED_DAYS)
    return days > (0 if when.precision in _TELLING_MONTHS else RECALLED_ACCORD_DAYS)


def is_told_plainly(act: Act, when: DateInterval) -> bool:
    """As in "On 6 March, clashes broke out near X": the news of a sentence by date, in no side clause and nobody's background."""
    view, sentence = act.view, act.view.sentence
    dated = any(time.mention.operation.day is not None for time in view.times)
    if not (when.is_day and dated) or any(token.lower in _LOOKING_BACK for token in sentence):
        return False
    for frame in act.frames:
        verb = verb_of(frame) if frame.trigger.noun else frame.head
        chain = (sentence[verb], *sentence.ancestors(verb))
        had = any(c.lower == "had" and c.dep.startswith("aux") for c in sentence.children(verb))
        own = not frame.trigger.noun or sentence[frame.head].dep.startswith("nsubj") or view.is_a(verb, "light")
        if own and not had and not any(token.dep in _SIDE_CLAUSES for token in chain):
            return True
    return False


def _is_recalled(act: Act, when: DateInterval) -> bool:
    """As in "the previous truce", "last year's attack", "the anniversary of the massacre"."""
    view, head = act.view, act.main.head
    subjects = (
        [c.i for c in view.sentence.children(head) if c.dep.startswith("nsubj")] if act.main.family == "accord" else []
    )
    near = [c for i in (head, *subjects) for c in view.sentence.children(i) if c.dep in _MODIFIERS]
    if any(view.is_a(child.i, "recalled") for child in near) and not when.is_day:
        return True
    above = view.sentence.ancestors(head)[:3]
    kept = any(view.is_a(token.i, "kept") and view.is_a(token.head, "keeping") for token in above)
    return kept or any(view.is_a(token.i, "commemorating") for token in above)


def _is_total(act: Act, when: DateInterval, harm: Sequence[Harm]) -> bool:
    """A toll or a number of acts over a period, the harm of a war or a campaign, people by the ten thousand."""
    if in_long_period(act) or is_running(act) or _by_campaign(act) or _is_beyond_count(act) or _is_part(act):
        return True
    if _width(when) >= RANGE and bool(harm) and any(time.mention.prep in _RANGES for time in act.view.times):
        return True
    if _width(when) > WEEK and (bool(harm) or is_counted(act)) and not _is_single(act, harm):
        return _width(when) > MONTH or any(_is_plural(frame) for frame in act.frames)
    tolls = [toll.count.low or toll.count.high or 0 for toll in harm]
    if act.kind == "displacement":
        return any(toll >= CROWD for toll in tolls)
    return all(frame.family == "harm" for frame in act.frames) and any(toll >= MANY for toll in tolls)


def _width(when: DateInterval) -> int:
    if when.first is None:
        return 0
    return 10_000 if when.last is None else (when.last - when.first).days


def _is_single(act: Act, harm: Sequence[Harm]) -> bool:
    """As in "a drone attack in January killed 56", "a child died": one occurrence, however wide its date."""
    acts = [f.head for f in act.frames if f.trigger.noun and f.family != "harm" and not _is_plural(f)]
    articles = {c.lower for head in acts for c in act.view.sentence.children(head) if c.dep in {"det", "nummod"}}
    return bool(articles & {"a", "an", "one", "another", "the"}) or sum(toll.count.high or 2 for toll in harm) == 1


def _is_plural(frame: Frame) -> bool:
    token = frame.view.sentence[frame.head]
    return frame.trigger.noun and (token.feats.get("Number") == "Plur" or token.lower.endswith("ing"))


def is_counted(act: Act) -> bool:
    """A number of acts: "27 times", "412 violations", "hundreds of breaches"."""
    view = act.view
    for frame in act.frames:
        quantity = view.quantity_of(frame.trigger.first) if frame.trigger.noun else None
        if quantity is not None and (quantity.count.low or quantity.count.high or 2) > 1:
            return True
        if act.kind == "ceasefire_violated" and frame.trigger.noun and _is_included(frame):
            return True
    return act.kind == "ceasefire_violated" and any(
        token.lower == "times" and token.i > 0 and _is_number(view, token.i - 1) for token in view.sentence
    )


def _is_part(act: Act) -> bool:
    """One kind among a sum: "committed 147 violations, including shelling", "the violations included 187 shells"."""
    sentence = act.view.sentence
    for above in sentence.ancestors(act.main.head)[:5]:
        near = (above, *(c for c in sentence.children(above.i) if above.lemma.lower() in _SUMMING and c.dep == "nsubj"))
        if any(t.lemma.lower() in _BREACHES and t.feats.get("Number") == "Plur" for t in near):
            return True
    words = [token.lemma.lower() for token in sentence.tokens[: act.main.head]]
    return "include" in words and bool(_BREACHES & set(words[: len(words) - words[::-1].index("include")]))


def _is_number(view: View, i: int) -> bool:
    return view.sentence[i].pos == "NUM" or any(one.first <= i <= one.last for one in view.quantities)


def _is_beyond_count(act: Act) -> bool:
    """Acts by the hundred are a sum whatever the hour they fell in ("362 shellings")."""
    counts = [
        act.view.quantity_of(frame.trigger.first)
        for frame in act.frames
        if frame.trigger.noun and frame.family == "violence"
    ]
    return any(found is not None and (found.count.low or 0) >= SALVOS for found in counts)


def _is_included(frame: Frame) -> bool:
    """As in "The violations included 187 shells": the parts of a sum."""
    head = frame.view.sentence.head(frame.head)
    return _is_plural(frame) and head.lemma.lower() in _SUMMING


def _is_habit(act: Act) -> bool:
    """As in "often violates", "shells fall almost every day": no single act, unless a day is named."""
    view, sentence = act.view, act.view.sentence
    heads = {act.main.head, *(t.i for t in sentence.ancestors(act.main.head)[:1] if act.main.trigger.noun)}
    habit = any(
        child.dep in {"advmod", "amod"} and view.is_a(child.i, "habit") for i in heads for child in sentence.children(i)
    )
    clause = act.main.clause | {i for head in heads for i in (t.i for t in sentence.subtree(head))}
    inside = [time.mention for time in view.times if clause & set(range(time.first, time.last + 1))]
    return (habit or any(mention.is_frequency for mention in inside)) and not any(m.kind == "date" for m in inside)


def _by_campaign(act: Act) -> bool:
    """Harm done by a war or a campaign as a whole ("a campaign that killed hundreds")."""
    view = act.view
    if act.main.family != "harm":
        return False
    for frame in act.frames:
        causes = [c.i for c in view.sentence.children(frame.head) if c.dep in {"obl", "nmod"}]
        if any(view.is_a(i, "campaign") for i in (*(filler.head for filler in frame.agents), *causes)):
            return True
    return False


def rescoped(drafts: Sequence[Draft], published: DateInterval) -> list[Draft]:
    """A report that comes long after what it is about: with no recent day in it, its latest days are no recollection.

    Only acts that its words date to the day turn from context to incident, those within two weeks of the latest.
    """
    days = [d.when.last for d in drafts if d.when.is_day and d.family == "violence" and d.when.last is not None]
    if published.first is None or not days or (published.first - max(days)).days <= RECALLED_DAYS:
        return list(drafts)
    latest = max(days)
    return [replace(draft, scope=Scope.INCIDENT) if _is_topic(draft, latest) else draft for draft in drafts]


def _is_topic(draft: Draft, latest: date) -> bool:
    told = draft.scope is Scope.CONTEXT and draft.family in {"violence", "harm"} and draft.when.is_day
    return told and draft.when.last is not None and (latest - draft.when.last).days <= RECALLED_DAYS
