"""Whatever a file holds is looked into as deep as it goes, or it is said that it was not."""

from __future__ import annotations

import gzip
import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from tests.system import needed

from trucewatch.withholding import unpacked
from trucewatch.withholding.unpacked import parts_of

if TYPE_CHECKING:
    from pathlib import Path

NAME = "Qultarbro"


def zipped(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def told(path: Path) -> list[str]:
    return [part.name for part in parts_of(path) if NAME in part.text]


def missed(path: Path) -> list[tuple[str, str]]:
    return [(part.name, part.why_not) for part in parts_of(path) if part.why_not]


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (NAME.encode(), ""),
        (NAME.encode("utf-16"), ""),
        (zipped(page=NAME.encode()), "page"),
        (zipped(inner=zipped(page=NAME.encode())), "inner › page"),
        (zipped(**{NAME: b""}), NAME),
        (gzip.compress(NAME.encode(), mtime=0), "unpacked"),
        (zipped(deep=gzip.compress(NAME.encode() * 30, mtime=0)), "deep › unpacked"),
    ],
)
def test_words_are_found_wherever_they_are_packed(tmp_path: Path, data: bytes, where: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    assert where in told(path)
    assert not missed(path)


def test_pages_and_properties_of_a_pdf(tmp_path: Path) -> None:
    needed("weasyprint")
    import weasyprint

    path = tmp_path / "a.pdf"
    page = f"<title>by {NAME}</title><p>one</p><p style='break-before: page'>{NAME} said so</p>"
    weasyprint.HTML(string=page).write_pdf(path)
    assert told(path) == ["properties", "page 2"]


def test_rows_of_a_parquet_file(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    path = tmp_path / "a.parquet"
    pandas.DataFrame({"who": [NAME] * 3}).to_parquet(path, compression="zstd")
    assert "rows" in told(path)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "it is a picture"),
        (b"PK\x03\x04" + b"\x00" * 40, "it cannot be unpacked"),
        (b"\x1f\x8b" + b"\x00" * 40, "it cannot be unpacked"),
        (b"%PDF-1.7 nothing more", "its pages cannot be read"),
        (b"PAR1" + b"\x00" * 40 + b"PAR1", "its rows cannot be read"),
        (zipped(a=zipped(b=zipped(c=zipped(d=b"deep")))), "it is packed too deeply"),
    ],
)
def test_what_cannot_be_looked_into_is_said(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    assert any(reason.startswith(why) for _, reason in missed(path))


@pytest.mark.parametrize("data", [zipped(bomb=b"0" * 100_000, next=b"1"), gzip.compress(b"0" * 100_000)])
def test_a_bomb_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    path = tmp_path / "bomb"
    path.write_bytes(data)
    monkeypatch.setattr(unpacked, "MOST_BYTES", 10_000)
    assert [why for _, why in missed(path)] == ["it is too large"]


def test_a_file_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"0" * 20)
    monkeypatch.setattr(unpacked, "MOST_BYTES", 10)
    assert missed(path) == [("", "it is too large")]
