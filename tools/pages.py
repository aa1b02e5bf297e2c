"""Writes what README and guide take from data: the pages of kinds and of fields, sample output and measured tables; the rest is left alone.

`python tools/pages.py` writes kinds, fields of exports and samples; `--figures` measures the repository's own keys as well, `--real KEY REPORTS`
a key kept elsewhere, `--timeml DIR` time expressions; `--bench FILE` takes over what `make bench` printed. A table not measured in this run stays as it is.
"""

from __future__ import annotations

import argparse
import json
import re
from itertools import groupby
from math import floor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from trucewatch.packs.loader import load_packs
from trucewatch.publications.exports.dictionary import dictionary_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from trucewatch.measures.tally import Measures, Tally
    from trucewatch.model.agreement import Agreement
    from trucewatch.model.incident import Incident
    from trucewatch.packs.values import Kind

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
LEDGER_PAGE = ROOT / "docs" / "ledger.md"
READER_PAGE = ROOT / "docs" / "reader.md"
KINDS_PAGE = ROOT / "docs" / "kinds.md"
FIELDS_PAGE = ROOT / "docs" / "fields.md"
MEASURES_PAGE = ROOT / "docs" / "measures.md"
FINDINGS_PAGE = ROOT / "docs" / "findings.md"
AGREEMENTS_PAGE = ROOT / "docs" / "agreements.md"
EXAMPLE = ROOT / "docs" / "examples" / "saraqib-school-truce-2021.yaml"
SAMPLE_TERMS = ("idlib-truce-january-2020", "moscow-protocol-2020")
BUNDLED = ROOT / "src" / "trucewatch" / "bundled"
CARD = ROOT / "src" / "trucewatch" / "language" / "weights" / "card.json"
CORPUS = ROOT / "tests" / "corpus"
README_ROWS = ("claims", "date", "places", "actors", "sources", "harm_and_counts")
SAMPLE = (
    "Raids on Kansafra\n\nIDLIB, 5 March 2020 – Russian warplanes carried out around ten raids on the outskirts of "
    "Kansafra, south of Idlib, on Wednesday, killing at least three civilians, the White Helmets said.\n"
)
_FAMILIES = {
    "violence": "Acts of force, told with or without their means.",
    "movement": "Forces, aircraft and patrols that move, or cease to.",
    "accord": "What parties agree on, break, demand, threaten, deny or admit.",
    "harm": "Tolls and flight told without the act behind them.",
}


def kinds_page(kinds: Mapping[str, Kind]) -> str:
    """The page of kinds, a table a family in the order of `kinds.yaml`."""
    lines = [
        "# Kinds of claims",
        "",
        "<!-- Written by tools/pages.py from src/trucewatch/packs/data/world/kinds.yaml; change that file, not this one. -->",
        "",
        "Each claim has one kind. The codes are those of ACLED (event and sub-event type), PLOVER (category and mode) and",
        "CAMEO. A dash means that the scheme has no code that fits, or that its code hangs on more than the kind: ACLED, for",
        "one, does not code statements.",
    ]
    for family, members in groupby(kinds.values(), key=lambda kind: str(kind.family)):
        lines += ["", f"## {family.capitalize()}", "", _FAMILIES[family], ""]
        lines += ["| kind | in words | ACLED | PLOVER | CAMEO |", "|---|---|---|---|---|", *map(_kind_row, members)]
    return "\n".join((*lines, ""))


def with_block(page: str, name: str, rows: Iterable[str]) -> str:
    """The page with the lines between `<!-- NAME -->` and `<!-- end -->` replaced; a page without them as it was."""
    pattern = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- end -->)", re.DOTALL)
    lines = "".join(row + "\n" for row in rows)
    return pattern.sub(lambda found: f"{found[1]}{lines}{found[2]}", page)


def samples() -> Iterator[tuple[Path, str, list[str]]]:
    """For each sample of output: its page, the name of its block, and what the command prints, indented."""
    for page, block, lines in (*_claim_samples(), *_incident_samples()):
        yield page, block, [f"    {line}" if line else "" for line in lines]


def register_blocks() -> Iterator[tuple[Path, str, list[str]]]:
    """The table of agreements, and the file that shows how to write one."""
    from trucewatch.packs.agreements import load_agreements

    yield AGREEMENTS_PAGE, "agreements", list(agreement_rows(load_agreements(load_packs()).values()))
    example = EXAMPLE.read_text(encoding="utf-8").splitlines()
    yield AGREEMENTS_PAGE, "agreement: example", ["```yaml", *example, "```"]


