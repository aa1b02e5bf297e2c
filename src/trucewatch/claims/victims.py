"""Groups of people as a sentence counts them: each number once, and a part ("two of them women") never as a group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.claims.mentions.quantities import span_of
from trucewatch.model.count import CountRange, Who

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.claims.mentions.quantities import Quantity
    from trucewatch.claims.view import View
    from trucewatch.language.tokens import Token

REACH = 9
_ARTICLES = frozenset({"a", "an", "another", "his", "her", "their", "its", "the", "that", "this", "one"})
_ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
_MORE = frozenset({"more", "other", "others", "further", "additional", "another", "fellow"})
_LOOSE = frozenset({"others", "more", "another", "both"})
_BETWEEN = frozenset({"and", ",", "or", "&", "plus", "as", "well", "along", "together", "with", "also"})
_MASS = frozenset({"people", "police", "personnel", "staff", "crew", "military", "population"})
_HOUSEHOLDS = frozenset({"family", "household"})
_STATES = frozenset(
    {"dead", "wounded", "injured", "missing", "killed", "hurt", "captured", "detained", "displaced", "kia", "wia", "unaccounted"}
)
_PERSON = {"he": frozenset[str](), "him": frozenset[str](), "she": frozenset({"women"}), "her": frozenset({"women"})}
_NOMINAL = frozenset({"NOUN", "PROPN"})
_WITHIN = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People over tokens `first..last`, `head` being the noun or the bare number.

    `plain` where no word counts them ("civilians"), `part` where they belong to a group told beside them,
    `bare` where a number stands for people told before ("two others").
    """

    first: int
    last: int
    head: int
    count: CountRange
    kinds: frozenset[str]
    plain: bool = False
    part: bool = False
    bare: bool = False

    @property
    def who(self) -> Who:
        """Civilian or combatant where the words say so."""
        if "combatant" in self.kinds and "civilian" not in self.kinds:
            return Who.COMBATANT
        return Who.CIVILIAN if "civilian" in self.kinds else Who.UNKNOWN


def find_groups(view: View) -> list[Group]:
    """All groups of a sentence from left to right, the parts marked."""
    found: list[Group] = []
    starts = {quantity.first: quantity for quantity in view.quantities}
    i = 0
    while i < len(view.sentence):
        group = _counted(view, starts[i]) if i in starts else _single(view, i, starts)
        if group is None:
            i += 1
            continue
        found.append(group)
        i = group.last + 1
    return _with_sums(view, _inherited(_with_parts(view, found)))


def _counted(view: View, quantity: Quantity) -> Group | None:
    """A number with the people it counts, or a bare number that may stand for people."""
    sentence = view.sentence
    after = quantity.last + 1
    led_by = sentence[quantity.first - 1].lower if quantity.first else ""
    start = quantity.first - (led_by in _ARTICLES | {"all", "these", "those"})
    if _households(view, after):
        count = replace(quantity.count, best=None, high=None)
        return Group(first=start, last=after + (sentence[after].lower == "of"), head=after, count=count, kinds=frozenset({"civilian", "family"}))
    noun = _people_noun(view, after)
    if noun is not None:
        last, kinds = _coordinated(view, noun)
        return Group(first=start, last=last, head=noun, count=quantity.count, kinds=kinds)
    last = _bare_end(view, quantity.last)
    if last is None:
        return None
    led = sentence.tokens[max(0, quantity.first - 2) : quantity.first]
    kinds = frozenset({"civilian"}) if [t.lower for t in led] == ["family", "of"] else frozenset()
    return Group(first=start, last=last, head=quantity.core, count=quantity.count, kinds=kinds, bare=not kinds)


def _households(view: View, i: int) -> bool:
    """Families say how many people there are at least, and no more."""
    tokens = view.sentence.tokens
    at = i + 1 if i < len(tokens) and tokens[i].lower == "of" else i
    while at < len(tokens) and tokens[at].pos == "ADJ":
        at += 1
    return at < len(tokens) and tokens[at].lower in {"families", "households"}


def _people_noun(view: View, i: int, *, parties: bool = True) -> int | None:
    """The people noun that ends the phrase begun at token `i`; `None` if the phrase counts something else."""
    sentence = view.sentence
    ends = {hit.last for hit in view.people} | ({actor.head for actor in view.actors} if parties else set())
    phrases = {hit.first: hit.last for hit in view.people if hit.last > hit.first}
    head, at = None, i
    while at < min(i + REACH, len(sentence)):
        token = sentence[at]
        if head is not None and not _goes_on(view, at, head):
            break
        if at in phrases:
            head = at = phrases[at]
        elif at in ends and token.pos in {"NOUN", "PROPN", "ADJ", "NUM"} and token.lower not in _STATES:
            head = at
        elif _is_nationals(view, at):
            head = at
        elif head is None and not _may_modify(view, at, i):
            return None
        elif head is not None and token.pos in _NOMINAL:
            head = None
        at += 1
    return head


