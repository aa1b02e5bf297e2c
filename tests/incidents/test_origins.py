"""Each case is one incident: its reports (outlet, agency, text) and whose word their claims rest on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.incidents.origin_cases import CASES, OTHER, STORY, R

from trucewatch.incidents.origins.origins import by_claim, origins_of
from trucewatch.incidents.origins.signature import signature_of
from trucewatch.incidents.origins.voicebook import VoiceBook
from trucewatch.incidents.values import Sheet
from trucewatch.model.claim import ActorRef, Claim, Scope, SourceRef, Stance
from trucewatch.model.document import Document
from trucewatch.model.span import Span
from trucewatch.model.time import DateInterval
from trucewatch.packs.loader import load_packs


@pytest.fixture(scope="module")
def book() -> VoiceBook:
    """The bodies, outlets and words of all built-in packs."""
    return VoiceBook(load_packs())


def source(words: str) -> SourceRef:
    rest, _, via = words.partition(" > ")
    name, _, body = rest.partition(" = ")
    return SourceRef(name=name, via=via, id=body)


def incident(*reports: R, actor: str = "") -> tuple[list[Claim], dict[str, Sheet]]:
    """Claims c0_0, c0_1 … of report r0 and so on."""
    claims, sheets = [], {}
    for i, told in enumerate(reports):
        day = date(2021, 5, 1) + timedelta(told.day) if told.day else None
        document = Document(report=f"r{i}", file=f"{i}.txt", sha256="", text=told.text)
        sheets[f"r{i}"] = Sheet(
            report=f"r{i}",
            sha256="",
            file=f"{i}.txt",
            title=told.title,
            outlet=told.outlet,
            agency=told.agency,
            published=DateInterval(first=day, last=day),
            signature=signature_of(document),
        )
        for j, words in enumerate(told.claims):
            denied = words.startswith("not ")
            claims.append(
                Claim(
                    id=f"c{i}_{j}",
                    report=f"r{i}",
                    kind="shelling",
                    family="violence",
                    scope=Scope.INCIDENT,
                    stance=Stance.DENIED if denied else Stance.ASSERTED,
                    when=DateInterval(),
                    actors=(ActorRef(id=actor, name=actor, text=actor),) if actor else (),
                    sources=tuple(source(part) for part in words.removeprefix("not ").split("; ") if part),
                    evidence=(Span(start=100 * j, end=100 * j + len(told.quote), quote=told.quote),),
                )
            )
    return claims, sheets


def ids(book: VoiceBook, *reports: R, actor: str = "") -> list[str]:
    return sorted(origin.id for origin in origins_of(*incident(*reports, actor=actor), book))


@pytest.mark.parametrize("name", CASES)
def test_origins(book: VoiceBook, name: str) -> None:
    reports, expected = CASES[name]
    assert ids(book, *reports) == expected


def test_the_one_who_did_it_is_not_whom_the_outlet_rests_on(book: VoiceBook) -> None:
    """What a paper says of a raid does not become the raider's word because he speaks of it too."""
    admitted = R("BBC", ("", "Russia = russia"))
    assert ids(book, admitted, actor="russia") == ["body:russia", "outlet:bbc"]
    assert ids(book, admitted, actor="ukraine") == ["body:russia"]


def test_every_claim_has_an_origin(book: VoiceBook) -> None:
    told = R("BBC", ("", "SOHR = sohr; residents", "White Helmets = syria-civil-defence"))
    found = by_claim(origins_of(*incident(told), book))
    assert found == {
        "c0_0": ("outlet:bbc",),
        "c0_1": ("body:sohr", "outlet:bbc"),
        "c0_2": ("body:syria-civil-defence",),
    }


def test_an_outlet_rests_on_the_voice_it_quotes_next_to_it(book: VoiceBook) -> None:
    told = R("BBC", ("", "SOHR = sohr", "White Helmets = syria-civil-defence", ""))
    found = by_claim(origins_of(*incident(told), book))
    assert (found["c0_0"], found["c0_3"]) == (("body:sohr",), ("body:syria-civil-defence",))


def test_who_speaks_together_is_named_together(book: VoiceBook) -> None:
    (found,) = origins_of(*incident(R("BBC", ("Saudi Arabia and the United States",))), book)
    assert found.name == "Saudi Arabia and United States"
    assert found.why == (
        "BBC (0.txt) quotes Saudi Arabia and United States; Saudi Arabia and United States count as one voice"
    )


def test_the_reasons_are_told(book: VoiceBook) -> None:
    reports = (
        R("Dawn", ("SOHR = sohr",), text=STORY, day=2),
        R("Quay Post", ("residents",), text=STORY, day=1, agency="afp"),
        R("BBC", ("", "SOHR = sohr"), text=OTHER),
    )
    found = {origin.id: origin for origin in origins_of(*incident(*reports), book)}
    assert found["body:sohr"].name == "Syrian Observatory for Human Rights"
    assert found["body:sohr"].why == (
        "BBC (2.txt) and Dawn (0.txt) quote Syrian Observatory for Human Rights; "
        "the own words of BBC (2.txt) rest on it"
    )
    assert found["outlet:afp"].why == (
        "same text in Dawn (0.txt) and Quay Post (1.txt); Quay Post (1.txt) prints the copy of Agence France-Presse; "
        "residents spoke without a name to Agence France-Presse"
    )


@pytest.mark.parametrize("seed", range(5))
def test_order_bears_on_nothing(book: VoiceBook, seed: int) -> None:
    reports = [report for told, _ in list(CASES.values())[seed::5] for report in told]
    claims, sheets = incident(*reports)
    found = origins_of(claims, sheets, book)
    shuffled = [*reversed(claims[seed:]), *claims[:seed]]
    assert origins_of(shuffled, dict(reversed(sheets.items())), book) == found
    assert {claim.id for claim in claims} == set(by_claim(found))


def test_no_claims_no_origins(book: VoiceBook) -> None:
    assert origins_of([], {}, book) == ()


def test_reports_without_a_sheet_may_be_one_outlets(book: VoiceBook) -> None:
    claims, _ = incident(R("BBC"), R("BBC"))
    assert [origin.id for origin in origins_of(claims, {}, book)] == ["report:r0"]


def test_unknown_outlets_are_said_to_be_unknown(book: VoiceBook) -> None:
    (found,) = origins_of(*incident(R("", ("residents",), text=STORY), R("", ("villagers",), text=OTHER)), book)
    assert found.name == "outlets unknown"
    assert found.why == (
        "no outlet is known of 0.txt and 1.txt, which may be one; "
        "residents and villagers spoke without a name to outlets unknown"
    )


def test_nobody_is_named_for_what_others_told_his_paper(book: VoiceBook) -> None:
    """A paper that speaks for a state heard residents: the state said nothing."""
    (found,) = origins_of(*incident(R("SANA", ("residents",))), book)
    assert "Syria" not in found.name.split()
