"""Which of a sentence's groups a word of harm tells of: what stands right beside it first, then what the tree says."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from trucewatch.claims.victims import Group
from trucewatch.claims.wordlists import wordlist

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.claims.frames import Frame
    from trucewatch.claims.mentions.quantities import Quantity
    from trucewatch.claims.view import TriggerAt, View
    from trucewatch.language.tokens import Token

_STATE_NOUNS = frozenset({"dead", "wounded", "injured", "missing", "hurt", "kia", "wia", "unaccounted"})
_STOPS = frozenset({";", ":", "."})
_OF_NUMBER = 5
_FAR = 16
_TOTAL_REACH = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The groups that a harm word counts and their parts; `shared` with another effect, `total` of several acts' or days' harm."""

    groups: tuple[Group, ...] = ()
    parts: tuple[Group, ...] = ()
    shared: bool = False
    total: bool = False


def groups_of(frame: Frame, groups: Sequence[Group], lists: Sequence[Sequence[Group]]) -> Linked:
    """The groups of one frame of harm; nothing where none can be told for certain."""
    total = _new_total(frame)
    if total is not None:
        return Linked(groups=(total,), parts=_parts(groups, [total]), total=True)
    finder = _Finder(frame, groups, lists)
    found = finder.by_noun() if frame.trigger.noun else finder.by_verb()
    members = tuple(found or ())
    return Linked(groups=members, parts=_parts(groups, members), shared=bool(members) and finder.is_shared())


def _parts(groups: Sequence[Group], members: Sequence[Group]) -> tuple[Group, ...]:
    """The parts told behind a list, up to the next group; those before it only where no other group can own them."""
    if not members:
        return ()
    ahead = any(not g.part and g.last < members[0].first for g in groups)
    low = members[0].first if ahead else -1
    high = min((g.first for g in groups if not g.part and g.first > members[-1].last), default=10_000)
    return tuple(group for group in groups if group.part and low < group.first < high)


def _new_total(frame: Frame) -> Group | None:
    """As in "the toll rose to 15", "brings to 49 the number of people killed", "puts the dead at 1,549 civilians"."""
    view, tokens = frame.view, frame.view.sentence.tokens
    first = frame.trigger.first
    led = [token.lower for token in tokens[max(0, first - _OF_NUMBER) : first]]
    toll = frame.trigger.noun and tokens[frame.head].lower in {"toll", "tolls"}
    numbered = (
        any(one == "number" and two == "of" for one, two in pairwise(led))
        and "a" not in led[: led.index("number")][-1:]
    )
    the_dead = frame.trigger.noun and tokens[frame.head].lower in {"dead", "wounded", "injured"} and led[-1:] == ["the"]
    if not (toll or numbered or the_dead):
        return None
    if numbered:
        before = _number_before(view, first - len(led) + led.index("number"))
        if before is not None:
            return _as_group(view, before, frame)
    quantity = _number_after(view, frame)
    return None if quantity is None else _as_group(view, quantity, frame)


def _number_before(view: View, at: int) -> Quantity | None:
    """As in "brings to 49 the number"."""
    for quantity in view.quantities:
        led = view.sentence[quantity.first - 1].lower if quantity.first else ""
        if quantity.last in {at - 1, at - 2} and led in {"to", "at"}:
            return quantity
    return None


def _number_after(view: View, frame: Frame) -> Quantity | None:
    """The number that a toll has come to; "from 12" is the old one."""
    sentence = view.sentence
    for quantity in view.quantities:
        if not 0 < quantity.first - frame.trigger.last <= _TOTAL_REACH:
            continue
        between = sentence.tokens[frame.trigger.last + 1 : quantity.first]
        if any(token.text == ";" or token.lower in {"after", "when"} for token in between):
            return None
        led = between[-1].lower if between else ""
        by = len(quantity.count.words.split()) > 1 and any(token.lower in wordlist("come_to") for token in between)
        if led in wordlist("come_to") or by or (led == ":" and len(between) == 1):
            return quantity
    return None


def _as_group(view: View, quantity: Quantity, frame: Frame) -> Group:
    """A total; it counts civilians or combatants where the words about it say so."""
    near = set(range(quantity.last + 1, min(quantity.last + 3, len(view.sentence)))) | set(
        range(max(0, frame.trigger.first - 3), frame.trigger.first)
    )
    kinds = {hit.value for hit in view.people if hit.last in near} & {"civilian", "combatant"}
    return Group(
        first=quantity.first,
        last=quantity.last,
        head=quantity.core,
        count=quantity.count,
        kinds=frozenset(kinds if len(kinds) == 1 else ()),
    )