def _goes_on(view: View, at: int, head: int) -> bool:
    """Whether the phrase runs on past a people noun ("soldiers' families", "police officers", "militia members")."""
    token, before = view.sentence[at], view.sentence[head]
    if at != head + 1 or before.lower.endswith("s") and before.feats.get("Number") == "Plur":
        return token.lower in {"'s", "'"} and at == head + 1
    return token.pos in _NOMINAL or (token.lower in {"'s", "'"})


def _may_modify(view: View, at: int, first: int) -> bool:
    """Whether a token can stand between a number and the noun it counts."""
    sentence = view.sentence
    token = sentence[at]
    if token.lower in _MORE or token.text in {"-", "–", '"', "'", "'s"}:
        return True
    if token.lower == "of":
        return at == first and at + 1 < len(sentence) and sentence[at + 1].lower not in {"them", "whom", "which", "us"}
    if token.pos in {"DET", "PRON"}:
        return at > first and sentence[at - 1].lower in {"of", "and"} and token.lower not in {"them", "whom", "which"}
    if token.lower in _STATES:
        return at + 1 < len(sentence) and sentence[at + 1].pos in {"NOUN", "PROPN", "ADJ"}
    if token.pos == "VERB":
        return token.dep == "amod"
    if token.pos == "CCONJ":
        return at > first and sentence[at - 1].pos in {"ADJ", "PROPN"} and at + 1 < len(sentence) and sentence[at + 1].pos in {"ADJ", "PROPN"}
    return token.pos in _WITHIN or (token.pos == "ADV" and token.dep == "advmod")


def _is_nationals(view: View, i: int) -> bool:
    """"Palestinians", "Azeris": a plural proper noun that is neither a place nor a weapon."""
    token = view.sentence[i]
    if token.pos != "PROPN" or not token.lower.endswith("s") or token.feats.get("Number") != "Plur":
        return False
    return not view.places_in([i]) and not any(hit.first <= i <= hit.last for hit in (*view.means, *view.things))


def _coordinated(view: View, head: int) -> tuple[int, frozenset[str]]:
    """The end of "12 women and children" and all that it holds; a mixed group is of neither kind alone."""
    sentence = view.sentence
    kinds, last = _kinds(view, head), head
    while last + 2 < len(sentence) and sentence[last + 1].lower in {"and", "or", "/"} and _is_plain_plural(view, last + 2):
        last += 2
        kinds = (kinds | _kinds(view, last)) - {"women", "children"}
    after = sentence.tokens[last + 1 : last + 4]
    if [t.lower for t in after[:2]] in (["of", "one"], ["of", "a"], ["of", "the"]) and len(after) > 2 and after[2].lemma.lower() in {"family", "same"}:  # noqa: PLR2004
        kinds |= {"civilian"}
    return last, kinds


def _is_plain_plural(view: View, i: int) -> bool:
    token = view.sentence[i]
    return any(hit.first == i == hit.last for hit in view.people) and token.feats.get("Number") == "Plur" and token.lower not in _STATES


def _kinds(view: View, head: int) -> frozenset[str]:
    """What the people noun and the words before it say: civilian, combatant, women, children."""
    found = {hit.value for hit in view.people if hit.last == head}
    actor = any(actor.head == head for actor in view.actors)
    if not found & {"civilian", "combatant"}:
        led = [token.i for token in view.sentence.children(head) if token.i < head and token.dep in {"amod", "compound"}]
        found |= {hit.value for hit in view.people if hit.last in led and hit.value in {"civilian", "combatant"}}
        found |= {"civilian"} if any(view.sentence[i].lower in {"elderly", "unarmed", "civilian", "displaced", "pregnant"} for i in led) else set()
        if actor and not found & {"women", "children", "civilian"} and not found & {"neutral"}:
            found.add("combatant")
    if found & {"women", "children"} and "combatant" not in found:
        found.add("civilian")
    if {"civilian", "combatant"} <= found:
        found -= {"civilian"} if actor else {"combatant"}
    return frozenset(found - {"neutral"})


