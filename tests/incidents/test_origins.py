"""Each case is one incident: its reports (outlet, agency, text) and whose word their claims rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from trucewatch.incidents.origins.origins import by_claim, origins_of
from trucewatch.incidents.origins.signature import signature_of
from trucewatch.incidents.origins.voicebook import VoiceBook
from trucewatch.incidents.values import Sheet
from trucewatch.model.claim import ActorRef, Claim, Scope, SourceRef, Stance
from trucewatch.model.document import Document
from trucewatch.model.span import Span
from trucewatch.model.time import DateInterval
from trucewatch.packs.loader import load_packs

STORY = (
    "Two rockets fell on the quay of Lower Karm while the ferry was loading, and the blast broke every window in the row. "
    "Porters laid the wounded on fish crates until a cart came. The guns on the ridge had been quiet since the new moon, "
    "and the garrison would not say whose battery had fired, nor at what. By noon the ferryman had washed the boards and "
    "gone back to work with half his crew."
)
OTHER = (
    "A crew member of the Karm ferry said nothing when asked who had shelled the landing stage. Four bodies lay under "
    "sacking beside the customs shed. The town has been hit on three mornings this week, each time just as the boat came "
    "in, and people have begun to talk of a spotter on the hill across the water who knows the timetable."
)


@dataclass(frozen=True)
class R:
    """A report. Each claim is its sources divided by "; ", each "name", "name > whom he told" or "name = the body's id"."""

    outlet: str
    claims: tuple[str, ...] = ("",)
    agency: str = ""
    text: str = ""
    day: int = 0
    quote: str = "Rockets hit the quay."
    title: str = ""


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


CASES: dict[str, tuple[tuple[R, ...], list[str]]] = {
    # texts
    "one text on three unknown sites": ((R("", text=STORY), R("", text=STORY), R("", text=STORY)), ["report:r0"]),
    "two texts on unknown sites may be one's": ((R("", text=STORY), R("", text=OTHER)), ["report:r0"]),
    "the nameless of three unknown sites": (
        (R("", ("residents",), text=STORY), R("", ("residents",), text=OTHER), R("", ("a local committee",))),
        ["report:r0"],
    ),
    "who is named on unknown sites stays himself": (
        (R("", ("SOHR = sohr",), text=STORY), R("", ("Hani Salloum",), text=OTHER)),
        ["body:sohr", "voice:hani salloum"],
    ),
    "an unknown site that quotes and one that does not": (
        (R("", ("SOHR = sohr",), text=STORY), R("", text=OTHER)),
        ["body:sohr", "report:r1"],
    ),
    "a copy cut to half": (
        (R("Quay Post", day=1, text=STORY), R("Hill Post", day=2, text=STORY[:210])),
        ["outlet:quay post"],
    ),
    "of copies the first wrote it": (
        (R("Quay Post", day=3, text=STORY), R("Hill Post", day=2, text=STORY)),
        ["outlet:hill post"],
    ),
    "of copies the agency that one credits wrote it": (
        (R("Quay Post", day=1, text=STORY), R("Hill Post", day=2, text=STORY, agency="afp")),
        ["outlet:afp"],
    ),
    "a sentence taken over from a text too short to be signed": (
        (
            R(
                "Quay Post",
                quote="Two rockets fell on the quay of Lower Karm while the ferry was loading, and broke every window in the row",
            ),
            R(
                "Hill Post",
                quote="two rockets fell on the quay of Lower Karm while the ferry was loading and broke every window in the row.",
            ),
        ),
        ["outlet:quay post"],
    ),
    "one formula is no copy": (
        (
            R("Quay Post", quote="Rockets killed at least four people in the town of Lower Karm."),
            R("Hill Post", quote="Shelling killed at least four people in the town of Lower Karm."),
        ),
        ["outlet:hill post", "outlet:quay post"],
    ),
    # pens
    "two outlets in their own words": ((R("BBC"), R("Al Jazeera")), ["outlet:al-jazeera", "outlet:bbc"]),
    "one outlet twice": ((R("BBC", text=STORY), R("BBC News", text=OTHER)), ["outlet:bbc"]),
    "an agency's copy on two sites, in two texts": (
        (R("The Moscow Times", agency="reuters", text=STORY), R("Dawn", agency="reuters", text=OTHER)),
        ["outlet:reuters"],
    ),
    "the agency's own page and a copy": (
        (R("Reuters", agency="reuters"), R("Dawn", agency="reuters")),
        ["outlet:reuters"],
    ),
    "an agency no pack knows": (
        (R("Northline Wire", agency="Northline Wire"), R("Confluence News", agency="NORTHLINE WIRE")),
        ["outlet:northline wire"],
    ),
    "two agencies": ((R("Dawn", agency="afp"), R("Dawn", agency="ap")), ["outlet:afp", "outlet:ap"]),
    "an article before an outlet's name": ((R("The Quay Post"), R("Quay Post")), ["outlet:quay post"]),
    "an outlet by its short name": ((R("Northline"), R("Northline News Agency")), ["outlet:northline news agency"]),
    "two papers of one town": ((R("Quay Post"), R("Quay Herald")), ["outlet:quay herald", "outlet:quay post"]),
    "a body's own report under its title": (
        (R("", title="Hauran Watch – Daily round-up 14"), R("BBC", ("Hauran Watch",))),
        ["voice:hauran watch"],
    ),
    "a country at the head of a title is no author": (
        (R("", title="Sudan: army and party agree on truce", text=STORY), R("BBC", ("Sudan's army",))),
        ["body:sudanese-armed-forces", "report:r0"],
    ),
    # bodies
    "one body in four outlets": (
        (
            R("BBC", ("SOHR = sohr",)),
            R("Dawn", ("the Syrian Observatory for Human Rights",)),
            R("", ("Syrian Observatory for Human Rights = sohr > AFP",)),
            R("Quay Post", ("SOHR",), agency="reuters"),
        ),
        ["body:sohr"],
    ),
    "a body's own report and one that quotes it": (
        (R("Syrian Observatory for Human Rights"), R("BBC", ("SOHR = sohr",))),
        ["body:sohr"],
    ),
    "two bodies in one report": (
        (R("BBC", ("SOHR = sohr", "White Helmets = syria-civil-defence")),),
        ["body:sohr", "body:syria-civil-defence"],
    ),
    "two bodies in one breath": ((R("BBC", ("Airwars and Mwatana",)),), ["body:airwars"]),
    "two bodies together, and one alone": (
        (R("BBC", ("Airwars and Mwatana",)), R("CNN", ("Mwatana",))),
        ["body:airwars", "body:mwatana"],
    ),
    "a body and the nameless in one phrase": ((R("BBC", ("Airwars and residents",)),), ["body:airwars"]),
    "a ministry, an official and the state": (
        (
            R("BBC", ("Russia's defence ministry",)),
            R("Dawn", ("Russian officials",)),
            R("CNN", ("Moscow = russia",)),
            R("Quay Post", ("Sergei Lavrov",)),
        ),
        ["body:russia"],
    ),
    "organs of one state that no pack lists": (
        (R("BBC", ("Azerbaijani prosecutors",)), R("CNN", ("Azerbaijan's emergency services",))),
        ["body:azerbaijan"],
    ),
    "a state and its army": (
        (R("BBC", ("Sudanese army = sudanese-armed-forces",)), R("CNN", ("Sudan's foreign ministry",))),
        ["body:sudan"],
    ),
    "a group and the coalition it is in": (
        (R("BBC", ("YPG = ypg",)), R("CNN", ("SDF = syrian-democratic-forces",))),
        ["body:syrian-democratic-forces"],
    ),
    "two sides": (
        (R("BBC", ("Armenia's defence ministry",)), R("BBC", ("Azerbaijan's defence ministry",))),
        ["body:armenia", "body:azerbaijan"],
    ),
    "two agencies of the UN": ((R("BBC", ("UNICEF", "OCHA")),), ["body:ocha", "body:unicef"]),
    "an agency of the UN and the UN": ((R("BBC", ("OCHA",)), R("CNN", ("UN officials",))), ["body:united-nations"]),
    "a source in a body speaks for it": (
        (R("BBC", ("a source in the RSF",)), R("CNN", ("Rapid Support Forces",))),
        ["body:rapid-support-forces"],
    ),
    # persons and bodies that no pack knows
    "one person in two spellings": (
        (R("BBC", ("Mohammed Rasheed",)), R("CNN", ("Mohamed Rashid",))),
        ["voice:mohamed rashid"],
    ),
    "a surname takes up the full name": (
        (R("BBC", ("Hani Salloum",)), R("CNN", ("Salloum",))),
        ["voice:hani salloum"],
    ),
    "two persons": (
        (R("BBC", ("Hani Salloum",)), R("BBC", ("Rima Haddad",))),
        ["voice:hani salloum", "voice:rima haddad"],
    ),
    "an activist by name and by name alone": (
        (R("BBC", ("activist Hani Salloum",)), R("CNN", ("Hani Salloum",))),
        ["voice:hani salloum"],
    ),
    "a body's short name": (
        (R("BBC", ("North Darfur Doctors' Circle",)), R("CNN", ("the Doctors' Circle",))),
        ["voice:north darfur doctor circle"],
    ),
    "a fighter of a brigade no pack knows, and the brigade": (
        (R("BBC", ("a commander in the Karm Storm Brigade",)), R("CNN", ("Karm Storm Brigade",))),
        ["voice:karm storm brigade"],
    ),
    "a governor's office with and without its place": (
        (R("BBC", ("Marib governor's office",)), R("CNN", ("the governor's office",))),
        ["outlet:cnn", "voice:marib"],
    ),
    # the authorities, watchers and rescuers
    "authorities nobody names": (
        (R("BBC", ("police",)), R("CNN", ("two officials",))),
        ["outlet:bbc", "outlet:cnn"],
    ),
    "police beside the ministry of the state that is accused": (
        (R("Quay Post", ("police",)), R("Hill Post", ("Russian Defence Ministry = russia",))),
        ["body:russia", "outlet:quay post"],
    ),
    "officials beside those of a state, in one report": (
        (R("BBC", ("officials", "Russian officials = russia")),),
        ["body:russia", "outlet:bbc"],
    ),
    "a doctor at a hospital, and the hospital": (
        (R("BBC", ("a doctor at the Red Valley Centre", "the Red Valley Centre")),),
        ["voice:red valley centre"],
    ),
    "a doctor at the Turkish hospital, and the hospital": (
        (R("BBC", ("a doctor at the Turkish Hospital", "the Turkish Hospital = turkey")),),
        ["outlet:bbc"],
    ),
    "a man from a state does not speak for it": (
        (R("BBC", ("a teacher from Ethiopia", "Ethiopia = ethiopia")),),
        ["body:ethiopia", "outlet:bbc"],
    ),
    "authorities where one state speaks": (
        (R("BBC", ("the army",)), R("CNN", ("Ethiopia = ethiopia",))),
        ["body:ethiopia", "outlet:bbc"],
    ),
    "authorities where two states speak": (
        (R("BBC", ("Armenia = armenia", "Azerbaijan = azerbaijan")), R("CNN", ("the defence ministry",))),
        ["body:armenia", "body:azerbaijan", "outlet:cnn"],
    ),
    "a war monitor is the one that is named": (
        (R("BBC", ("a Britain-based war monitor",)), R("CNN", ("SOHR = sohr",))),
        ["body:sohr"],
    ),
    "rescuers are the service that is named": (
        (R("BBC", ("rescuers",)), R("CNN", ("White Helmets = syria-civil-defence",))),
        ["body:syria-civil-defence"],
    ),
    "a hospital's officials are no authorities": (
        (R("BBC", ("hospital officials",)), R("CNN", ("the health ministry",))),
        ["outlet:bbc", "outlet:cnn"],
    ),
    # the nameless
    "residents told two outlets": ((R("BBC", ("residents",)), R("CNN", ("witnesses",))), ["outlet:bbc", "outlet:cnn"]),
    "residents told one agency, printed twice": (
        (R("Dawn", ("residents > Reuters",)), R("BBC", ("a witness > the Reuters news agency",))),
        ["outlet:reuters"],
    ),
    "residents told the agency whose copy it is": (
        (R("Dawn", ("residents",), agency="reuters"), R("BBC", ("medics > Reuters",))),
        ["outlet:reuters"],
    ),
    "residents told a monitor": ((R("Dawn", ("residents > SOHR",)), R("BBC", ("SOHR = sohr",))), ["body:sohr"]),
    "residents told us": (
        (R("Quay Post", ("residents > us",)), R("Quay Post", ("medics > the Post",))),
        ["outlet:quay post"],
    ),
    "local sources told our service": (
        (R("The New Arab", ("Local sources > The New Arab’s Arabic-language service",)), R("The New Arab")),
        ["outlet:the-new-arab"],
    ),
    "a page of no outlet that hears through one": (
        (R("", ("Local sources > The New Arab’s Arabic-language service", "")),),
        ["outlet:the-new-arab"],
    ),
    "a security source told no other": ((R("BBC", ("a security source > reporters",)),), ["outlet:bbc"]),
    "residents told the unknown Bugle": (
        (R("BBC", ("residents > Docktown Bugle",)), R("Docktown Bugle")),
        ["outlet:docktown bugle"],
    ),
    "a slip of the reader is nobody": ((R("BBC", ("controlled Saraqeb",)),), ["outlet:bbc"]),
    "the sources are those that were called by more": (
        (R("BBC", ("military sources from the opposition = syrian-opposition-factions", "sources")),),
        ["body:syrian-opposition-factions"],
    ),
    "what Reuters reported is Reuters' own": (
        (R("Dawn", ("Reuters",)), R("Reuters", agency="reuters")),
        ["outlet:reuters"],
    ),
    "a correspondent is the outlet": (
        (R("Dawn", ("Reuters correspondent",)), R("Dawn", ("AFP",))),
        ["outlet:afp", "outlet:reuters"],
    ),
    # told Reuters, and Reuters
    "who told Reuters is whom Reuters leaves nameless": (
        (R("The New Arab", ("Mohammed Rasheed > Reuters",)), R("Reuters", ("a rebel",), agency="reuters")),
        ["outlet:reuters"],
    ),
    "who told Reuters is whom Reuters rests on": (
        (R("The New Arab", ("Mohammed Rasheed > Reuters",)), R("Reuters", agency="reuters")),
        ["voice:mohammed rasheed"],
    ),
    "who told Reuters and is named by it stays himself": (
        (R("Dawn", ("SOHR = sohr > Reuters",)), R("Reuters", ("SOHR = sohr", "residents"), agency="reuters")),
        ["body:sohr", "outlet:reuters"],
    ),
    "who told Reuters and others stays himself": (
        (
            R("Dawn", ("SOHR = sohr > Reuters",)),
            R("BBC", ("SOHR = sohr",)),
            R("Reuters", ("residents",), agency="reuters"),
        ),
        ["body:sohr", "outlet:reuters"],
    ),
    # an outlet beside those it quotes
    "an outlet that quotes one voice": ((R("BBC", ("", "SOHR = sohr")),), ["body:sohr"]),
    "an outlet that quotes a voice and heard residents": (
        (R("BBC", ("", "SOHR = sohr", "residents")),),
        ["body:sohr", "outlet:bbc"],
    ),
    "an outlet's second report rests on whom the first quotes": ((R("BBC", ("SOHR = sohr",)), R("BBC")), ["body:sohr"]),
    "an outlet beside a denial stays": ((R("BBC", ("", "not Russia = russia")),), ["body:russia", "outlet:bbc"]),
    "a monitor beside a party's complaint stays": (
        (R("Ceasefire Observer Group", ("", "SPLM-IO = splm-io")),),
        ["body:splm-io", "outlet:ceasefire observer group"],
    ),
    "a body's own report beside whom it quotes stays": (
        (R("Human Rights Watch", ("", "Yemen's government")),),
        ["body:human-rights-watch", "body:yemen"],
    ),
    # state media
    "state media and the ministry it quotes": ((R("SANA", ("", "Syria's defence ministry")),), ["body:syria"]),
    "state media and the ministry elsewhere": (
        (R("SANA"), R("BBC", ("Syrian army = syrian-government-forces",))),
        ["body:syrian-government-forces"],
    ),
    "state media and a foreign ministry": (
        (R("TASS"), R("BBC", ("Ukraine = ukraine",))),
        ["body:ukraine", "outlet:tass"],
    ),
    "state media alone": ((R("SANA"), R("BBC")), ["outlet:bbc", "outlet:sana"]),
}


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
