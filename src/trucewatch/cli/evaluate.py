"""`trucewatch evaluate`: readings against a key, or time expressions against TimeML; figures only, no judgement."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.dates.timeml import TimemlScore
    from trucewatch.measures.key import Key
    from trucewatch.measures.links import LinkMeasures
    from trucewatch.measures.tally import Measures
    from trucewatch.model.document import Reading
    from trucewatch.packs.merged import Packs


class NothingToEvaluateError(TrucewatchError):
    """Neither a key with reports nor a TimeML folder was named."""

    def __init__(self) -> None:
        super().__init__("nothing to evaluate: name KEY and REPORTS, or a folder with --timeml DIR")


def evaluate(
    key: Annotated[Path | None, typer.Argument(metavar="KEY", help="A key, as YAML.")] = None,
    reports: Annotated[list[Path] | None, typer.Argument(metavar="REPORTS", help="Files or folders.")] = None,
    pack: Annotated[
        list[str] | None,
        typer.Option("--pack", help="A built-in pack or a pack's folder; all built-in ones by default."),
    ] = None,
    timeml: Annotated[
        Path | None, typer.Option("--timeml", metavar="DIR", help="Score time expressions on TimeML files.")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    details: Annotated[bool, typer.Option("--details", help="List every miss, false alarm and wrong field.")] = False,
) -> None:
    """Measure what is read from REPORTS against a hand-made KEY, field by field."""
    if not (key and reports) and (timeml is None or key):
        raise NothingToEvaluateError
    measures, links = _measure(key, reports, pack) if key and reports else (None, None)
    times = _times(timeml, details=details) if timeml else None
    if as_json:
        typer.echo(json.dumps(_as_data(measures, links, times, details=details), ensure_ascii=False, indent=2))
        return
    for line in _as_lines(measures, links, times, details=details):
        typer.echo(line)


def _measure(key: Path, reports: list[Path], packs: list[str] | None) -> tuple["Measures", "LinkMeasures | None"]:
    from trucewatch.measures.compare import compare
    from trucewatch.measures.key import load_key
    from trucewatch.measures.points import points_by
    from trucewatch.packs import load_packs
    from trucewatch.pipeline import Toolbox, read_paths

    checked = load_key(key, load_packs(packs).kinds)
    tools = Toolbox.load(packs)
    readings = list(read_paths(reports, toolbox=tools))
    measures = compare(checked, readings, tools.packs, points_by(tools.places))
    return measures, _links(checked, readings, tools.packs) if checked.same or checked.different else None


def _links(key: "Key", readings: "Sequence[Reading]", packs: "Packs") -> "LinkMeasures":
    """Link everything that was read, and hold it against the key's pairs."""
    from trucewatch.measures.links import found_claims, measure_links
    from trucewatch.pipeline.in_memory import clusters_of

    return measure_links(key, found_claims(key, readings, packs.kinds), clusters_of(readings, packs))


def _times(folder: Path, *, details: bool) -> "TimemlScore":
    from trucewatch.dates.timeml import score

    return score(folder, list_errors=details)


def _as_data(
    measures: "Measures | None", links: "LinkMeasures | None", times: "TimemlScore | None", *, details: bool
) -> dict[str, Any]:
    from trucewatch.measures.report import as_json, links_json

    data = as_json(measures, details=details) if measures else {}
    if links:
        data["links"] = links_json(links, details=details)
    if times:
        data["timeml"] = {
            "documents": times.documents,
            "value_f1": times.value_f1,
            "relaxed_f1": times.relaxed_f1,
            "strict_f1": times.strict_f1,
        } | ({"errors": list(times.errors)} if details else {})
    return data


def _as_lines(
    measures: "Measures | None", links: "LinkMeasures | None", times: "TimemlScore | None", *, details: bool
) -> list[str]:
    from trucewatch.measures.report import as_table, detail_lines, link_lines

    lines: list[str] = []
    if measures:
        lines.append(as_table(measures))
    if links:
        lines += link_lines(links, details=details)
    if measures and details:
        lines += detail_lines(measures)
    if times:
        lines.append(
            f"{times.documents} TimeML documents: value F1 {times.value_f1:.1f}, "
            f"relaxed F1 {times.relaxed_f1:.1f}, strict F1 {times.strict_f1:.1f}"
        )
        lines += times.errors
    return lines
