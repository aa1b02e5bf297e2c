"""Values in the report's English are those of the other publications; every message has its Arabic."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from trucewatch.model.count import CountRange
from trucewatch.model.time import DateHow, DateInterval, DatePrecision
from trucewatch.publications.report.speech import speech_in
from trucewatch.publications.report.words import Words
from trucewatch.publications.words import count_words, date_words, km_words

ENGLISH = Words(speech=speech_in("en"), names={}, kinds={})
ARABIC = Words(speech=speech_in("ar"), names={}, kinds={})
TOOL = Path(__file__).parents[3] / "tools" / "catalogue.py"


@pytest.mark.parametrize(
    "when",
    [
        DateInterval(),
        DateInterval(first=date(2020, 3, 5), last=date(2020, 3, 5), precision=DatePrecision.DAY, how=DateHow.STATED),
        DateInterval(first=date(2020, 3, 5), last=date(2020, 3, 5), how=DateHow.WEEKDAY, clock="14:00 Moscow time"),
        DateInterval(first=date(2020, 3, 1), last=date(2020, 3, 31), how=DateHow.STATED),
        DateInterval(first=date(2020, 1, 1), last=date(2020, 12, 31), how=DateHow.STATED),
        DateInterval(first=date(2020, 3, 2), last=date(2020, 3, 8), precision=DatePrecision.WEEK, how=DateHow.STATED),
        DateInterval(first=date(2020, 3, 30), last=date(2020, 4, 2), how=DateHow.INFERRED),
        DateInterval(first=date(2019, 12, 30), last=date(2020, 1, 2), how=DateHow.STATED),
        DateInterval(first=date(2020, 3, 5), how=DateHow.STATED),
        DateInterval(last=date(2020, 3, 5), how=DateHow.STATED),
    ],
)
def test_dates_read_as_elsewhere(when: DateInterval) -> None:
    assert ENGLISH.when(when) == date_words(when)


@pytest.mark.parametrize("approximate", [True, False])
@pytest.mark.parametrize(
    ("low", "best", "high"),
    [(None, None, None), (None, 5, None), (15, 15, 15), (1500, 1500, None), (None, None, 9), (12, None, 15), (0, 0, 0)],
)
def test_counts_read_as_elsewhere(low: int | None, best: int | None, high: int | None, *, approximate: bool) -> None:
    count = CountRange(low=low, best=best, high=high, approximate=approximate)
    assert ENGLISH.count(count) == count_words(count)


@pytest.mark.parametrize("km", [0.5, 1.31, 14.3, 99.95, 1949.2])
def test_distances_read_as_elsewhere(km: float) -> None:
    assert ENGLISH.km(km) == km_words(km)


def test_arabic_has_its_months_and_its_six_plurals() -> None:
    assert ARABIC.day(date(2020, 3, 5)) == "5 آذار/مارس 2020"
    forms = {
        ARABIC.speech.counted("held back for {number} hour", "held back for {number} hours", n) for n in (1, 2, 3, 11)
    }
    assert len(forms) == 4


def tool() -> Any:
    spec = importlib.util.spec_from_file_location("catalogue", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_catalogues_have_every_message_translated_and_compiled(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("babel")
    assert (tool().main(["--check"]), capsys.readouterr().out) == (0, "")


def test_a_translation_with_a_place_too_few_is_told() -> None:
    pytest.importorskip("babel")
    made = tool()
    catalogue = made._empty("ar")
    catalogue.add("within {distance}", string="ضمن")
    catalogue.add("near {place}", string="قرب {place}")
    assert made.untranslated(catalogue) == ["within {distance}"]
