"""What a user types leads to one incident or one claim, or to a plain word why not; what was once public always leads somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.incidents.codes import normal_code
from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.ledger.store import View
    from trucewatch.ledger.values import ClaimRow, IncidentRow

CLAIM = "c_"
_SHOWN = 5


class UnknownCodeError(TrucewatchError):
    """No incident has, or ever had, the code."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"no incident has the code {typed!r}; see the codes in `trucewatch incidents`")


class WithdrawnCodeError(TrucewatchError):
    """An incident that was public and is no more."""

    def __init__(self, code: str) -> None:
        super().__init__(f"{code} is withdrawn: none of its claims is left; `trucewatch log` tells what was decided")


class SeveralIncidentsError(TrucewatchError):
    """A code that leads to more than one incident."""

    def __init__(self, code: str, codes: Sequence[str]) -> None:
        super().__init__(f"{code} now leads to {len(codes)} incidents: {', '.join(codes)}; name one of them")


class UnknownLedgerClaimError(TrucewatchError):
    """No claim of the ledger has the id."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"no claim in the ledger begins with {typed!r}; see the ids in `trucewatch claims`")


class SeveralClaimsError(TrucewatchError):
    """Several claims of the ledger begin so."""

    def __init__(self, typed: str, ids: Sequence[str]) -> None:
        more = ", …" if len(ids) > _SHOWN else ""
        super().__init__(f"{typed!r} may be {', '.join(ids[:_SHOWN])}{more}; write more of the id")


def incident_named(view: View, typed: str) -> IncidentRow:
    """The incident with this code, or to which this code leads now.

    Raises UnknownCodeError, WithdrawnCodeError and SeveralIncidentsError.
    """
    code = normal_code(typed)
    if code is None:
        raise UnknownCodeError(typed)
    found = view.incident(code)
    if found is not None:
        return found
    aliases = view.aliases(code)
    codes = sorted({alias.code for alias in aliases if alias.code})
    if len(codes) > 1:
        raise SeveralIncidentsError(code, codes)
    led = view.incident(codes[0]) if codes else None
    if led is not None:
        return led
    raise WithdrawnCodeError(code) if aliases else UnknownCodeError(typed)


def claim_named(view: View, typed: str) -> ClaimRow:
    """The claim with this id or unique beginning of one; raises UnknownLedgerClaimError and SeveralClaimsError."""
    wanted = typed.strip().lower()
    wanted = wanted if wanted.startswith(CLAIM) else f"{CLAIM}{wanted}"
    rows = view.claims_like(wanted) if wanted != CLAIM else []
    exact = [row for row in rows if row.id == wanted]
    if not rows:
        raise UnknownLedgerClaimError(typed)
    if len(rows) > 1 and not exact:
        raise SeveralClaimsError(typed, [row.id for row in rows])
    return (exact or rows)[0]


def is_claim(typed: str) -> bool:
    """Whether the words name a claim, not an incident."""
    return typed.strip().lower().startswith(CLAIM)