def _claim_samples() -> Iterator[tuple[Path, str, list[str]]]:
    """What `read` and `why` print for the sample report."""
    from trucewatch import read
    from trucewatch.publications.account import account_lines
    from trucewatch.publications.table import Look, table_lines

    with TemporaryDirectory() as folder:
        path = Path(folder) / "kansafra.txt"
        path.write_text(SAMPLE, encoding="utf-8")
        reading = read(path)[0]
    account = list(account_lines(reading, reading.claims[0], Look()))
    yield README, "output: read kansafra.txt", [line for line in table_lines(reading, Look()) if line]
    yield READER_PAGE, "output: why kansafra.txt", account[account.index("") + 1 : account.index("rests on")]


def _incident_samples() -> Iterator[tuple[Path, str, list[str]]]:
    """What `incidents` and `show` print for the bundled reports on one raid."""
    from trucewatch import link, read
    from trucewatch.pipeline.maker import Maker
    from trucewatch.publications.incidents.show import show_lines
    from trucewatch.publications.incidents.summary import list_lines
    from trucewatch.publications.table import Look

    incidents = link(read(sorted((BUNDLED / "reports").glob("maarat-misrin-*"))))
    maker = Maker.of(load_packs())
    told = max(incidents, key=lambda incident: len(incident.claims) + len(incident.denials))
    shown = list(show_lines(told, Look(), decisions={}))
    found = _findings_sample(told)
    yield FINDINGS_PAGE, "output: findings show", found
    yield README, "output: findings show", found[: found.index("") + 1 + found[found.index("") + 1 :].index("")]
    yield LEDGER_PAGE, "output: incidents", list(list_lines((maker.row(one, "") for one in incidents), Look()))
    yield LEDGER_PAGE, "output: show", shown
    yield README, "output: show", shown


def _findings_sample(incident: Incident) -> list[str]:
    """What `findings show` prints for an incident, of two agreements alone."""
    from trucewatch.pipeline.findings import Register
    from trucewatch.publications.findings.show import incident_findings
    from trucewatch.publications.incidents.show import headline
    from trucewatch.publications.table import Look

    found = [one for one in Register(packs=load_packs()).stated(incident) if one.finding.agreement in SAMPLE_TERMS]
    return list(incident_findings(incident.code, headline(incident), found, Look()))


def agreement_rows(agreements: Iterable[Agreement]) -> Iterator[str]:
    """The register as a table, by country and first date."""
    yield "| agreement | where | id | articles |"
    yield "|---|---|---|---|"
    for one in sorted(agreements, key=lambda one: (one.countries, min(date.at.earliest for date in one.dates), one.id)):
        yield f"| {one.short} | {', '.join(one.countries)} | `{one.id}` | {len(one.articles)} |"


def figure_rows(measures: Measures, names: Sequence[str] = ()) -> Iterator[str]:
    """The measured shares as a table, three decimals cut and not rounded; all fields, or those named."""
    from trucewatch.measures.report import rows

    yield "| field | precision | recall | F1 | right of found | met of keyed |"
    yield "|---|---|---|---|---|---|"
    for name, tally in rows(measures).items():
        if not names or name in names:
            yield _figure_row(name, tally)


def error_rows(measures: Measures) -> Iterator[str]:
    """The errors that matter most, counted."""
    from trucewatch.measures.tally import ERRORS

    yield "| error | times |"
    yield "|---|---|"
    for name, words in ERRORS.items():
        yield f"| {words} | {measures.counts[name]} |"


def calibration_rows(measures: Measures) -> Iterator[str]:
    """How often claims of each bin of confidence were right."""
    yield "| confidence | claims | right | mean confidence |"
    yield "|---|---|---|---|"
    for one in measures.calibration:
        yield f"| {one.low:.1f} to {one.high:.1f} | {one.claims} | {_cut(one.right / one.claims)} | {_cut(one.confidence)} |"


def parser_rows(card: Mapping[str, Any]) -> Iterator[str]:
    """The scores of the card that comes with the parser's weights."""
    yield "| treebank | attached and labelled (LAS) | attached (UAS) | part of speech | lemma |"
    yield "|---|---|---|---|---|"
    for name, scores in card["scores"].items():
        yield f"| {name} | {scores['las']} | {scores['uas']} | {scores['upos']} | {scores['lemma']} |"


