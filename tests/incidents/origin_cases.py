"""Incidents by the words of their reports, and whose word each rests on."""

from __future__ import annotations

from dataclasses import dataclass

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
