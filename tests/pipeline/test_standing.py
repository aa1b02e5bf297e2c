"""The strip of an agreement told by its turning points is that told day by day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import pytest

from trucewatch.findings.timeline import State, strip, tracks
from trucewatch.model.finding import Answer
from trucewatch.packs.agreements import load_agreements
from trucewatch.packs.loader import load_packs
from trucewatch.pipeline.standing import stretches

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.model.agreement import Agreement

ANSWERS = {State.IN_FORCE: Answer.YES, State.NOT_IN_FORCE: Answer.NO, State.UNCLEAR: Answer.CANNOT_TELL}
LONG_AGO, FAR = date(1900, 1, 1), date(2199, 12, 31)


@pytest.fixture(scope="module")
def agreements() -> Mapping[str, Agreement]:
    return load_agreements(load_packs())


def test_turning_points_miss_no_day(agreements: Mapping[str, Agreement]) -> None:
    """A month around each date of every agreement, by each account, hours and changes of the clock among them."""
    looked_at = 0
    for agreement in agreements.values():
        for track in tracks(agreement):
            bounds = {one.date() for window in track.windows for one in (*window.sure, *window.possible)}
            for bound in sorted(bounds - {date.min, date.max}):
                first, last = bound - timedelta(days=3), bound + timedelta(days=27)
                told = [(one.first, one.last, one.in_force) for one in stretches(track, first, last)]
                assert told == [(run.first, run.last, ANSWERS[run.state]) for run in strip(track, first, last)]
                looked_at += 1
    assert looked_at > len(agreements)


def test_three_centuries_are_told_without_a_gap(agreements: Mapping[str, Agreement]) -> None:
    for agreement in agreements.values():
        for track in tracks(agreement):
            told = list(stretches(track, LONG_AGO, FAR))
            assert (told[0].first, told[-1].last) == (LONG_AGO, FAR)
            assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(told))
            assert all(len(list(alike)) == 1 for _, alike in groupby(told, key=lambda one: one.in_force))
            assert told[0].in_force is Answer.NO
