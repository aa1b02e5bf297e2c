"""The agreements that a command speaks of: a workspace's, its own among them, or those of packs where there is none."""

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trucewatch.cli.workspace import workspace_at
from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trucewatch.model.agreement import Agreement
    from trucewatch.packs.merged import Packs
    from trucewatch.pipeline.workspace import Workspace

_SHOWN = 5


class UnknownAgreementError(TrucewatchError):
    """No agreement has the id or the name."""

    def __init__(self, typed: str, close: str) -> None:
        remedy = f"did you mean {close!r}?" if close else "see `trucewatch agreements` for those that are known"
        super().__init__(f"no agreement is called {typed!r}; {remedy}")


class SeveralAgreementsError(TrucewatchError):
    """Several agreements begin so, or go by that name."""

    def __init__(self, typed: str, ids: "Sequence[str]") -> None:
        more = ", …" if len(ids) > _SHOWN else ""
        super().__init__(f"{typed!r} may be {', '.join(ids[:_SHOWN])}{more}; write more of the id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The packs, the workspace's own agreement files, and the workspace, if there is one."""

    packs: "Packs"
    own: tuple[Path, ...] = ()
    workspace: "Workspace | None" = None

    def agreements(self) -> "Mapping[str, Agreement]":
        """All agreements by id, parsed anew; raises PackError with every fault."""
        from trucewatch.packs.agreements import load_agreements

        return load_agreements(self.packs, self.own)

    def names(self) -> "dict[str, str]":
        """Names of all actors that the packs know, by id."""
        return names_of(self.packs)


@contextmanager
def terms_at(where: Path | None, pack: list[str] | None = None) -> "Iterator[Terms]":
    """The terms that the workspace knows which is named or is the current folder, else those of packs; raises PackError.

    Packs that are named stand in the place of the workspace's; its own agreements stay.
    """
    from trucewatch.packs.loader import load_packs
    from trucewatch.pipeline.workspace import NoWorkspaceError

    try:
        opened = workspace_at(where)
    except NoWorkspaceError:
        if where is not None:
            raise
        yield Terms(packs=load_packs(pack))
        return
    with opened as workspace:
        yield Terms(packs=load_packs(pack or workspace.packs), own=workspace.own_agreements, workspace=workspace)


def names_of(packs: "Packs") -> "dict[str, str]":
    """Names of all actors that the packs know, by id."""
    return {actor.id: actor.name for actor in packs.actors.values()}


def agreement_named(agreements: "Mapping[str, Agreement]", typed: str) -> "Agreement":
    """The agreement with this id, unique beginning of one, or name; raises UnknownAgreementError, SeveralAgreementsError."""
    from difflib import get_close_matches

    wanted = " ".join(typed.split()).casefold()
    if wanted in agreements:
        return agreements[wanted]
    begun = [id_ for id_ in agreements if wanted and id_.startswith(wanted)]
    found = begun or [id_ for id_, one in agreements.items() if wanted in _names(one)]
    if not found:
        close = get_close_matches(wanted, words := _words(agreements), n=1)
        raise UnknownAgreementError(typed, words[close[0]] if close else "")
    if len(found) > 1:
        raise SeveralAgreementsError(typed, found)
    return agreements[found[0]]


def _words(agreements: "Mapping[str, Agreement]") -> "dict[str, str]":
    """What may have been meant: ids, short names and the words that ids begin with, each leading to an id."""
    begun = {id_.partition("-")[0]: id_ for id_ in sorted(agreements, reverse=True)}
    return begun | {one.short.casefold(): id_ for id_, one in agreements.items()} | {id_: id_ for id_ in agreements}


def _names(agreement: "Agreement") -> set[str]:
    return {name.casefold() for name in (agreement.short, agreement.name, *agreement.names)}
