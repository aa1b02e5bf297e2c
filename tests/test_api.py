"""The Python interface: light to import, the same values, data frames."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

import trucewatch
from trucewatch.api import MissingPandasError, Readings
from trucewatch.model.claim import Claim, Scope, Stance
from trucewatch.model.count import CountRange, Effect, Harm, Who
from trucewatch.model.document import Document, Reading
from trucewatch.model.place import PlaceRef
from trucewatch.model.span import Span
from trucewatch.model.time import DateInterval

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = "Shells killed 15 in Karm."
SOURCE = Path(trucewatch.__file__).parents[1]


def reading(file: str = "a.txt") -> Reading:
    """A report with one dated, placed toll and one claim of which nothing else is known."""
    toll = CountRange(low=15, best=15, high=None, words="15", evidence=(Span.of(TEXT, 14, 16),))
    common = {"report": "r_1", "family": "violence", "scope": Scope.INCIDENT, "stance": Stance.ASSERTED}
    shelling = Claim(
        **common,  # type: ignore[arg-type]
        id="c_1",
        kind="shelling",
        when=DateInterval(first=date(2020, 3, 4), last=date(2020, 3, 5)),
        where=(PlaceRef(text="Karm", id="XX1", name="Karm", lat=35.1, lon=36.2, radius_km=2.0),),
        harm=(Harm(effect=Effect.KILLED, who=Who.UNKNOWN, count=toll),),
        evidence=(Span.of(TEXT, 0, len(TEXT)),),
    )
    bare = Claim(**common, id="c_2", kind="attack", when=DateInterval())  # type: ignore[arg-type]
    return Reading(document=Document(report="r_1", file=file, sha256="", text=TEXT), claims=(shelling, bare))


def test_importing_loads_nothing_heavy() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(SOURCE)!r}); import trucewatch; trucewatch.read; "
        "print(sorted({name.split('.')[0] for name in sys.modules} & "
        "{'spacy', 'pandas', 'numpy', 'yaml', 'trafilatura', 'lxml', 'typer'}))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_version_is_the_installed_one() -> None:
    assert trucewatch.__version__ == version("trucewatch")


def test_unknown_names_are_told() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'write'"):
        trucewatch.write  # noqa: B018


def test_read_takes_one_path_or_many(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[object, dict[str, object]]] = []

    def read_paths(paths: object, **options: object) -> Iterator[Reading]:
        calls.append((paths, options))
        yield reading()

    monkeypatch.setitem(sys.modules, "trucewatch.pipeline", SimpleNamespace(read_paths=read_paths))
    assert list(trucewatch.read("a.txt")) == [reading()]
    trucewatch.read([Path("a"), "b"], packs=["syria"], published="2020-03-05", jobs=2)
    assert calls[0] == ([Path("a.txt")], {"packs": None, "published": None, "jobs": 1})
    assert calls[1][0] == [Path("a"), Path("b")]
    assert (calls[1][1]["packs"], calls[1][1]["jobs"]) == (["syria"], 2)


def test_readings_behave_like_a_frozen_list() -> None:
    found = Readings((reading("a"), reading("b"), reading("c")))
    assert (len(found), found[0].document.file, found[-1].document.file) == (3, "a", "c")
    assert found[1:] == Readings((reading("b"), reading("c")))
    assert [record["file"] for record in found.records()] == ["a", "b", "c"]
    with pytest.raises(AttributeError):
        found.values = ()  # type: ignore[misc]


def test_a_frame_has_one_row_a_claim_and_keeps_unknown_unknown() -> None:
    pd = pytest.importorskip("pandas")
    frame = Readings((reading(),)).to_pandas()
    assert list(frame["claim"]) == ["c_1", "c_2"]
    first, second = frame.iloc[0], frame.iloc[1]
    assert (first["first"], first["last"]) == (pd.Timestamp("2020-03-04"), pd.Timestamp("2020-03-05"))
    assert (first["killed_low"], first["killed_high"] is pd.NA) == (15, True)
    assert (first["places"], first["lat"], first["quote"]) == ("Karm", 35.1, TEXT)
    assert second[["first", "killed_low", "places", "quote"]].isna().all()


def test_an_empty_frame_has_all_columns() -> None:
    pytest.importorskip("pandas")
    assert list(Readings().to_pandas().columns) == list(Readings((reading(),)).to_pandas().columns)


def test_a_missing_pandas_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingPandasError, match=r"pip install 'trucewatch\[frames\]'"):
        Readings().to_pandas()
