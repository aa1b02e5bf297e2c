"""Whatever is about to be handed out can be searched for all that a profile holds back, who or what made it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.model.errors import TrucewatchError
from trucewatch.pipeline.edition import Span
from trucewatch.pipeline.publish import published_edition
from trucewatch.withholding.leaks import leaks
from trucewatch.withholding.unpacked import Part, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from trucewatch.model.profile import Profile, Withheld
    from trucewatch.pipeline.workspace import Workspace
    from trucewatch.withholding.leaks import Leak


class NothingToSearchError(TrucewatchError):
    """A path where nothing is."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: there is no such file or folder to search")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What stands in one part of a file and is withheld; `part` is empty for the file as it is."""

    path: Path
    part: str
    leak: Leak


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """A part of a file that could not be looked into, and why."""

    path: Path
    part: str
    why: str


def withheld_now(workspace: Workspace, profile: Profile) -> tuple[Withheld, ...]:
    """All that a profile holds back of the whole ledger as it stands."""
    with workspace.ledger.reading_view() as view:
        return published_edition(workspace, view, Span(), profile)[1]


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named and those in the folders named; raises NothingToSearchError."""
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise NothingToSearchError(path)
        found.update(
            dict.fromkeys(sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path])
        )
    return list(found)


def search(files: Iterable[Path], withheld: Sequence[Withheld]) -> tuple[list[Found], list[Unseen]]:
    """Everything withheld that stands in files or their names, and what could not be looked into."""
    places: list[tuple[Path, str]] = []
    unseen: list[Unseen] = []

    def texts() -> Iterator[str]:
        for path in files:
            for part in _parts(path):
                if part.why_not:
                    unseen.append(Unseen(path=path, part=part.name, why=part.why_not))
                else:
                    places.append((path, part.name))
                    yield part.text

    found = [
        Found(path=places[leak.part][0], part=places[leak.part][1], leak=leak) for leak in leaks(texts(), withheld)
    ]
    return found, unseen


def _parts(path: Path) -> Iterator[Part]:
    yield Part(name="its name", text=path.name)
    try:
        yield from parts_of(path)
    except OSError as error:
        yield Part(why_not=error.strerror or str(error))
