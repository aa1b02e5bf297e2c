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
how much was held back, and what the format leaves out. XLSX, GeoJSON, Parquet, GeoParquet and annotations say the same inside the
file. The same ledger and arguments give the same bytes.

Before you count: leave out the grade `discounted`; for figures by day take only rows whose `period` is `whole` and whose first and
last day are the same; call the sum of `killed_low` what it is, the lowest figures of all rows added up, in which the same people may
be counted twice, never "at least" or a minimum (where `killed_rivals` has a lower figure, the report adds that one); give a highest
sum only where no `killed_high` is empty; say how many rows have no `killed_low`; never fill an empty cell with 0; and weigh places by
`radius_km`. Nothing here counts what was not reported.

pandas makes real numbers of whole ones that have gaps: `pandas.read_csv("incidents.csv").convert_dtypes()` keeps them whole and
the gaps empty (with `--hxl` add `skiprows=[1]`). Parquet has types, and needs neither.

## Formats
"""

_RULES = """\

## Rules that hold everywhere

- Unknown is empty (null), never 0. A toll whose `_high` is 0 means that reports say "none". Flags are `true` or `false` (in Parquet and
  GeoJSON as such), empty where the question does not arise.
- A column is in every file, in the order below, also where no row fills it. Days are ISO 8601, inclusive, in the time zone that
  the about file names; moments are UTC.
- Tables join by `incident` (in incidents and findings) and by `report` (in sources; `report_ids` and `quote_report` in incidents).
- Numbers are ranges: `_low` is the least, `_best` the most likely, `_high` the most, empty where words leave it open ("at least 17").
- A position is the middle of a circle of `radius_km`; without the radius it says more than was reported.
- Incidents that lie only partly in the period, or have no date, are told with `period` set to `partly` or `undated`.
- In CSV and XLSX members of a list are joined by `; `, each cell is one line, and control characters are replaced. Text that
  a spreadsheet might take for a formula (it begins with `=`, `+`, `-`, `@` or `|`, in any width, with a tab, a line end or an unseen
  mark before it or not) has an apostrophe in front; take it off before you compare words. Numbers below 0 stay numbers. XLSX cuts
  cells at 32,767 characters and marks the cut with ` […]`; days before 1 March 1900 are text there, for Excel has none.
- CSV is UTF-8 with a byte order mark and CRLF line ends. JSONL, GeoJSON and Parquet have words unaltered, but for halves of
  characters (lone surrogates), which no encoding can write and which become U+FFFD.
- `--hxl` puts a row of HXL tags under the header of CSV and XLSX. `#date` stands only over days, `#affected` only over numbers.
- The offsets of quotes count characters (Unicode code points, as Python does) of a report's text as the tool stored it, from 0, the
  end exclusive; not bytes of its file, and not UTF-16 units as JavaScript counts.
- `graphic` marks incidents in whose quotes graphic words stand, where the profile marks them. Other formats tell the same: `graphic
  words` among ACLED's `tags` and FollowTheMoney's `keywords`; a sentence before the quote of a timeline's slide, at the end of
  an annotation's body, and at the end of `note` in JSONL.
"""

_NOTES = """\

## Other formats

- **jsonl**: the public records, as `incident.schema.json` and `finding.schema.json` describe them; sources by the table above, with
  `schema` before its columns.
- **geojson**, **geoparquet**: the columns of incidents as properties (lists joined by `; ` in GeoJSON). The geometry is a
  point, several points where several places are told, null where none has a position. `points` (GeoJSON) has each point's
  own radius and precision. Coordinates are longitude, latitude (OGC:CRS84).
- **followthemoney**: `Event` (incident), `Organization` (party), `Address` (place, its radius in `remarks`), `Document`
  (report, the proof of the event) and `Note` (finding). `involved` are actors and targets alike; `summary` tells them apart.
- **timelinejs**: a slide an incident with a first day; all others are left out and counted in the about file. Days are inclusive;
  where words give only a month or a year, so does the slide. `group` is the kind.
- **annotations**: a W3C Web Annotation a quote. The target is `urn:sha256:` and the hash of the report's bytes as received;
  `TextPositionSelector` counts in the report's stored text; a quote that the profile shortened is an unbroken stretch of it.
  `TextQuoteSelector` has no `prefix` and no `suffix`: an edition holds no words beside those that it quotes, and a profile may have
  cut them off on purpose. Words that are not the text's own have no `TextQuoteSelector`; quotes that the profile holds back have no
  annotation. `urn:trucewatch:report:` stands for a report that may not be told of.
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
    for table in ("acled", "ucdp"):
        lines += _table(fields_of(table), table, tags=False)
    return "\n".join((*lines, _NOTES))


def _format(one: Format) -> str:
    file = f"a folder of `*{one.ending}`, or one `{one.ending}` of incidents" if one.is_folder else f"`{one.ending}`"
    return f"| {one.name} | {file} | {one.holds} | {f'`{one.extra}`' if one.extra else ''} |"


def _table(fields: Fields, name: str, *, tags: bool) -> Iterator[str]:
    yield f"## {name}"
    yield ""
    yield fields.about
    yield ""
    yield "| column | sort | what it holds | " + ("HXL |" if tags else "why it is not what the codebook asks for |")
    yield "|---|---|---|---|"
    for column in fields.columns:
        tag = f"`{column.hxl}`" if column.hxl else ""
        yield f"| `{column.name}` | {column.sort} | {column.what} | {tag if tags else column.instead} |"
    yield ""
