from __future__ import annotations

from dataclasses import replace

from tests.findings.time_building import IDLIB_2020, NAMES, agreement, dated, moment, utc

from trucewatch.findings.timetracks import Track, tracks
from trucewatch.findings.timewindows import AFTER_ALL, Cause, windows_of
from trucewatch.model.agreement import Agreement, Role, TermsDate, TermsParty


def whose(terms: Agreement) -> list[str]:
    return [track.by for track in tracks(terms)]


def of(terms: Agreement, by: str) -> Track:
    return next(track for track in tracks(terms) if track.by == by)


def sure(*dates: TermsDate) -> list[tuple[str, str]]:
    """The sure windows of one account as days and hours in UTC; an open end is empty."""
    return [
        (f"{begins:%m-%d %H:%M}", "" if ends == AFTER_ALL else f"{ends:%m-%d %H:%M}")
        for begins, ends in (window.sure for window in windows_of(dates))
    ]


def test_one_account_without_rivals_has_no_name() -> None:
    assert whose(agreement(dated("signed", "2020-03-05"), dated("in force", "2020-03-06"))) == [""]


def test_rival_starts_stand_side_by_side_and_share_the_editors_end() -> None:
    russia, turkey = tracks(IDLIB_2020, NAMES)
    assert (russia.by, turkey.by) == ("russia", "turkey")
    assert russia.windows[0].sure == (utc("2020-01-09 11:00"), utc("2020-03-05 22:00"))
    assert turkey.windows[0].sure == (utc("2020-01-11 22:01"), utc("2020-03-05 22:00"))


def test_equal_dates_of_two_claimants_are_no_rivals() -> None:
    terms = agreement(
        dated("in force", "2020-01-10", by="russia"),
        dated("in force", "2020-01-10", by="turkey"),
    )
    assert whose(terms) == [""]


def test_claimants_with_the_same_dates_share_a_track() -> None:
    terms = agreement(
        dated("in force", "2020-01-10", by="russia"),
        dated("in force", "2020-01-10", by="iran"),
        dated("in force", "2020-01-12", by="turkey"),
        parties=("russia", "turkey", "iran"),
    )
    assert [(track.by, track.also) for track in tracks(terms)] == [("russia", ("iran",)), ("turkey", ())]


def test_a_truce_that_one_party_begins_and_ends_is_one_account() -> None:
    terms = agreement(dated("in force", "2020-01-10", by="russia"), dated("ended", "2020-01-20", by="russia"))
    assert whose(terms) == [""]
    assert tracks(terms)[0].windows[0].end is not None


def test_the_only_start_that_is_named_serves_those_who_name_none() -> None:
    terms = agreement(dated("in force", "2020-01-10", by="russia"), dated("ended", "2020-01-20", by="turkey"))
    assert whose(terms) == ["", "turkey"]
    assert of(terms, "").windows[0].end is None
    assert of(terms, "turkey").windows[0].sure == (utc("2020-01-10 22:00"), utc("2020-01-19 22:00"))


def test_a_party_that_only_declares_an_end_stands_beside_the_others() -> None:
    terms = agreement(
        dated("in force", "2020-01-10"),
        dated("ended", "2020-02-01 12:00", by="hayat-tahrir-al-sham"),
        parties=("russia", "turkey", "hayat-tahrir-al-sham"),
    )
    assert whose(terms) == ["", "hayat-tahrir-al-sham"]
    assert of(terms, "").windows[0].end is None
    assert of(terms, "hayat-tahrir-al-sham").windows[0].sure[1] == utc("2020-02-01 10:00")


def test_where_every_party_declares_an_end_of_its_own_nobody_is_left() -> None:
    terms = agreement(
        dated("in force", "2020-01-10"),
        dated("ended", "2020-02-01", by="russia"),
        dated("ended", "2020-02-03", by="turkey"),
    )
    assert whose(terms) == ["russia", "turkey"]


def test_those_bound_through_others_do_not_stand_for_themselves() -> None:
    terms = agreement(dated("in force", "2020-01-10"), dated("ended", "2020-02-01", by="russia"), parties=("russia",))
    through = TermsParty(actor="syrian-government-forces", role=Role.BOUND, through=("russia",))
    outside = TermsParty(actor="islamic-state", role=Role.EXCLUDED)
    terms = replace(terms, parties=(*terms.parties, through, outside))
    assert whose(terms) == [""]
    assert tracks(terms)[0].windows[0].end is not None


def test_a_party_with_a_start_of_its_own_does_not_use_the_common_one() -> None:
    terms = agreement(dated("in force", "2020-01-10"), dated("in force", "2020-01-12", by="turkey"))
    assert whose(terms) == ["", "turkey"]
    assert of(terms, "turkey").windows[0].possible[0] == utc("2020-01-11 22:00")


