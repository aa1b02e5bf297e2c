"""Groups of people as a sentence counts them: each number once, and a part ("two of them women") never as a group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.claims.mentions.quantities import OLDEST, span_of
from trucewatch.model.count import CountRange, Who

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.claims.mentions.quantities import Quantity
    from trucewatch.claims.view import View

REACH = 9
_ARTICLES = frozenset({"a", "an", "another", "his", "her", "their", "its", "the", "that", "this", "one"})
_ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"})
_MORE = frozenset({"more", "other", "others", "further", "additional", "another", "fellow"})
_LOOSE = frozenset({"others", "more", "another", "both"})
_MASS = frozenset({"people", "police", "personnel", "staff", "crew", "military", "population"})
_HOUSEHOLDS = frozenset({"family", "household"})
STATES = frozenset(
    {
        "dead",
        "wounded",
        "injured",
        "missing",
        "killed",
        "hurt",
        "captured",
        "detained",
        "displaced",
        "kia",
        "wia",
        "unaccounted",
    }
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


def groups_in(view: View) -> list[Group]:
    """All groups of a sentence from left to right, parts among them."""
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
    return found


def _counted(view: View, quantity: Quantity) -> Group | None:
    """A number with the people it counts, or a bare number that may stand for people."""
    sentence = view.sentence
    after = quantity.last + 1
    led_by = sentence[quantity.first - 1].lower if quantity.first else ""
    start = quantity.first - (led_by in _ARTICLES | {"all", "these", "those"})
    if _households(view, after):
        count = replace(quantity.count, best=None, high=None)
        return Group(
            first=start,
            last=after + (sentence[after].lower == "of"),
            head=after,
            count=count,
            kinds=frozenset({"civilian", "family"}),
        )
    noun = _people_noun(view, after)
    if noun is not None:
        last, kinds = _coordinated(view, noun)
        return Group(first=start, last=last, head=noun, count=quantity.count, kinds=kinds)
    end = _bare_end(view, quantity.last)
    if end is None:
        return None
    led = sentence.tokens[max(0, quantity.first - 2) : quantity.first]
    kinds = frozenset({"civilian"}) if [t.lower for t in led] == ["family", "of"] else frozenset()
    return Group(first=start, last=end, head=quantity.core, count=quantity.count, kinds=kinds, bare=not kinds)


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
        elif (
            at in ends and token.pos in {"NOUN", "PROPN", "ADJ", "NUM"} and token.lower not in STATES
        ) or _is_nationals(view, at):
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
    if at != head + 1 or (before.lower.endswith("s") and before.feats.get("Number") == "Plur"):
        return token.lower in {"'s", "'"} and at == head + 1
    return token.pos in _NOMINAL or (token.lower in {"'s", "'"})


def _may_modify(view: View, at: int, first: int) -> bool:
    """Whether a token can stand between a number and the noun it counts."""
    sentence = view.sentence
    token = sentence[at]
    before = sentence[at - 1] if at > first else None
    after = sentence[at + 1] if at + 1 < len(sentence) else None
    if token.lower in _MORE or token.text in {"-", "–", '"', "'", "'s"}:
        return True
    if token.lower == "of":
        return before is None and after is not None and after.lower not in {"them", "whom", "which", "us"}
    if token.pos in {"DET", "PRON"}:
        return before is not None and before.lower in {"of", "and"} and token.lower not in {"them", "whom", "which"}
    if token.lower in STATES:
        return after is not None and after.pos in {"NOUN", "PROPN", "ADJ"}
    if token.pos == "CCONJ":
        return all(near is not None and near.pos in {"ADJ", "PROPN"} for near in (before, after))
    modifies = {"VERB": "amod", "ADV": "advmod"}.get(token.pos)
    return token.pos in _WITHIN or token.dep == modifies


def _is_nationals(view: View, i: int) -> bool:
    """As in "Palestinians", "Azeris": a plural proper noun that is neither a place nor a weapon."""
    token = view.sentence[i]
    if token.pos != "PROPN" or not token.lower.endswith("s") or token.feats.get("Number") != "Plur":
        return False
    return not view.places_in([i]) and not any(
        hit.first <= i <= hit.last for hits in (view.means, view.things) for hit in hits
    )


def _coordinated(view: View, head: int) -> tuple[int, frozenset[str]]:
    """The end of "12 women and children" and all that it holds; a mixed group is of neither kind alone."""
    sentence = view.sentence
    kinds, last = _kinds(view, head), head
    while (
        last + 2 < len(sentence) and sentence[last + 1].lower in {"and", "or", "/"} and _is_plain_plural(view, last + 2)
    ):
        last += 2
        kinds = (kinds | _kinds(view, last)) - {"women", "children"}
    after = [token.lemma.lower() for token in sentence.tokens[last + 1 : last + 4]]
    if after[:1] == ["of"] and after[1:2] in (["one"], ["a"], ["the"]) and after[2:] in (["family"], ["same"]):
        kinds |= {"civilian"}
    return last, kinds


def _is_plain_plural(view: View, i: int) -> bool:
    token = view.sentence[i]
    return (
        any(hit.first == i == hit.last for hit in view.people)
        and token.feats.get("Number") == "Plur"
        and token.lower not in STATES
    )


def _kinds(view: View, head: int) -> frozenset[str]:
    """What the people noun and the words before it say: civilian, combatant, women, children."""
    found = {hit.value for hit in view.people if hit.last == head}
    actor = any(actor.head == head for actor in view.actors)
    if not found & {"civilian", "combatant"}:
        led = [
            token.i for token in view.sentence.children(head) if token.i < head and token.dep in {"amod", "compound"}
        ]
        found |= {hit.value for hit in view.people if hit.last in led and hit.value in {"civilian", "combatant"}}
        found |= (
            {"civilian"}
            if any(view.sentence[i].lower in {"elderly", "unarmed", "civilian", "displaced", "pregnant"} for i in led)
            else set()
        )
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
    if token.lower in STATES or token.pos in {"AUX", "ADP", "PUNCT", "CCONJ", "ADV", "SCONJ", "DET", "PRON"}:
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
    if token.pos == "PROPN":
        return _named(view, i)
    if token.lower in _ARTICLES:
        return _with_article(view, i, set(counted))
    if any(hit.last == i for hit in view.people) and token.pos in _NOMINAL:
        return _plain(view, i)
    return None


def _named(view: View, i: int) -> Group | None:
    """A person by name and age ("Hassan Salem, 34,"); a bare name may be anything."""
    tokens = view.sentence.tokens
    last = i
    while last + 1 < len(tokens) and tokens[last + 1].pos == "PROPN":
        last += 1
    age = [token.text for token in tokens[last + 1 : last + 4]]
    if (
        age[:1] != [","]
        or not age[1:2]
        or not age[1].isdigit()
        or int(age[1]) > OLDEST
        or age[2:] not in ([","], ["."])
    ):
        return _plain(view, i) if any(hit.last == i for hit in view.people) else None
    if view.places_in(range(i, last + 1)):
        return None
    span = span_of(view.sentence, i, last)
    count = CountRange(low=1, best=1, high=1, words=span.quote, evidence=(span,))
    return Group(first=i, last=last + 2, head=last, count=count, kinds=frozenset())


def _loose(view: View, i: int) -> Group | None:
    """As in "another was hurt", "a third died", "killing both"."""
    sentence = view.sentence
    following = sentence[i + 1] if i + 1 < len(sentence) else None
    if following is not None and following.pos not in {"AUX", "VERB", "PUNCT", "ADP", "CCONJ", "ADV"}:
        return None
    if (following is not None and following.lower in {"and", "of"}) or (
        sentence[i].head != i and sentence[sentence[i].head].pos in _NOMINAL
    ):
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
    if not couple and (
        token.feats.get("Number") == "Plur"
        or token.lemma.lower() in _HOUSEHOLDS | _MASS
        or token.lower in _MASS
        or view.is_a(noun, "group_noun")
    ):
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
    if (
        token.lower in STATES | _MASS
        or token.lemma.lower() in _HOUSEHOLDS
        or (token.dep in {"compound", "amod", "nmod:poss"})
    ):
        return None
    if following is not None and following.lower in {"'s", "'", "-"}:
        return None
    plural = token.feats.get("Number") == "Plur"
    span = span_of(sentence, i, i)
    count = CountRange(
        low=2 if plural else 1,
        best=None if plural else 1,
        high=None if plural else 1,
        words=span.quote,
        evidence=(span,),
    )
    last, kinds = _coordinated(view, i) if plural else (i, _kinds(view, i))
    return Group(first=i, last=last, head=i, count=count, kinds=kinds, plain=True)
