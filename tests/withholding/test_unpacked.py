"""Whatever a file holds is looked into as deep as it goes, or it is said that it was not."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from email.message import EmailMessage
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


def tarred(name: str, data: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        item = tarfile.TarInfo(name)
        item.size = len(data)
        archive.addfile(item, io.BytesIO(data))
    return made.getvalue()


def mailed(words: str, cte: str, attached: bytes = b"") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = f"{NAME} é <a@b.example>", "to you"
    mail.set_content(words, cte=cte)
    if attached:
        mail.add_attachment(attached, maintype="application", subtype="zip", filename="a.zip")
    return mail.as_bytes()


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
        (NAME.encode("utf-32"), ""),
        (NAME.encode("utf-16-be"), ""),
        (f"né {NAME}".encode("latin-1"), ""),
        (bz2.compress(NAME.encode() * 30), "unpacked"),
        (lzma.compress(NAME.encode() * 30), "unpacked"),
        (tarred("page", NAME.encode()), "page"),
        (gzip.compress(tarred("page", zipped(one=NAME.encode())), mtime=0), "unpacked › page › one"),
        (mailed(f"says {NAME}, café", "base64"), "part 1"),
        (mailed(f"it was told at some length {NAME[:4]}{NAME[4:]} " * 9, "quoted-printable"), "part 1"),
        (mailed("see", "7bit", zipped(one=NAME.encode())), "a.zip › one"),
        (mailed("see", "7bit"), "headers"),
        (b'<a href="data:text/html;base64,' + base64.b64encode(f"<p>said {NAME}".encode()) + b'">', "embedded 1"),
        (rb"{\rtf1\ansi said \b Qul\b0 tarbro}", "words"),
        (rb"{\rtf1 \u81?\u117?ltarbro}", "words"),
        (rb"{\rtf1 \'51ultarbro}", "words"),
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
        (b"7z\xbc\xaf\x27\x1c" + b"\x00" * 50, "it is no text"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)), "it is no text"),
        (b"BZh" + b"\x00" * 40, "it cannot be unpacked"),
        (b"\xfd7zXZ" + b"\x00" * 40, "it cannot be unpacked"),
        (b"x" * 257 + b"ustar" + b"\x00" * 300, "it cannot be unpacked"),
    ],
)
def test_what_cannot_be_looked_into_is_said(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    assert any(reason.startswith(why) for _, reason in missed(path))


@pytest.mark.parametrize(
    ("words", "coding"), [("убита Галина Петренко", "cp1251"), ("قتل محمد الأحمد اليوم", "cp1256")]
)
def test_a_text_in_an_old_alphabet_is_read_in_it(tmp_path: Path, words: str, coding: str) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(words.encode(coding))
    assert any(words in part.text for part in parts_of(path))
    assert not missed(path)


def test_words_in_a_file_of_no_known_kind_are_found_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "old.doc"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00\x01" * 300 + b"\x00" + NAME.encode("utf-16-le"))
    assert told(path) == [""]
    assert [why for _, why in missed(path)] == ["it is no text, and of a kind that is not known"]


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
