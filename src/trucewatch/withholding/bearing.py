"""Words explained otherwise that stand as a person's name does: what titles lead to, what has an age, speaks, or is killed.

Where in doubt a word is a name: a name that is told cannot be taken back, a word too few can.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.withholding.labels import JOINS, Label, is_particle
from trucewatch.withholding.words import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trucewatch.withholding.labels import Labelled
    from trucewatch.withholding.vocabulary import Vocabulary
    from trucewatch.withholding.words import Word

LONGEST_RUN = 4
_WITHIN = 5
"""How many words after a comma may tell what somebody is: "a well-known local pastry cook"."""
_AGE = re.compile(
    r"(?:,? ?(?:both |all |only |just )?age[ds] (?:\w+\b|\d{1,2}\b)|, (?:both |all |only |just )?\d{1,2}\b)"
    r"(?! *(?:km|kilomet|metres|meters|miles|people|civilians|years ago)\b)(?=[,;:.!?)“”\"]| and |$| (?:years?|months?)[ -]old)",
    re.IGNORECASE,
)
_BORN = re.compile(r" ?\((?:\d{1,2}|aged? \d{1,2}|born [^)]{2,20}|b\. \d{4})\)")
_BE = frozenset({"was", "were", "is", "are", "been", "being", "got"})
_MAY_CHANGE = frozenset({Label.PLAIN, Label.PLACE, Label.LEADER, Label.THING, Label.INITIAL})


def mark_bearers(found: Labelled, vocabulary: Vocabulary) -> None:
    """Make names of the words that stand as names of people do."""
    labels = found.labels
    for at, word in enumerate(found.words):
        if word.shape is not Shape.SMALL and _is_named_here(found, at, vocabulary):
            labels[at] = Label.NAME
        elif labels[at] is Label.PLACE and _is_second_place(found, at):
            labels[at - 1] = labels[at] = Label.NAME
        elif _is_compound(found, at, vocabulary):
            labels[at - 2] = labels[at] = Label.NAME
    if found.is_title:
        return
    _all_plain(found, vocabulary)
    runs = list(_capitals(found))
    for first, last in runs:
        if first == last and _stands_out(found, first, vocabulary):
            labels[first] = Label.NAME
        elif _may_be_borne(found, first, last, vocabulary) and _is_borne(found, first, last, vocabulary):
            labels[first : last + 1] = [Label.NAME] * (last + 1 - first)
    _mark_mates(found, runs, vocabulary)


def _mark_mates(found: Labelled, runs: Sequence[tuple[int, int]], vocabulary: Vocabulary) -> None:
    """Whoever is told in one row with a name before or after it is a person too ("Hailing and Mare"; "Riwa, Tasnim and Juman")."""
    labels = found.labels
    for at in range(len(runs) - 2, -1, -1):
        first, last = runs[at]
        follower = runs[at + 1][0]
        if labels[follower] is not Label.NAME or not _is_linked(found, last, follower):
            continue
        is_flanked = at > 0 and labels[runs[at - 1][1]] is Label.NAME and _is_linked(found, runs[at - 1][1], first)
        is_alone = found.words[follower].gap == " " and (not first or found.words[first].gap[-1:] in {" ", "“", '"'})
        may_change = {Label.PLAIN, Label.THING} if is_flanked and first == last else {Label.PLAIN}
        keys = {word.key for word in found.words[first : last + 1]}
        is_known = keys & (vocabulary.lists["plain"] | vocabulary.lists["small_in_titles"] | vocabulary.lists["roles"])
        is_led = first > 0 and found.words[first - 1].key in vocabulary.lists["locative"] | {"of", "the"}
        is_other = is_known or is_led or _is_plural(found, last, vocabulary)
        if (is_flanked or is_alone) and set(labels[first : last + 1]) <= may_change and not is_other:
            labels[first : last + 1] = [Label.NAME] * (last + 1 - first)


def _is_linked(found: Labelled, last: int, first: int) -> bool:
    """Whether two runs of words stand in one row: a comma, "and", or both between them."""
    words = found.words
    if first == last + 1:
        return words[first].gap in {", ", " & "}
    is_and = first == last + 2 and words[last + 1].key == "and" and words[last + 1].gap in {" ", ", "}
    return is_and and words[first].gap == " "


def _is_named_here(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a word that may be something else is called so, or speaks."""
    label = found.labels[at]
    if label in {Label.PLACE, Label.PLAIN}:
        rules = (is_called, _speaks, _is_related)
        return any(rule(found, at, vocabulary) for rule in rules)
    if label not in {Label.LEADER, Label.USUAL} or not at or found.words[at].shape is not Shape.CAPITAL:
        return False
    return _is_after_naming(found, at, vocabulary) and not _is_known_noun(found.words[at].key, vocabulary)