class _Finder:
    """Looks for the list of one frame's victims."""

    __slots__ = ("frame", "groups", "head", "lists", "sentence", "trigger", "view")

    def __init__(self, frame: Frame, groups: Sequence[Group], lists: Sequence[Sequence[Group]]) -> None:
        self.frame = frame
        self.groups = groups
        self.view = frame.view
        self.sentence = frame.view.sentence
        self.trigger = frame.trigger
        self.head = self.sentence[frame.head]
        self.lists = _split(frame.view, lists)

    def by_verb(self) -> Sequence[Group] | None:
        """A verb's victims: behind an active one, before a passive one or one of dying."""
        lemma = self.head.lemma.lower()
        if lemma in wordlist("undergone_by_subject") and not self._has_be():
            active = self._right_beside() if lemma == "evacuate" else None
            return active or self._left_beside() or self._by_tree(agents=True) or self._left()
        beside = self._right_beside()
        if self._is_active(beside=beside is not None):
            return beside or self._by_tree(agents=False)
        return self._left_beside() or self._by_tree(agents=False) or self._left()

    def by_noun(self) -> Sequence[Group] | None:
        """A noun's victims: its own number, "15 dead", "the deaths of four people", "people with wounds"."""
        word, lemma = self.head.lower, self.head.lemma.lower()
        if lemma == "life":
            return self._lives()
        if word in _STATE_NOUNS:
            return self._left_beside() or self._around()
        own = self.view.quantity_of(self.trigger.first)
        if own is not None and lemma in {
            "death",
            "fatality",
            "casualty",
            "injury",
            "killing",
            "victim",
            "body",
            "corpse",
        }:
            return [_as_group(self.view, own, self.frame)]
        return self._behind("of", "to", "among") or (self._with_wounds() if lemma in {"wound", "injury"} else None)

    def _lives(self) -> Sequence[Group] | None:
        """As in "claimed seven lives", "the lives of nine people", "lost their lives"."""
        own = self.view.quantity_of(self.trigger.first)
        if own is not None:
            return [_as_group(self.view, own, self.frame)]
        led = self.sentence.tokens[max(0, self.trigger.first - 4) : self.trigger.first]
        losing = next((token for token in led if token.lemma.lower() == "lose"), None)
        if losing is None:
            return self._behind("of")
        return self._left_of(losing.i) or self._nearest_left(losing.i)

    def _with_wounds(self) -> Sequence[Group] | None:
        for members in self.lists:
            between = self.sentence.tokens[members[-1].last + 1 : self.trigger.first]
            if 0 < len(between) <= _OF_NUMBER and between[0].lower in {"with", "suffered", "sustained"}:
                return members
        return None

    def _behind(self, *prepositions: str) -> Sequence[Group] | None:
        at = self.trigger.last + 1
        if at >= len(self.sentence) or self.sentence[at].lower not in prepositions:
            return None
        return self._starting(at + 1)

    def _around(self) -> Sequence[Group] | None:
        """As in "of the 31 injured", "15 wounded soldiers": the number stands in the phrase of the state itself."""
        return next((m for m in self.lists if any(g.first <= self.frame.head <= g.last for g in m)), None)

    def _has_be(self) -> bool:
        led = self.sentence.tokens[max(0, self.trigger.first - 5) : self.trigger.first]
        for token in reversed(led):
            if token.lower in wordlist("be"):
                return True
            if token.pos not in {"ADV", "PART"} and token.lower not in {"reported", "feared", "confirmed", "believed"}:
                return False
        return False

    def _is_active(self, *, beside: bool) -> bool:
        word = self.head.lower
        if self._has_be():
            return False
        if word.endswith("ing") or beside:
            return True
        participle = word.endswith(("ed", "en", "slain", "hurt")) or word in {"taken", "shot"}
        return not participle

    def _right_beside(self) -> Sequence[Group] | None:
        """The list that begins behind the verb, an adverb or a second verb of harm between at most."""
        return self._starting(self.trigger.last + 1)

    def _starting(self, at: int) -> Sequence[Group] | None:
        starts = {members[0].first: members for members in self.lists}
        tokens = self.sentence.tokens
        harm = self._other_heads()
        while at < len(tokens):
            if at in starts:
                return starts[at]
            joined = tokens[at].lower in {"and", "or"} and at + 1 in harm
            if (
                not (joined or at in harm or tokens[at].lower in wordlist("before_victims") or tokens[at].pos == "ADV")
                or tokens[at].text == ","
            ):
                return None
            at += 1
        return None

    def _other_heads(self) -> set[int]:
        return {
            i
            for t in self.view.triggers
            if t.head != self.frame.head and _is_harm(t)
            for i in range(t.first, t.last + 1)
        }

    def _left_beside(self) -> Sequence[Group] | None:
        return self._left_of(self.trigger.first)

    def _left_of(self, at: int) -> Sequence[Group] | None:
        """The list that ends before `at`, auxiliaries, adverbs and a second harm word between at most."""
        tokens = self.sentence.tokens
        ends = {members[-1].last: members for members in self.lists}
        harm = self._other_heads()
        at -= 1
        while at >= 0:
            if at in ends:
                return ends[at]
            token = tokens[at]
            joined = token.lower in {"and", "or"} and at - 1 in harm
            plain = token.lower in wordlist("behind_victims") - {"and", "or"} or token.pos in {"AUX", "ADV", "PART"}
            if not (plain or joined or (at in harm and at + 1 < len(tokens) and tokens[at + 1].lower in {"and", "or"})):
                return None
            at -= 1
        return None

    def _by_tree(self, *, agents: bool) -> Sequence[Group] | None:
        """The list that the tree makes the subject or the object."""
        fillers = self.frame.agents if agents else self.frame.patients
        heads = {filler.head for filler in fillers if not filler.rule.startswith(("aimed", "light"))}
        if agents and not heads:
            heads = {filler.head for filler in self.frame.patients}
        return next((m for m in self.lists if any(g.first <= h <= g.last for g in m for h in heads)), None)

    def _left(self) -> Sequence[Group] | None:
        """The nearest list before a passive verb of the same clause."""
        subject = {f.head for f in self.frame.patients if not f.rule.startswith(("aimed", "light"))}
        nouns = {i for i in subject if self.sentence[i].pos in {"NOUN", "PROPN"}}
        if nouns and not any(g.first <= i <= g.last for i in nouns for g in self.groups):
            return None
        return self._nearest_left(self.trigger.first)

    def _nearest_left(self, at: int) -> Sequence[Group] | None:
        tokens = self.sentence.tokens
        harm = self._other_heads()
        for members in reversed(self.lists):
            last = members[-1].last
            if last >= at:
                continue
            between = tokens[last + 1 : at]
            if len(between) > _FAR or any(_blocks(token) or token.i in harm for token in between):
                return None
            return None if all(member.plain for member in members) else members
        return None

    def is_shared(self) -> bool:
        """As in "killed or wounded 12": one number for two effects says nothing of either alone."""
        for other in self.view.triggers:
            if other.head == self.frame.head or not _is_harm(other) or not self._is_same_sort(other):
                continue
            one, two = sorted((other, self.trigger), key=lambda trigger: trigger.first)
            between = [token.lower for token in self.sentence.tokens[one.last + 1 : two.first]]
            if between in (["and"], ["or"], ["/"], ["and", "/", "or"]) and not self._ends_between(one, two):
                return not (self._left_edge(one) and self._right_edge(two))
        return False

    def _is_same_sort(self, other: TriggerAt) -> bool:
        states = {self.head.lower, self.sentence[other.head].lower} <= _STATE_NOUNS
        return states or other.noun == self.trigger.noun

    def _ends_between(self, one: TriggerAt, two: TriggerAt) -> bool:
        return any(one.last < members[0].first < two.first for members in self.lists)

    def _left_edge(self, trigger: TriggerAt) -> bool:
        return any(members[-1].last == trigger.first - 1 and not members[-1].plain for members in self.lists)

    def _right_edge(self, trigger: TriggerAt) -> bool:
        return any(members[0].first == trigger.last + 1 for members in self.lists)