def _bare_end(view: View, last: int) -> int | None:
    """Where a bare number ends ("12", "two others", "three of them"); `None` if a noun that is no person follows."""
    sentence = view.sentence
    at = last + 1
    while at < len(sentence) and sentence[at].lower in _MORE:
        at += 1
    if at >= len(sentence):
        return at - 1
    token = sentence[at]
    if token.lower == "of":
        nxt = sentence[at + 1].lower if at + 1 < len(sentence) else ""
        return at + 1 if nxt in {"them", "whom", "us"} else None
    if token.lower in _STATES or token.pos in {"AUX", "ADP", "PUNCT", "CCONJ", "ADV", "SCONJ", "DET", "PRON"}:
        return None if token.text in {"-", "–", "%", "/"} and token.start == sentence[at - 1].end else at - 1
    if token.pos == "VERB" or any(t.first == at for t in view.triggers if not t.noun):
        return None if token.dep == "amod" else at - 1
    return at - 1 if sentence[at - 1].lower == "others" else None


def _single(view: View, i: int, counted: Iterable[int]) -> Group | None:
    """One person told by an article ("a child", "his brother", "another died"), or people whom no word counts."""
    sentence = view.sentence
    token = sentence[i]
    if token.lower in {"both", "another"} or (token.lower in _ORDINALS and i and sentence[i - 1].lower == "a"):
        loose = _loose(view, i)
        if loose is not None:
            return loose
    if token.lower in _PERSON and token.pos == "PRON" and token.dep in {"nsubj", "nsubj:pass", "obj"}:
        span = span_of(sentence, i, i)
        count = CountRange(low=1, best=1, high=1, words=span.quote, evidence=(span,))
        return Group(first=i, last=i, head=i, count=count, kinds=_PERSON[token.lower], plain=True)
    if token.lower in _ARTICLES:
        return _with_article(view, i, set(counted))
    if any(hit.last == i for hit in view.people) and token.pos in _NOMINAL:
        return _plain(view, i)
    return None


def _loose(view: View, i: int) -> Group | None:
    """"another was hurt", "a third died", "killing both"."""
    sentence = view.sentence
    following = sentence[i + 1] if i + 1 < len(sentence) else None
    if following is not None and following.pos not in {"AUX", "VERB", "PUNCT", "ADP", "CCONJ", "ADV"}:
        return None
    if following is not None and following.lower in {"and", "of"} or sentence[i].head != i and sentence[sentence[i].head].pos in _NOMINAL:
        return None
    number = 2 if sentence[i].lower == "both" else 1
    first = i - 1 if sentence[i].lower in _ORDINALS else i
    span = span_of(sentence, first, i)
    count = CountRange(low=number, best=number, high=number, words=span.quote, evidence=(span,))
    return Group(first=first, last=i, head=i, count=count, kinds=frozenset(), bare=True)


def _with_article(view: View, i: int, counted: set[int]) -> Group | None:
    sentence = view.sentence
    if any(at in counted for at in range(i, min(i + 2, len(sentence)))):
        return None
    noun = _people_noun(view, i + 1, parties=False)
    if noun is None or noun - i > REACH or any(at in counted for at in range(i, noun)):
        return None
    token = sentence[noun]
    couple = token.lower == "couple"
    if not couple and (token.feats.get("Number") == "Plur" or token.lemma.lower() in _HOUSEHOLDS | _MASS or token.lower in _MASS or view.is_a(noun, "group_noun")):
        return None
    span = span_of(sentence, i, noun)
    number = 2 if couple else 1
    count = CountRange(low=number, best=number, high=number, words=span.quote, evidence=(span,))
    kinds = _kinds(view, noun)
    return Group(first=i, last=noun, head=noun, count=count, kinds=kinds | ({"civilian"} if couple else set()))


def _plain(view: View, i: int) -> Group | None:
    """People whom no word counts: two at least where the noun is plural, one where it is not."""
    sentence = view.sentence
    token = sentence[i]
    following = sentence[i + 1] if i + 1 < len(sentence) else None
    if i and sentence[i - 1].lower in {"but", "except"}:
        return None
    if token.lower in _STATES | _MASS or token.lemma.lower() in _HOUSEHOLDS or (token.dep in {"compound", "amod", "nmod:poss"}):
        return None
    if following is not None and following.lower in {"'s", "'", "-"}:
        return None
    plural = token.feats.get("Number") == "Plur"
    span = span_of(sentence, i, i)
    count = CountRange(low=2 if plural else 1, best=None if plural else 1, high=None if plural else 1, words=span.quote, evidence=(span,))
    last, kinds = _coordinated(view, i) if plural else (i, _kinds(view, i))
    return Group(first=i, last=last, head=i, count=count, kinds=kinds, plain=True)


