"""A country pack from a downloaded dump, and dumps that must be refused."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import yaml

from trucewatch.packs.build.geonames_pack import BadDumpError, build_country_pack
from trucewatch.places.index import PlaceIndex

if TYPE_CHECKING:
    from pathlib import Path


def line(number: int, name: str, code: str, people: int = 0, adm1: str = "06", others: str = "") -> str:
    group = "A" if code.startswith(("ADM", "PCL")) else "P" if code.startswith("PPL") else "S"
    cells = [str(number), name, name, others, "12.05", "24.88", group, code, "SD", "", adm1, "", "", "", str(people)]
    return "\t".join([*cells, "", "", "Africa/Khartoum", "2024-01-01"])


DUMP = "\n".join(
    [
        line(1, "Sudan", "PCLI", adm1="00"),
        line(2, "South Darfur State", "ADM1", others="Janub Darfur,جنوب دارفور"),
        line(3, "Nyala", "PPLA", 490_000, others="Niyala,نيالا"),
        line(4, "Kas", "PPL", 0),
        line(5, "Nyala Airport", "AIRP"),
        line(6, "Old Ruin", "PPLQ"),
    ]
)


def dump(folder: Path, members: dict[str, str]) -> Path:
    path = folder / "SD.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def test_a_dump_becomes_a_pack_that_the_index_reads(tmp_path: Path) -> None:
    out = tmp_path / "pack"
    assert build_country_pack(dump(tmp_path, {"SD.txt": DUMP, "readme.txt": "about"}), out) == 5
    pack = yaml.safe_load((out / "pack.yaml").read_text(encoding="utf-8"))
    assert (pack["name"], pack["countries"], pack["requires"]) == ("sd", ["SD"], ["world"])
    assert "GeoNames" in pack["attribution"][0]
    index = PlaceIndex.load([("sd", out / "places.tsv")], cache=tmp_path / "cache")
    nyala = index.candidates("نيالا")[0].entry
    assert (nyala.kind, nyala.admin) == ("city", ("Sudan", "South Darfur"))
    assert index.candidates("South Darfur")[0].entry.kind == "region"


@pytest.mark.parametrize(
    ("members", "problem"),
    [
        ({"../../SD.txt": DUMP}, "exactly one"),
        ({"SD.txt": DUMP, "UA.txt": DUMP}, "exactly one"),
        ({"SD.txt": "1\tNyala\n"}, "line 1"),
        ({"SD.txt": DUMP.replace("12.05", "north")}, "coordinates"),
        ({"SD.txt": DUMP.replace("12.05", "512.05")}, "globe"),
        ({"SD.txt": "a" * 50_000_000}, "more than any"),
        ({"SD.txt": ""}, "no places"),
    ],
)
def test_what_is_no_dump_is_refused(tmp_path: Path, members: dict[str, str], problem: str) -> None:
    with pytest.raises(BadDumpError, match=problem):
        build_country_pack(dump(tmp_path, members), tmp_path / "pack")
    assert not (tmp_path / "pack").exists()


def test_a_file_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "SD.zip"
    path.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(BadDumpError, match="unpacked"):
        build_country_pack(path, tmp_path / "pack")
