"""A rule of `patterns.yaml` becomes one regular expression over word classes, one character a token."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import yaml

from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.dates.tokens import Token

OTHER = "\0"
_CODE_BASE = 0xE000
_YEARS, _MODERN = range(1000, 2101), range(1900, 2051)
_DAYS, _HOURS = 31, 24
_MARKS = {"’": "'", "‘": "'", "–": "-", "‑": "-", "‐": "-"}
_RULE_KEYS = frozenset({"id", "match", "op", "frame", "after", "not_before", "at_end"})


class PatternError(TrucewatchError):
    """`patterns.yaml` names a class that it does not define, or a rule lacks a key."""

    def __init__(self, rule: str, problem: str) -> None:
        super().__init__(f"time rule {rule!r}: {problem}; correct it in dates/patterns.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of the rules: where it matches and which operation the matched words ask for."""

    id: str
    op: str
    pattern: re.Pattern[str]
    after: frozenset[str]
    not_before: frozenset[str]
    at_end: bool
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Word classes, their codes, and the rules that may begin with each code."""

    words: Mapping[str, str]
    capitalised: frozenset[str]
    lowercase: frozenset[str]
    values: Mapping[str, Mapping[str, Any]]
    forms: Mapping[frozenset[str], str]
    starters: Mapping[str, Sequence[Rule]]
    singles: Mapping[str, Sequence[Rule]]
    relations: Mapping[tuple[str, ...], str]
    tables: Mapping[str, Any]

    def code(self, token: Token) -> str:
        """The character that stands for this token in the rules' patterns."""
        if token.form == "word":
            word = token.text.casefold()
            if word in (self.lowercase if token.text[0].isupper() else self.capitalised):
                return OTHER
            return self.words.get(word, OTHER)
        if token.form == "mark":
            return self.words.get(_MARKS.get(token.text, token.text), OTHER)
        return self.forms.get(form_classes(token), OTHER)


def form_classes(token: Token) -> frozenset[str]:
    """Which classes a token of digits belongs to, by its form and its value."""
    simple = {"iso": "ISO", "slash": "SLASH", "decade": "DECADE", "ordinal": "ORDINAL", "shortyear": "SHORTYEAR"}
    if token.form in simple:
        kind = simple[token.form]
        return frozenset({kind, "ORDDOM"}) if kind == "ORDINAL" and int(token.text[:-2]) <= _DAYS else frozenset({kind})
    if token.form == "clock":
        return _clock_classes(token.text)
    return _number_classes(token.text) if token.form == "number" else frozenset()


def _clock_classes(text: str) -> frozenset[str]:
    """14:30 is an hour; 14.30 is one only where the words after it say so."""
    if int(re.split("[:.]", text)[0]) > _HOURS:
        return frozenset({"DIGITS"})
    return frozenset({"CLOCK"}) if ":" in text else frozenset({"DIGITS", "DOTCLOCK"})


def _number_classes(text: str) -> frozenset[str]:
    classes = {"DIGITS"}
    if text.isdigit() and len(text) == 4:  # noqa: PLR2004  a year or an hour with its minutes has four digits
        value = int(text)
        classes |= {name for name, span in (("YEAR", _YEARS), ("MODERNYEAR", _MODERN)) if value in span}
        if value // 100 <= _HOURS and value % 100 < 60:  # noqa: PLR2004  minutes of an hour
            classes.add("HHMM")
    elif text.isdigit() and len(text) <= 2:  # noqa: PLR2004  days and hours have at most two digits
        classes |= {name for name, top in (("DOM", _DAYS), ("HOUR", _HOURS)) if 1 <= int(text) <= top}
    return frozenset(classes)


def _all_forms() -> set[frozenset[str]]:
    """Every class set that a token of digits can have."""
    numbers = {_number_classes(str(n)) for n in (*range(100), 1500, 1575, 1950, 1975, 2055, 2020, 2500, 9999, 100000)}
    numbers |= {_number_classes(f"{n:04d}") for n in range(0, 10000, 5)}
    kinds = ("ISO", "SLASH", "DECADE", "ORDINAL", "SHORTYEAR", "CLOCK")
    return (
        numbers
        | {frozenset({kind}) for kind in kinds}
        | {frozenset({"DIGITS", "DOTCLOCK"})}
        | {frozenset({"ORDINAL", "ORDDOM"})}
    )


@dataclass(slots=True)
class _Codes:
    """Hands out one character to every set of classes that a token can have."""

    classes: dict[str, set[str]]
    used: dict[frozenset[str], str]

    def of(self, names: frozenset[str]) -> str:
        if names not in self.used:
            self.used[names] = chr(_CODE_BASE + len(self.used))
            for name in names:
                self.classes.setdefault(name, set()).add(self.used[names])
        return self.used[names]

    def expression(self, name: str, rule: str) -> str:
        if name == "ANY":
            return "."
        if name not in self.classes:
            raise PatternError(rule, f"unknown class {name!r}")
        return f"[{''.join(sorted(self.classes[name]))}]"


def _expand(pattern: str, macros: Mapping[str, str]) -> str:
    """The pattern with every macro written out, innermost last."""
    for _depth in range(6):
        expanded = re.sub(
            r"(?<![\w=])((?:[a-z]\w*=)?)([A-Z]+)(?=[?*\s]|$)",
            lambda m: f"{m[1]}( {macros[m[2]]} )" if m[2] in macros else m[0],
            pattern,
        )
        if expanded == pattern:
            break
        pattern = expanded
    return pattern


