"""Of the groups of a sentence: which are parts of another, which stand in one list, and which tell of people like those before."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from trucewatch.claims.sayings import find_sayings
from trucewatch.claims.victims import STATES, Group, groups_in
from trucewatch.model.count import Who

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.claims.sayings import Saying
    from trucewatch.claims.view import View
    from trucewatch.language.tokens import Token

_BETWEEN = frozenset({"and", ",", "or", "&", "plus", "as", "well", "along", "together", "with", "also"})
_ASIDE = frozenset({"including", "among", "them", "of", "both", "-", "–", "—", "(", ")"})
_INCLUDING = frozenset({"including", "includes", "included"})
_AMONG_THEM = frozenset({("among", "them"), ("among", "whom"), ("including", "at"), ("of", "which")})
_OF_THEM = frozenset({("of", "them"), ("of", "whom")})
_MOSTLY = frozenset({"mostly", "mainly", "all", "largely"})
_BREAKS = frozenset({",", "–", "-", "—", "(", "and"})
_NEAR = 9


def find_groups(view: View) -> list[Group]:
    """All groups of a sentence from left to right, the parts marked; those who only speak are none of the harmed."""
    heard = [group for group in groups_in(view) if not _speaks(view, group)]
    return _with_sums(view, _inherited(_with_parts(view, heard)))


def _speaks(view: View, group: Group) -> bool:
    """As in "wounding 40, *two doctors* said", "according to *a nurse*": all of the group names a speaker."""
    return any(
        saying.speaker.first - 1 <= group.first and group.last <= saying.speaker.last
        for saying in find_sayings(view)
        if _is_plain_name(view, saying)
    )


def _is_plain_name(view: View, saying: Saying) -> bool:
    """Not "according to him, *a guard* …", nor people whose harm is told right there ("child among 17 killed")."""
    speaker = saying.speaker
    inside = range(speaker.first, speaker.last + 2)
    harmed = any(trigger.head in inside and any(s.harm for s in trigger.senses) for trigger in view.triggers)
    beside = any(token.text == "," for token in view.sentence.tokens[saying.verb : speaker.first])
    return not harmed and not beside


def _with_parts(view: View, groups: Sequence[Group]) -> list[Group]:
    """Mark the groups that only tell of what others hold."""
    marked: list[Group] = []
    for n, group in enumerate(groups):
        before = marked[-1] if marked else None
        marked.append(
            replace(group, part=True, kinds=_kinds_of_part(view, group, groups[n + 1 : n + 2]))
            if _is_part(view, group, before)
            else group
        )
    return _among(view, marked)


def _is_part(view: View, group: Group, before: Group | None) -> bool:
    """Whether the words right before or behind a group make it a part of another."""
    sentence = view.sentence
    led = [token.lower for token in sentence.tokens[max(0, group.first - 2) : group.first]]
    if (led[-1:] and led[-1] in _INCLUDING) or tuple(led) in _AMONG_THEM:
        return True
    if before is None:
        return False
    of_them = tuple(token.lower for token in sentence.tokens[group.last - 1 : group.last + 1]) in _OF_THEM
    if led[-1:] and (led[-1] in _MOSTLY or (of_them and led[-1] in _BREAKS)):
        return True
    return (group.bare and _is_were_people(view, group.last + 1)) or _goes_with_part(view, group, before)


def _goes_with_part(view: View, group: Group, before: Group) -> bool:
    """As in "including three children and two women", "two of them women"."""
    joined = [token.lower for token in view.sentence.tokens[before.last + 1 : group.first]]
    if not before.part:
        return False
    return joined in (["and"], [","], ["of", "them"]) or (before.bare and joined in ([], ["were"], ["was"], ["being"]))


def _is_were_people(view: View, i: int) -> bool:
    """As in "were children": what follows says only what kind of people they were."""
    tokens = view.sentence.tokens
    return (
        i + 1 < len(tokens)
        and tokens[i].lower in {"were", "was"}
        and any(hit.first == i + 1 for hit in view.people)
        and tokens[i + 1].lower not in STATES
    )


def _kinds_of_part(view: View, group: Group, following: Sequence[Group]) -> frozenset[str]:
    """As in "two of them women": what the part is stands right behind it."""
    if group.kinds:
        return group.kinds
    for later in following:
        between = [token.lower for token in view.sentence.tokens[group.last + 1 : later.first]]
        if not set(between) - {"were", "was", "being", "are", "a", "an"}:
            return later.kinds
    return group.kinds


def _among(view: View, groups: list[Group]) -> list[Group]:
    """As in "29 rebels and 18 loyalists among them"; "a nurse was among four people killed"; "among the 17 dead were six women"."""
    sentence = view.sentence
    for token in sentence.tokens:
        if token.lower not in {"among", "amongst", "of"} or token.i + 1 >= len(sentence):
            continue
        after = sentence[token.i + 1].lower
        if (
            token.lower != "of"
            and after in {"them", "whom"}
            and token.i
            and sentence[token.i - 1].text not in {",", "(", "-", "–", "—", "and"}
        ):
            groups = _mark(groups, _list_ending(view, groups, token.i - 1))
        total = next(
            (n for n, group in enumerate(groups) if group.first in {token.i + 1, token.i + 2} and not group.part), None
        )
        if total is None or (token.lower == "of" and token.i > 0):
            continue
        others = [
            n
            for n, group in enumerate(groups)
            if n != total
            and (group.first > groups[total].last if token.i == 0 else _copula_before(view, group.last, token.i))
        ]
        groups = _mark(groups, others)
    return groups


def _copula_before(view: View, last: int, among: int) -> bool:
    between = [token.lower for token in view.sentence.tokens[last + 1 : among]]
    return 0 < len(between) <= 3 and bool(set(between) & {"was", "were", "is", "are"})  # noqa: PLR2004 - "were also"


def _list_ending(view: View, groups: Sequence[Group], last: int) -> list[int]:
    """The members of the list that ends at token `last`."""
    found: list[int] = []
    for n in range(len(groups) - 1, -1, -1):
        joined = {token.lower for token in view.sentence.tokens[groups[n].last + 1 : last + 1]}
        if groups[n].last == last or (found and joined == {"and"}):
            found.append(n)
            last = groups[n].first - 1
    return found


def _mark(groups: Sequence[Group], which: Iterable[int]) -> list[Group]:
    chosen = set(which)
    return [replace(group, part=True) if n in chosen else group for n, group in enumerate(groups)]


def _inherited(groups: Sequence[Group]) -> list[Group]:
    """A bare number tells of people like those counted before it ("two servicemen were killed and seven wounded")."""
    found: list[Group] = []
    for group in groups:
        earlier = next((g for g in reversed(found) if not g.part and g.kinds), None)
        if group.bare and not group.kinds and not group.part and earlier is not None:
            group = replace(group, kinds=earlier.kinds & {"civilian", "combatant"})  # noqa: PLW2901 - the same group, completed
        found.append(group)
    return found


def _with_sums(view: View, groups: list[Group]) -> list[Group]:
    """A list whose first number is the sum of the rest is a total with its parts ("five people, two women and three men")."""
    for members in lists_of(view, groups):
        indices = [groups.index(member) for member in members]
        counts = [member.count.best for member in members]
        if len(counts) > 2 and _add_up(counts) and not _contradict(members):  # noqa: PLR2004 - a total and two parts
            groups = _mark(groups, indices[1:])
    for one, other in pairwise(lists_of(view, groups)):
        between = view.sentence.tokens[one[-1].last + 1 : other[0].first]
        apart = any(token.text in {",", ":", "-", "–", "—", "("} for token in between) and len(between) <= _NEAR
        if (
            apart
            and len(one) == 1 < len(other)
            and _add_up([g.count.best for g in (*one, *other)])
            and not any(t.pos in {"VERB", "AUX"} for t in between)
        ):
            groups = _mark(groups, [groups.index(member) for member in other])
    return groups


def _add_up(counts: Sequence[int | None]) -> bool:
    return None not in counts and counts[0] == sum(count or 0 for count in counts[1:])


def _contradict(members: Sequence[Group]) -> bool:
    """Whether the parts are people that the total does not hold ("two policemen, a nurse and a girl")."""
    return any(
        members[0].who is not Who.UNKNOWN and part.who not in {members[0].who, Who.UNKNOWN} for part in members[1:]
    )


def lists_of(view: View, groups: Sequence[Group]) -> list[list[Group]]:
    """The groups that stand side by side ("a baby, two teenagers and an elderly man"), parts left out."""
    runs: list[list[Group]] = []
    end = -1
    for group in groups:
        between = view.sentence.tokens[end + 1 : group.first]
        joined = bool(runs) and bool(between) and all(_links(token) for token in between)
        if group.part:
            end = group.last if runs else end
            continue
        if joined and end >= 0:
            runs[-1].append(group)
        else:
            runs.append([group])
        end = group.last
    return runs


def _links(token: Token) -> bool:
    return token.lower in _BETWEEN | _ASIDE
