"""Each refusal names the decision or the word at fault and says what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model.errors import TrucewatchError
from trucewatch.packs.errors import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trucewatch.model.decision import Decision


class NamelessError(TrucewatchError):
    """Nobody, or the machine, would be the author."""

    def __init__(self, author: str) -> None:
        super().__init__(f"only a person decides, and {author.strip()!r} names none; give your name with --who")


_NAMES = {"find": "finding"}
"""Commands that are called otherwise than their verb."""


class UnexplainedError(TrucewatchError):
    """No reason was given."""

    def __init__(self, verb: str) -> None:
        super().__init__(f"a decision ({_NAMES.get(verb, verb)}) needs its reason; give it with --why")


class MalformedDecisionError(TrucewatchError):
    """A decision that could not be read back from the log is not written to it."""

    def __init__(self, verb: str, what: str) -> None:
        super().__init__(f"`decide {verb}` cannot be kept: {what}")


class UnknownDecisionError(TrucewatchError):
    """No decision has the id."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"no decision begins with {typed!r}; `trucewatch log` lists them with their ids")


class AmbiguousDecisionError(TrucewatchError):
    """Several decisions' ids begin so."""

    def __init__(self, typed: str, ids: Sequence[str]) -> None:
        super().__init__(f"{typed!r} may be {', '.join(ids)}; write more of the id")


class ContradictionError(TrucewatchError):
    """A decision that cannot hold together with one in force; `against` are those, oldest first."""

    def __init__(self, what: str, against: Sequence[Decision]) -> None:
        said = " and ".join(f"{decision.id} by {decision.author}" for decision in against)
        remedy = (
            f": {said}; take that back first: `trucewatch decide undo {against[-1].id}`"
            if against
            else "; name two incidents, or claims that differ"
        )
        super().__init__(f"{what}{remedy}")
        self.against = tuple(against)


class UnknownFieldError(TrucewatchError):
    """No such field can be set, or graded."""

    def __init__(self, field: str, known: Iterable[str]) -> None:
        super().__init__(f"an incident has no field {field!r} to decide on; {did_you_mean(field, known)}")


class BadValueError(TrucewatchError):
    """The words are no value of the field."""

    def __init__(self, field: str, words: str, remedy: str) -> None:
        super().__init__(f"{words!r} is no value for {field}; {remedy}")