def _compile(pattern: str, codes: _Codes, rule: str) -> re.Pattern[str]:
    """A name may stand several times in one pattern: its groups are told apart by a running number."""
    parts: list[str] = []
    closers: list[str] = []
    spaced = re.sub(r"(\w+=)\(\s", r"\1( ", pattern)
    for number, item in enumerate(spaced.split()):
        if item == "|":
            parts.append("|")
        elif item.endswith("("):
            name = item[:-2]
            closers.append("))" if name else ")")
            parts.append(f"(?P<{name}_{number}>(?:" if name else "(?:")
        elif item[0] == ")":
            parts.append(closers.pop() + item[1:])
        else:
            parts.append(_one(item, number, codes, rule))
    return re.compile("".join(parts), re.DOTALL)


def _one(item: str, number: int, codes: _Codes, rule: str) -> str:
    name, _, body = item.rpartition("=")
    suffix = body[-1] if len(body) > 1 and body[-1] in "?*" else ""
    body = body.removesuffix(suffix)
    expression = codes.expression(body if body.isupper() else f"={body}", rule)
    return f"(?P<{name}_{number}>{expression}){suffix}" if name else expression + suffix


def _rule_text(entry: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    frame = data["frames"].get(entry.get("frame"), {"before": "", "after": ""})
    return _expand(f"{frame['before']} {entry['match']} {frame['after']}", data["macros"])


def _word_codes(data: Mapping[str, Any], texts: Sequence[str]) -> tuple[_Codes, dict[str, str]]:
    """Codes of all words: those of the classes, and those that rules spell out."""
    classes: dict[str, set[str]] = {}
    for name, words in data["classes"].items():
        for word in words:
            classes.setdefault(str(word), set()).add(name)
    spelled = {item.rpartition("=")[2].rstrip("?*") for text in texts for item in text.split()}
    for word in spelled:
        if word and not word.isupper() and word not in {"(", ")", "|"} and not word.startswith(")"):
            classes.setdefault(word, set()).add(f"={word}")
    codes = _Codes({}, {})
    return codes, {word: codes.of(frozenset(names)) for word, names in classes.items()}


def _members(entry: Any, data: Mapping[str, Any]) -> frozenset[str]:
    """Words of `after` and `not_before`: a list, or the name of a class."""
    if isinstance(entry, str):
        return frozenset(map(str, data["classes"][entry]))
    return frozenset(map(str, entry or ()))


def _starters(rules: Sequence[Rule], alphabet: Sequence[str]) -> dict[str, tuple[Rule, ...]]:
    """For every code, the rules that can begin with it, found by asking each pattern for its first set."""
    first = {rule.id: _first_set(rule.pattern.pattern) for rule in rules}
    return {code: tuple(rule for rule in rules if code in first[rule.id]) for code in alphabet}


def _singles(starters: Mapping[str, Sequence[Rule]], clocks: set[str]) -> dict[str, tuple[Rule, ...]]:
    """For every code, the rules that can match where a word without any class follows: most of the text's "the" and "a".

    Only after a clock may such a word stand inside a match ("14:00 Moscow time").
    """
    return {
        code: tuple(rules) if code in clocks else tuple(rule for rule in rules if rule.pattern.match(code))
        for code, rules in starters.items()
    }


def _first_set(pattern: str) -> set[str]:
    found: set[str] = set()
    _scan_alternatives(pattern, 0, found)
    return found


def _scan_alternatives(pattern: str, at: int, found: set[str]) -> tuple[int, bool]:
    """Reads `a|b|c` from `at`; returns where it ends and whether it can match nothing."""
    nullable, branch_open, branch_null = False, True, True
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            nullable, branch_open, branch_null, at = nullable or branch_null, True, True, at + 1
            continue
        atom: set[str] = set()
        at, optional = _scan_atom(pattern, at, atom)
        if branch_open:
            found |= atom
        branch_open = branch_open and optional
        branch_null = branch_null and optional
    return at, nullable or branch_null


def _scan_atom(pattern: str, at: int, found: set[str]) -> tuple[int, bool]:
    optional = False
    if pattern[at] == "[":
        end = pattern.index("]", at)
        found |= set(pattern[at + 1 : end])
        at = end + 1
    elif pattern[at] == "(":
        at = pattern.index(">", at) + 1 if pattern.startswith("(?P<", at) else at + 3
        at, optional = _scan_alternatives(pattern, at, found)
        at += 1
    else:
        at += 1
    if at < len(pattern) and pattern[at] in "?*":
        return at + 1, True
    return at, optional


@cache
def load_grammar() -> Grammar:
    """The shipped rules, read once a process; raises `PatternError` where one cannot be understood."""
    source = resources.files("trucewatch.dates").joinpath("patterns.yaml").read_text(encoding="utf-8")
    data = yaml.load(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  both loaders are the safe ones
    texts = [_rule_text(entry, data) for entry in data["rules"]]
    codes, words = _word_codes(data, texts)
    forms = {names: codes.of(names) for names in sorted(_all_forms(), key=sorted) if names}
    rules = [
        Rule(
            id=entry["id"],
            op=entry["op"],
            pattern=_compile(text, codes, entry["id"]),
            after=_members(entry.get("after"), data),
            not_before=_members(entry.get("not_before"), data),
            at_end=bool(entry.get("at_end")),
            fields={key: value for key, value in entry.items() if key not in _RULE_KEYS},
        )
        for entry, text in zip(data["rules"], texts, strict=True)
    ]
    starters = _starters(rules, list(codes.used.values()))
    return Grammar(
        words=words,
        capitalised=frozenset(data["capitalised"]),
        lowercase=frozenset(data["lowercase"]),
        values={name: {str(word): value for word, value in table.items()} for name, table in data["classes"].items()},
        forms=forms,
        starters=starters,
        singles=_singles(starters, codes.classes["CLOCK"] | codes.classes["HHMM"]),
        relations={tuple(phrase.split()): relation for phrase, relation in data["relations"].items()},
        tables=data["tables"],
    )