def timeml_rows(folder: Path) -> Iterator[str]:
    """F1 of values, and of extents in TempEval's strict and relaxed sense."""
    from trucewatch.dates.timeml import score

    scores = score(folder)
    yield "| documents | value F1 | relaxed extent F1 | strict extent F1 |"
    yield "|---|---|---|---|"
    yield f"| {scores.documents} | {scores.value_f1:.1f} | {scores.relaxed_f1:.1f} | {scores.strict_f1:.1f} |"


def bench_rows(figures: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What `make bench ARGS=--json` measured; a part that could not run says why."""
    yield "| part | what | measured |"
    yield "|---|---|---|"
    for one in figures:
        value = one["note"] if one["value"] is None else f"{one['value']:,.3g} {one['unit']}"
        yield f"| {one['part']} | {one['name']} | {value} |"


def measure(key: Path, reports: Path) -> Measures:
    """What `trucewatch evaluate` measures."""
    from trucewatch.measures.compare import compare
    from trucewatch.measures.key import load_key
    from trucewatch.measures.points import points_by
    from trucewatch.pipeline import Toolbox, read_paths

    tools = Toolbox.load()
    readings = read_paths([reports], toolbox=tools)
    return compare(load_key(key, tools.packs.kinds), readings, tools.packs, points_by(tools.places))


def write_figures(name: str, measures: Measures) -> None:
    """Put one key's tables into the guide, and those of the bundled key's main fields into the README."""
    write_block(f"figures: {name}", (*figure_rows(measures), "", *error_rows(measures)), MEASURES_PAGE)
    write_block(f"figures: {name} confidence", calibration_rows(measures), MEASURES_PAGE)
    write_block(f"figures: {name}", figure_rows(measures, README_ROWS), README)


def write_block(name: str, lines: Iterable[str], page: Path) -> None:
    """Put one block into a page."""
    page.write_text(with_block(page.read_text(encoding="utf-8"), name, lines), encoding="utf-8")


def main() -> None:
    """Write the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", action="store_true", help="measure the repository's own keys")
    parser.add_argument("--real", nargs=2, type=Path, metavar=("KEY", "REPORTS"), help="measure a key kept elsewhere")
    parser.add_argument("--timeml", type=Path, metavar="DIR", help="score time expressions on TimeML files")
    parser.add_argument("--bench", type=Path, metavar="FILE", help="what `make bench ARGS=--json` printed")
    asked = parser.parse_args()
    KINDS_PAGE.write_text(kinds_page(load_packs().kinds), encoding="utf-8")
    FIELDS_PAGE.write_text(dictionary_page(), encoding="utf-8")
    for page, block, lines in (*samples(), *register_blocks()):
        write_block(block, lines, page)
    if asked.figures:
        write_figures("bundled", measure(BUNDLED / "key.yaml", BUNDLED / "reports"))
        write_figures("corpus", measure(CORPUS / "key.yaml", CORPUS / "reports"))
        write_block("figures: parser", parser_rows(json.loads(CARD.read_text(encoding="utf-8"))), MEASURES_PAGE)
    if asked.real:
        write_figures("real", measure(*asked.real))
    if asked.timeml:
        write_block("figures: timeml", timeml_rows(asked.timeml), MEASURES_PAGE)
    if asked.bench:
        figures = json.loads(asked.bench.read_text(encoding="utf-8"))
        write_block("figures: bench", bench_rows(figures), MEASURES_PAGE)


def _kind_row(kind: Kind) -> str:
    acled = f"{kind.acled_event}: {kind.acled_sub_event}" if kind.acled_event else "–"
    return f"| `{kind.id}` | {kind.label} | {acled} | {kind.plover or '–'} | {kind.cameo or '–'} |"


def _figure_row(name: str, tally: Tally) -> str:
    shares = " | ".join(_cut(value) for value in (tally.precision, tally.recall, tally.f1))
    counted = f"{tally.found_right:g} of {tally.found} | {tally.key_met:g} of {tally.keyed}"
    return f"| {name.replace('_', ' ')} | {shares} | {counted} |"


def _cut(value: float | None) -> str:
    """Three decimals, cut: .9499 does not reach .950."""
    return "–" if value is None else f"{floor(value * 1000 + 1e-9) / 1000:.3f}"


if __name__ == "__main__":
    main()
