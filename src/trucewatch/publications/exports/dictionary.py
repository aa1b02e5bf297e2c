"""The field dictionary is written from the columns that the exports are written from, so that the two cannot part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.publications.exports.columns import fields_of
from trucewatch.publications.exports.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.publications.exports.columns import Fields
    from trucewatch.publications.exports.formats import Format

_HEAD = """\
# Fields of the exports

<!-- Written by tools/pages.py from src/trucewatch/publications/exports/fields/*.yaml; change those files, not this one. -->

`trucewatch export --format NAME --out PATH` writes what a publication may say, after its profile held back what it must.
Beside each export stands `about.txt` (in a folder) or `NAME.about.txt`: area, period, cut-off, profile, the ledger's hash,
how much was held back, and what the format leaves out. The same ledger and arguments give the same bytes.

## Formats
"""

_RULES = """\

## Rules that hold everywhere

- Unknown is empty (null), never 0. A 0 in a toll means that reports say "none".
- Numbers are ranges: `_low` is the least, `_best` the most likely, `_high` the most, empty where words leave it open ("at least 17").
- A position is the middle of a circle of `radius_km`; without the radius it says more than was reported.
- Incidents that lie only partly in the period, or have no date, are told with `period` set to `partly` or `undated`.
- In CSV and XLSX members of a list are joined by `; `, each cell is one line, and control characters are replaced. Text that
  a spreadsheet would take for a formula (it begins with `=`, `+`, `-` or `@`, or with a tab or line end before one) has an
  apostrophe in front; take it off before you compare words. XLSX cuts cells at 32,767 characters and marks the cut with ` […]`.
- CSV is UTF-8 with a byte order mark and CRLF line ends. JSONL, GeoJSON and Parquet have words unaltered.
- `--hxl` puts a row of HXL tags under the header of CSV and XLSX.
- The offsets of quotes count characters (code points) of a report's text as the tool stored it, not bytes of its file.
"""

_NOTES = """\

## Other formats

- **jsonl**: the public records, as `incident.schema.json` and `finding.schema.json` describe them; sources by the table above.
- **geojson**, **geoparquet**: the columns of incidents as properties (lists joined by `; ` in GeoJSON). The geometry is a
  point, several points where several places are told, null where none has a position. `points` (GeoJSON) has each point's
  own radius and precision. Coordinates are longitude, latitude (OGC:CRS84).
- **followthemoney**: `Event` (incident), `Organization` (party), `Address` (place, its radius in `remarks`), `Document`
  (report, the proof of the event) and `Note` (finding). `involved` are actors and targets alike; `summary` tells them apart.
- **timelinejs**: a slide an incident with a first day; all others are left out and counted in the about file.
- **annotations**: a W3C Web Annotation a quote. The target is `urn:sha256:` and the hash of the report's bytes as received;
  `TextPositionSelector` counts in the report's stored text; a quote that the profile shortened is an unbroken stretch of it.
  `urn:trucewatch:report:` stands for a report that may not be told of.
"""


def dictionary_page() -> str:
    """The page `docs/fields.md`."""
    lines = [
        _HEAD,
        "| format | file | what it holds | extra |",
        "|---|---|---|---|",
        *map(_format, FORMATS.values()),
        _RULES,
    ]
    for table in ("incidents", "findings", "sources"):
        lines += _table(fields_of(table), table, tags=True)
    lines += _table(fields_of("acled"), "acled", tags=False)
    lines += _table(fields_of("ucdp"), "ucdp", tags=False)
    return "\n".join((*lines, _NOTES))


def _format(one: Format) -> str:
    file = f"a folder of `*{one.ending}`, or one `{one.ending}` of incidents" if one.is_folder else f"`{one.ending}`"
    return f"| {one.name} | {file} | {one.holds} | {f'`{one.extra}`' if one.extra else ''} |"


def _table(fields: Fields, name: str, *, tags: bool) -> Iterator[str]:
    yield f"## {name}"
    yield ""
    yield fields.about
    yield ""
    yield "| column | sort | what it holds |" + (" HXL |" if tags else "")
    yield "|---|---|---|" + ("---|" if tags else "")
    for column in fields.columns:
        tag = f" {f'`{column.hxl}`' if column.hxl else ''} |" if tags else ""
        yield f"| `{column.name}` | {column.sort} | {column.what} |{tag}"
    yield ""