def _is_known_noun(key: str, vocabulary: Vocabulary) -> bool:
    lists = vocabulary.lists
    return any(key in lists[name] for name in ("roles", "titles", "plain", "trades")) or key.endswith("s")


def is_called(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether the words before say that a person is named now."""
    words, lists, label = found.words, vocabulary.lists, found.labels[at]
    if not at or words[at].gap.strip() not in {"", ".", "“", '"', "‘"}:
        return False
    before = words[at - 1].key
    if found.groups[at] and found.groups[at] == found.groups[at - 1]:
        return False
    if before in lists["titles"]:
        return label is Label.PLACE or words[at].shape is Shape.CAPITAL
    if before in lists["kunyas"]:
        return True
    if _is_after_naming(found, at, vocabulary):
        return True
    return before in lists["roles"] and (label is Label.PLACE or (label is Label.PLAIN and not found.is_title))


def _is_related(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether somebody's kin, body or house is told, or what was done to him ("X's wife", "the body of X", "arrested X")."""
    words, lists = found.words, vocabulary.lists
    after = words[at + 1] if at + 1 < len(words) else None
    if found.is_title or (found.labels[at] is Label.PLAIN and _is_plural(found, at, vocabulary)):
        return False
    if after is not None and after.gap == " " and after.shape is Shape.SMALL:
        is_his = words[at].bare < words[at].end and (after.key in lists["kin"] or after.key in lists["belongings"])
        if is_his or (after.key == "and" and _is_with_kin(words[at + 2 : at + 4], vocabulary)):
            return True
    if not at or words[at].gap != " " or words[at].shape is not Shape.CAPITAL:
        return False
    before = words[at - 1].key
    return before in lists["suffered"] or (before == "of" and at > 1 and words[at - 2].key in lists["kin"])


def _is_with_kin(words: Sequence[Word], vocabulary: Vocabulary) -> bool:
    """Whether the words after "and" are "his wife" and the like."""
    owners, kin = {"his", "her"}, vocabulary.lists["kin"] | vocabulary.lists["belongings"]
    return len(words) == 2 and words[0].key in owners and (words[1].key in kin or words[1].key.removesuffix("s") in kin)  # noqa: PLR2004


def _is_after_naming(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether "named", "a certain" or "identified as" stands before a word."""
    words, called = found.words, vocabulary.lists["called"]
    return words[at - 1].key in called or (words[at - 1].key == "as" and at > 1 and words[at - 2].key in called)


def _speaks(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a place's name, or a plain word in the singular, does what only people do."""
    words, lists = found.words, vocabulary.lists
    key = words[at].key
    if found.labels[at] is Label.PLAIN and (key.endswith("s") or found.is_title):
        return False
    if found.labels[at] is Label.PLACE and _is_located(found, at, vocabulary):
        return False
    after = words[at + 1] if at + 1 < len(words) else None
    if after is not None and after.shape is Shape.SMALL:
        if after.gap == " " and after.key in lists["said"]:
            return True
        if after.gap == ", " and after.key in lists["who"] and after.key != "the" and found.labels[at] is Label.PLACE:
            return True
    if not at:
        return False
    before = words[at - 1].key
    is_by = before == "to" and at > 1 and words[at - 2].key == "according"
    return is_by or (found.labels[at] is Label.PLACE and before in lists["said"])


def _is_located(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a preposition of place leads to the place's name."""
    begin = at
    while begin and found.groups[begin - 1] and found.groups[begin - 1] == found.groups[at]:
        begin -= 1
    return begin > 0 and found.words[begin - 1].key in vocabulary.lists["locative"]


def _is_second_place(found: Labelled, at: int) -> bool:
    """Whether two names of places stand side by side with nothing between, as names of one person do."""
    return (
        at > 0
        and found.labels[at - 1] is Label.PLACE
        and found.groups[at] != found.groups[at - 1]
        and found.words[at].gap == " "
    )


def _is_compound(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a plain word is bound by an article to a place's name that is none with it ("Nasr al-Din")."""
    labels, words = found.labels, found.words
    return (
        at > 1
        and words[at].shape is Shape.CAPITAL
        and words[at].gap == "-"
        and is_particle(found, at - 1, vocabulary)
        and labels[at] is Label.PLAIN
        and labels[at - 2] is Label.PLACE
        and words[at - 1].gap == " "
    )


def _all_plain(found: Labelled, vocabulary: Vocabulary) -> None:
    """Two plain words with capitals, within a sentence or before a verb of saying, are a name ("Hope Young")."""
    labels, words = found.labels, found.words
    for at in range(len(words) - 1):
        if (
            words[at].shape is Shape.SMALL
            or words[at + 1].gap != " "
            or not (labels[at] is labels[at + 1] is Label.PLAIN or _is_virtue(found, at, vocabulary))
        ):
            continue
        is_credited = at > 0 and words[at].gap == ": " and words[at - 1].key in vocabulary.lists["credited"]
        is_within = is_credited or (at > 0 and (words[at].gap in JOINS or words[at].gap == ", "))
        after = words[at + 2].key if at + 2 < len(words) else ""
        if words[at].shape is Shape.CAPITAL and (is_within or after in vocabulary.lists["said"]):
            labels[at] = labels[at + 1] = Label.NAME


def _stands_out(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a plain word has a capital amid small ones, for no place, article or number beside it ("and Joy and Happy")."""
    words, lists = found.words, vocabulary.lists
    if not at or found.labels[at] is not Label.PLAIN or words[at].gap not in JOINS | {", "}:
        return False
    before, after = words[at - 1], words[at + 1] if at + 1 < len(words) else None
    if (before.shape is not Shape.SMALL and words[at].gap != ", ") or before.key in lists["particles"] | lists[
        "locative"
    ]:
        return False
    if before.key in {"of", "the", "called", "named"} or (after is not None and after.shape is Shape.NUMBER):
        return False
    return len(words[at].key) > 1 and not _is_plural(found, at, vocabulary)


def _is_virtue(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    """Whether two words with capitals begin with a plain first name, and end on no body or place ("Hunter Fields")."""
    lists, first, second = vocabulary.lists, found.words[at], found.words[at + 1]
    if first.key not in lists["virtues"] - lists["plain"] or found.labels[at + 1] not in {Label.PLAIN, Label.USUAL}:
        return False
    is_noun = {second.key, second.key.removesuffix("s")} & (lists["after"] | lists["after_capital"] | lists["plain"])
    return first.shape is second.shape is Shape.CAPITAL and not is_noun


def _capitals(found: Labelled) -> Iterator[tuple[int, int]]:
    """The first and the last word of every run of words with capitals."""
    words, at = found.words, 0
    while at < len(words):
        if words[at].shape is not Shape.CAPITAL:
            at += 1
            continue
        last = at
        while last + 1 < len(words) and words[last + 1].shape is Shape.CAPITAL and _is_one(words[last + 1]):
            last += 1
        yield at, last
        at = last + 1


def _is_one(word: Word) -> bool:
    return word.gap in JOINS or word.gap in {".", ". "}


def _may_be_borne(found: Labelled, first: int, last: int, vocabulary: Vocabulary) -> bool:
    """Whether a run may be made a name: short, with a word that changes, and none that only bodies are called by."""
    labels = found.labels[first : last + 1]
    if last + 1 - first > LONGEST_RUN or not _MAY_CHANGE & set(labels):
        return False
    known = {Label.THING, Label.LEADER}
    groups = [found.groups[at] for at in range(first, last + 1) if found.labels[at] in known]
    if len(set(groups)) < len(groups):
        return False
    head, lists = found.words[last].key, vocabulary.lists
    keys = {word.key for word in found.words[first : last + 1] if len(word.key) > 1}
    is_body = head.removesuffix("s") in lists["after"] | lists["after_capital"] or head in lists["after_capital"]
    return not (is_body or keys & lists["plain"] or _is_plural(found, last, vocabulary))


def _is_plural(found: Labelled, at: int, vocabulary: Vocabulary) -> bool:
    key = found.words[at].key
    stem = key.removesuffix("s")
    if stem == key:
        return False
    return stem in vocabulary.parts if found.labels[at] is Label.THING else vocabulary.is_plain(stem)


def _is_borne(found: Labelled, first: int, last: int, vocabulary: Vocabulary) -> bool:
    """Whether what stands after a run, or the kinsman before it, is said of people only."""
    words, lists = found.words, vocabulary.lists
    rest = found.text[words[last].end :]
    if found.labels[first] is Label.PLACE and _is_located(found, first, vocabulary):
        return False
    if _is_kin(found, first, last, vocabulary):
        return True
    if Label.INITIAL in found.labels[first : last + 1]:
        return bool(_AGE.match(rest.removeprefix("."))) or (first > 0 and words[first - 1].key in lists["roles"])
    is_shown = found.labels[last] is Label.PLACE or found.labels[first] is Label.PLACE
    return bool(_AGE.match(rest) or (_BORN.match(rest) and not is_shown)) or _is_somebody(found, last, vocabulary)


def _is_somebody(found: Labelled, last: int, vocabulary: Vocabulary) -> bool:
    """Whether the words after a run tell a trade, "who", or what is done to people ("was wounded")."""
    lists = vocabulary.lists
    after = found.words[last + 1 : last + 2 + _WITHIN]
    if not after or after[0].shape is not Shape.SMALL:
        return False
    first = after[0]
    if first.gap in {", ", " – ", " - ", " — ", " ("}:
        if first.key in {"who", "whose", "whom"}:
            return found.labels[last] is not Label.THING
        return first.key in lists["articles"] and _is_trade(
            after[1:], lists["roles"] | lists["trades"], lists["public"]
        )
    if first.gap != " ":
        return False
    verbs = [word.key for word in after[:3] if word.gap == " "]
    is_done = False
    while verbs and verbs[0] in lists["auxiliaries"]:
        is_done |= verbs.pop(0) in _BE
        if is_done and verbs and (verbs[0] in lists["suffered"] or verbs[-1] == "alive"):
            return True
    return bool(verbs) and verbs[0] in lists["did"]


def _is_trade(words: Sequence[Word], trades: frozenset[str], offices: frozenset[str]) -> bool:
    """Whether the first few words, up to a comma, hold what somebody is, and it is no office."""
    for at, word in enumerate(words):
        if (at and word.gap not in {" ", "-"}) or word.key in offices:
            return False
        if word.key in trades:
            return True
    return False


def _is_kin(found: Labelled, first: int, last: int, vocabulary: Vocabulary) -> bool:
    """Whether a person is told right before, and the name between commas ("his sister, Rose, fled"; "brothers, X and Y")."""
    words, lists = found.words, vocabulary.lists
    if (
        not first
        or found.labels[first] in {Label.LEADER, Label.THING}
        or words[first].gap != ", "
        or words[first - 1].shape is not Shape.SMALL
    ):
        return False
    before = words[first - 1].key
    if (
        before not in lists["roles"]
        and before.removesuffix("s") not in lists["roles"]
        and before not in lists["trades"]
    ):
        return False
    after = words[last + 1] if last + 1 < len(words) else None
    return after is None or after.gap[:1] in {",", ";", ".", "("} or (before.endswith("s") and after.key == "and")