def test_who_names_an_end_but_no_start_has_all_starts_that_rivals_name() -> None:
    terms = agreement(
        dated("in force", "2020-01-09 14:00", "Europe/Moscow", by="russia"),
        dated("in force", "2020-01-12 00:01", by="turkey"),
        dated("ended", "2020-01-20", by="iran"),
        parties=("russia", "turkey", "iran"),
    )
    start = of(terms, "iran").windows[0].start.moment
    assert (start.earliest, start.latest) == (utc("2020-01-09 11:00"), utc("2020-01-11 22:01"))


def test_signing_and_announcing_make_no_rivals() -> None:
    terms = agreement(dated("in force", "2020-01-10"), dated("announced", "2020-01-08", by="russia"))
    assert whose(terms) == [""]


def test_the_editors_are_no_rival() -> None:
    assert whose(agreement(dated("in force", "2020-01-10"), dated("ended", "2020-02-01", by="editors"))) == [""]


def test_a_term_runs_out_by_itself() -> None:
    assert sure(dated("in force", "2020-01-10 12:00", until="2020-01-20 12:00")) == [("01-10 10:00", "01-20 10:00")]


def test_an_extension_in_time_moves_the_end() -> None:
    found = sure(
        dated("in force", "2020-01-10 12:00", until="2020-01-20 12:00"),
        dated("extended", "2020-01-19", until="2020-02-20 12:00"),
    )
    assert found == [("01-10 10:00", "02-20 10:00")]


def test_an_extension_without_term_takes_the_end_away() -> None:
    found = sure(dated("in force", "2020-01-10 12:00", until="2020-01-20 12:00"), dated("extended", "2020-01-19"))
    assert found == [("01-10 10:00", "")]


def test_an_extension_after_the_term_is_a_window_of_its_own() -> None:
    found = sure(
        dated("in force", "2020-01-10 12:00", until="2020-01-20 12:00"),
        dated("extended", "2020-01-22 12:00", until="2020-01-25 12:00"),
    )
    assert found == [("01-10 10:00", "01-20 10:00"), ("01-22 10:00", "01-25 10:00")]


def test_an_extension_on_the_last_day_leaves_that_day_open() -> None:
    windows = windows_of([dated("in force", "2020-01-10", until="2020-01-20"), dated("extended", "2020-01-20")])
    assert [window.sure[1] for window in windows] == [utc("2020-01-19 22:00"), AFTER_ALL]
    assert windows[0].possible[1] >= windows[1].possible[0]


def test_a_suspension_and_a_resumption_keep_the_term() -> None:
    found = sure(
        dated("in force", "2020-01-10 12:00", until="2020-03-10 12:00"),
        dated("suspended", "2020-01-20 12:00"),
        dated("resumed", "2020-02-01 12:00"),
    )
    assert found == [("01-10 10:00", "01-20 10:00"), ("02-01 10:00", "03-10 10:00")]


def test_an_extension_while_suspended_does_not_resume() -> None:
    found = sure(
        dated("in force", "2020-01-10 12:00"),
        dated("suspended", "2020-01-20 12:00"),
        dated("extended", "2020-01-25", until="2020-04-10 12:00"),
        dated("resumed", "2020-02-01 12:00"),
    )
    assert found == [("01-10 10:00", "01-20 10:00"), ("02-01 10:00", "04-10 09:00")]


def test_terms_that_were_suspended_after_they_ran_out_need_more_than_an_extension() -> None:
    found = sure(
        dated("in force", "2020-01-10 12:00", until="2020-01-20 12:00"),
        dated("suspended", "2020-01-25 12:00"),
        dated("extended", "2020-01-28 12:00"),
    )
    assert found == [("01-10 10:00", "01-20 10:00")]


def test_an_end_stays_an_end() -> None:
    windows = windows_of([dated("in force", "2020-01-10"), dated("ended", "2020-02-01"), dated("ended", "2024-12-08")])
    assert len(windows) == 1
    assert windows[0].end
    assert windows[0].end.cause is Cause.ENDED
    assert windows[0].end.moment == moment("2020-02-01")


def test_an_end_after_the_term_ran_out_changes_nothing() -> None:
    windows = windows_of([dated("in force", "2020-01-10", until="2020-01-20"), dated("ended", "2020-02-01")])
    assert windows[0].end
    assert windows[0].end.cause is Cause.EXPIRED


def test_two_starts_of_one_account_are_one_that_is_not_sure() -> None:
    windows = windows_of([dated("in force", "2020-01-10 00:01"), dated("in force", "2020-01-10 12:00")])
    assert [window.sure[0] for window in windows] == [utc("2020-01-10 10:00")]
    assert windows[0].possible[0] == utc("2020-01-09 22:01")


def test_terms_that_were_only_signed_have_a_start_that_nobody_knows() -> None:
    window = windows_of([dated("signed", "2020-03-05"), dated("ended", "2020-06-01")])[0]
    assert window.start.cause is Cause.UNDATED
    assert window.possible == (utc("2020-03-04 22:00"), utc("2020-06-01 21:00"))
