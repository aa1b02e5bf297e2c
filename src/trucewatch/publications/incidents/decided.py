"""People's decisions in words: who, when, what and why, in the order in which they were taken."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from trucewatch.language.phrases import listed
from trucewatch.model.count import CountRange
from trucewatch.model.decision import Verb
from trucewatch.publications.incidents.words import number_words
from trucewatch.publications.words import label, line

if TYPE_CHECKING:
    from datetime import datetime

    from trucewatch.model.decision import Decision


def decision_words(decision: Decision) -> str:
    """What was decided: "sets killed of TW-A to 54–60", "keeps TW-A and TW-B apart"."""
    about = listed(_sides(decision))
    match decision.verb:
        case Verb.SAME:
            return f"holds {about} to be one occurrence"
        case Verb.DIFFERENT:
            return f"keeps {about} apart"
        case Verb.SET:
            return f"sets {line(label(decision.field))}{_of(decision)} to {json_words(decision.value)}"
        case Verb.GRADE:
            return f"grades {line(label(decision.field)) or 'it'}{_of(decision)} {json_words(decision.value)}"
        case Verb.FIND:
            return f"finds {about} under {_terms(decision.field)}: {json_words(decision.value)}"
        case Verb.UNDO:
            return f"takes back {line(decision.undoes)}"
        case Verb.DISCOUNT:
            return f"discounts {about}"
        case Verb.ACCEPT | Verb.REJECT:
            return f"{decision.verb}s {about}"


def _sides(decision: Decision) -> list[str]:
    """What it speaks of: incidents by their codes, claims by their ids."""
    codes = [line(code) for code in decision.codes]
    return codes + _claims(decision)[len(codes) :] if len(codes) < len(decision.sides) else codes


def moment(at: datetime) -> str:
    """A time of the log: "2025-02-03 10:15:00 UTC"."""
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


def json_words(text: str) -> str:
    """JSON text as a person would put it; text that is no JSON stands as it is."""
    try:
        return _plain(json.loads(text)) or "nothing"
    except (ValueError, RecursionError):
        return line(text)


def _plain(value: object) -> str:
    """Names where there are any, ranges and days as such, else each key with its value; what is unknown is left out."""
    match value:
        case None:
            return ""
        case list():
            return ", ".join(map(_plain, value))
        case {"name": str(name), "admin": [str(land), *areas]} if name:
            return f"{line(name)} (in {line(', '.join((*reversed(areas), land)))})"
        case {"name": str(name)} if name:
            return line(name)
        case {"kind": str(kind)}:
            return line(label(kind))
        case {"low": int() | None as low, "best": int() | None as best, "high": int() | None as high, **more}:
            approximate = more.get("approximate") is True
            return number_words(CountRange(low=low, best=best, high=high, approximate=approximate))
        case {"first": str() | None as first, "last": str() | None as last}:
            return line(first or "") if first == last else f"{line(first or '')}..{line(last or '')}"
        case dict():
            return ", ".join(
                f"{line(str(key))} {_plain(part)}" for key, part in value.items() if part not in (None, "")
            )
        case _:
            return line(str(value))


def _of(decision: Decision) -> str:
    return f" of {listed([line(code) for code in decision.codes])}" if decision.codes else ""


def _terms(field: str) -> str:
    """AGREEMENT/ARTICLE/BY in words: "sochi-memorandum-2018, article 1, as turkey dates it"."""
    agreement, _, rest = field.partition("/")
    article, _, by = rest.rpartition("/")
    words = (agreement, f"article {article}" if article else "", f"as {by} dates it" if by else "")
    return line(", ".join(filter(None, words)))


def _claims(decision: Decision) -> list[str]:
    return [f"claim {line(anchor.claim)}" for side in decision.sides for anchor in side[:1]]
