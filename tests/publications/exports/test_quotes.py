"""Quotes as annotations of their reports, and incidents on a timeline: words stay words, and nothing gets a date it has not."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.publications.editions import HTML, edition, empty, made_up, made_up_texts, texts
from tests.publications.exports.reading import about, written
from tests.publications.incidents.builders import hostile, market

from trucewatch.model.span import Span
from trucewatch.model.time import DateInterval, DatePrecision

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from trucewatch.publications.edition import Edition


def collection(told: Edition, folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written(told, "annotations", folder).read_bytes())
    return found


def timeline(told: Edition, folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written(told, "timelinejs", folder).read_bytes())
    return found


def selectors(annotation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["type"]: one for one in annotation["target"]["selector"]}


def test_every_quote_matches_the_stored_text(tmp_path: Path) -> None:
    for number, (told, known) in enumerate([(edition(), texts()), (made_up(30), made_up_texts(30))]):
        (tmp_path / str(number)).mkdir()
        found = collection(told, tmp_path / str(number))
        by_hash = {f"urn:sha256:{source.sha256}": known[source.report] for source in told.sources}
        items = found["first"]["items"]
        for annotation in items:
            found_at = selectors(annotation)
            position = found_at["TextPositionSelector"]
            text = by_hash[annotation["target"]["source"]]
            assert text[position["start"] : position["end"]] == found_at["TextQuoteSelector"]["exact"]
        spans = {
            (one.report, one.span.start, one.span.end)
            for incident in (*told.incidents, *told.straddling, *told.undated)
            for one in incident.citations
        }
        assert (
            len(items)
            == found["total"]
            == len(
                spans
                | {
                    (one.report, one.span.start, one.span.end)
                    for told_ in told.findings
                    for one in told_.finding.citations
                }
            )
        )
        assert len({annotation["id"] for annotation in items}) == len(items)


def test_an_annotation_has_what_the_standard_asks_for(tmp_path: Path) -> None:
    found = collection(made_up(3), tmp_path)
    assert (found["@context"], found["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationCollection")
    page = found["first"]
    assert (page["type"], page["startIndex"], page["partOf"]) == ("AnnotationPage", 0, found["id"])
    assert page["id"] == found["last"]
    assert len({found["id"], page["id"], *(item["id"] for item in page["items"])}) == 2 + len(page["items"])
    assert collection(replace(made_up(3), area="elsewhere"), tmp_path)["id"] != found["id"]
    one = next(item for item in found["first"]["items"] if len(item["body"]) == 2)
    assert (one["type"], one["motivation"], one["target"]["type"]) == ("Annotation", "describing", "SpecificResource")
    assert [body["id"].split(":")[2] for body in one["body"]] == ["incident", "finding"]
    assert one["body"][0]["value"] == "TW-00000000: shelling, as reported"


def test_words_that_are_not_the_texts_own_are_told_by_their_place_alone(tmp_path: Path) -> None:
    known = market()
    cut = replace(known.citations[0], span=replace(known.citations[0].span, quote="Artillery hit […]"))
    found = collection(empty(incidents=(replace(known, citations=(cut,)),)), tmp_path)
    (annotation,) = found["first"]["items"]
    assert set(selectors(annotation)) == {"TextPositionSelector"}
    assert "Artillery" not in json.dumps(found)


def test_a_report_that_may_not_be_told_of_has_no_hash(tmp_path: Path) -> None:
    found = collection(replace(made_up(3), sources=()), tmp_path)
    assert all(one["target"]["source"].startswith("urn:trucewatch:report:r_") for one in found["first"]["items"])


def test_offsets_count_code_points(tmp_path: Path) -> None:
    known = market()
    text = "\U0001f4a3 كفرنبل was hit"
    span = Span.of(text, 2, 8)
    cited = replace(known.citations[0], span=span)
    (annotation,) = collection(empty(incidents=(replace(known, citations=(cited,)),)), tmp_path)["first"]["items"]
    at = selectors(annotation)
    assert (at["TextPositionSelector"]["start"], at["TextPositionSelector"]["end"]) == (2, 8)
    assert at["TextQuoteSelector"]["exact"] == "كفرنبل"


def test_undated_incidents_are_left_out_and_counted(tmp_path: Path) -> None:
    told = made_up(60)
    found = timeline(told, tmp_path)
    codes = {event["unique_id"] for event in found["events"]}
    assert codes == {one.code for one in (*told.incidents, *told.straddling)}
    assert f"left out, for want of a first day: {len(told.undated)} incidents" in about(tmp_path / "timelinejs.json")
    assert "profile Public" in found["title"]["text"]["text"]


def test_a_timeline_without_slides_is_told_of(tmp_path: Path) -> None:
    assert timeline(empty(), tmp_path)["events"] == []
    assert "no slide but its title" in about(tmp_path / "timelinejs.json")


def test_a_month_is_no_day_and_an_open_start_is_left_out(tmp_path: Path) -> None:
    known = market()
    day = known.when.value.first
    assert day is not None
    month = DateInterval(first=day, last=day.replace(day=28), precision=DatePrecision.MONTH)
    until = DateInterval(last=day, precision=DatePrecision.RANGE)
    told = empty(
        straddling=tuple(
            replace(known, code=f"TW-{at}", when=replace(known.when, value=when))
            for at, when in enumerate((month, until))
        )
    )
    (event,) = timeline(told, tmp_path)["events"]
    assert event["start_date"] == event["end_date"] == {"year": 2025, "month": 2}
    assert "for want of a first day: 1 incident" in about(tmp_path / "timelinejs.json")


def test_no_word_of_a_report_is_markup_on_the_timeline(tmp_path: Path) -> None:
    told = replace(made_up(3), straddling=(hostile(),), area="<b>Karm</b>")
    content = written(told, "timelinejs", tmp_path).read_text("utf-8")
    assert HTML not in content
    assert "<script" not in content
    assert "<b>" not in content
    assert "&lt;script&gt;" in content