def _with_parts(view: View, groups: Sequence[Group]) -> list[Group]:
    """Mark the groups that only tell of what others hold."""
    marked: list[Group] = []
    for n, group in enumerate(groups):
        before = marked[-1] if marked else None
        marked.append(replace(group, part=True, kinds=_kinds_of_part(view, group, groups[n + 1 : n + 2])) if _is_part(view, group, before) else group)
    return _among(view, marked)


def _is_part(view: View, group: Group, before: Group | None) -> bool:
    sentence = view.sentence
    led = [token.lower for token in sentence.tokens[max(0, group.first - 3) : group.first]]
    if led[-1:] in (["including"], ["includes"], ["included"]) or led[-2:] in (["among", "them"], ["among", "whom"], ["including", "at"], ["of", "which"]):
        return True
    if led[-1:] and led[-1] in {"mostly", "mainly", "all", "largely"} and before is not None:
        return True
    of_them = [token.lower for token in sentence.tokens[group.last - 1 : group.last + 1]]
    if of_them in (["of", "them"], ["of", "whom"]) and before is not None and led[-1:] in ([","], ["–"], ["-"], ["—"], ["("], ["and"]):
        return True
    if before is None:
        return False
    if group.bare and _is_were_people(view, group.last + 1):
        return True
    joined = [token.lower for token in sentence.tokens[before.last + 1 : group.first]]
    if before.part and joined in (["and"], [","], ["of", "them"]):
        return True
    return before.part and before.bare and joined in ([], ["were"], ["was"], ["being"])


def _is_were_people(view: View, i: int) -> bool:
    """"were children": what follows says only what kind of people they were."""
    tokens = view.sentence.tokens
    return i + 1 < len(tokens) and tokens[i].lower in {"were", "was"} and any(hit.first == i + 1 for hit in view.people) and tokens[i + 1].lower not in _STATES


def _kinds_of_part(view: View, group: Group, following: Sequence[Group]) -> frozenset[str]:
    """"two of them women": what the part is stands right behind it."""
    if group.kinds:
        return group.kinds
    for later in following:
        between = [token.lower for token in view.sentence.tokens[group.last + 1 : later.first]]
        if not set(between) - {"were", "was", "being", "are", "a", "an"}:
            return later.kinds
    return group.kinds


def _among(view: View, groups: list[Group]) -> list[Group]:
    """"29 rebels and 18 loyalists among them"; "a nurse was among four people killed"; "among the 17 dead were six women"."""
    sentence = view.sentence
    for token in sentence.tokens:
        if token.lower not in {"among", "amongst", "of"} or token.i + 1 >= len(sentence):
            continue
        after = sentence[token.i + 1].lower
        if token.lower != "of" and after in {"them", "whom"} and token.i and sentence[token.i - 1].text not in {",", "(", "-", "–", "—", "and"}:
            groups = _mark(groups, _list_ending(view, groups, token.i - 1))
        total = next((n for n, group in enumerate(groups) if group.first in {token.i + 1, token.i + 2} and not group.part), None)
        if total is None or (token.lower == "of" and token.i > 0):
            continue
        others = [n for n, group in enumerate(groups) if n != total and (group.first > groups[total].last if token.i == 0 else _copula_before(view, group.last, token.i))]
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
    for one, other in zip(lists_of(view, groups), lists_of(view, groups)[1:], strict=False):
        between = view.sentence.tokens[one[-1].last + 1 : other[0].first]
        apart = any(token.text in {",", ":", "-", "–", "—", "("} for token in between) and len(between) <= REACH
        if apart and len(one) == 1 < len(other) and _add_up([g.count.best for g in (*one, *other)]) and not any(t.pos in {"VERB", "AUX"} for t in between):
            groups = _mark(groups, [groups.index(member) for member in other])
    return groups


def _add_up(counts: Sequence[int | None]) -> bool:
    return None not in counts and counts[0] == sum(count or 0 for count in counts[1:])


def _contradict(members: Sequence[Group]) -> bool:
    """Whether the parts are people that the total does not hold ("two policemen, a nurse and a girl")."""
    return any(members[0].who is not Who.UNKNOWN and part.who not in {members[0].who, Who.UNKNOWN} for part in members[1:])


def lists_of(view: View, groups: Sequence[Group]) -> list[list[Group]]:
    """The groups that stand side by side ("a baby, two teenagers and an elderly man"), parts left out."""
    runs: list[list[Group]] = []
    end = -1
    for group in groups:
        between = [token for token in view.sentence.tokens[end + 1 : group.first]]
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
    return token.lower in _BETWEEN or token.lower in {"including", "among", "them", "of", "both", "-", "–", "—", "(", ")"}