def _is_harm(trigger: TriggerAt) -> bool:
    return any(sense.harm for sense in trigger.senses)


def _blocks(token: Token) -> bool:
    if token.text in _STOPS or token.lower in {"that", "while", "but"}:
        return True
    return token.pos == "VERB" and token.dep not in {"acl", "amod", "acl:relcl"}


def _split(view: View, lists: Sequence[Sequence[Group]]) -> list[list[Group]]:
    """Between a verb that takes what follows and one that takes what goes before, the last group goes to the second.

    "killed two soldiers and three civilians were wounded", "kills 3, 5 wounded".
    """
    found: list[list[Group]] = []
    heads = {
        i: trigger for trigger in view.triggers if _is_harm(trigger) for i in range(trigger.first, trigger.last + 1)
    }
    for members in lists:
        after = _beyond(view, members[-1].last)
        before = members[0].first - 1
        if len(members) > 1 and after in heads and before in heads and not _is_ing(view, heads[after]):
            found.extend((list(members[:-1]), list(members[-1:])))
        else:
            found.append(list(members))
    return found


def _beyond(view: View, last: int) -> int:
    """The next token that is no auxiliary and no adverb."""
    at = last + 1
    while at < len(view.sentence) and (view.sentence[at].pos in {"AUX", "ADV"}):
        at += 1
    return at


def _is_ing(view: View, trigger: TriggerAt) -> bool:
    return view.sentence[trigger.head].lower.endswith("ing")
