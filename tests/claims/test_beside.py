"""Places and days of people and speakers stay theirs; near is not in; documents speak for whoever issued them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Issue

    ReadSentence = Callable[..., tuple[Claim, ...]]
    ReadReport = Callable[..., tuple[tuple[Claim, ...], tuple[Issue, ...]]]

HOMES = [
    (
        "Russian jets hit a farm housing families from Ma'arrat al-Numan on the outskirts of Binnish on Monday.",
        "Binnish",
    ),
    ("A shell killed three displaced people from Hays at a camp in Khokha on Monday.", "Khokha"),
    ("Two traders from Omdurman were shot dead at a checkpoint in Bahri on Monday.", "Bahri"),
    ("A drone struck a bus carrying pilgrims from Mekelle near Adigrat on Monday.", "Adigrat"),
    ("Army jets bombed a school in Tabit on Monday that sheltered people who had fled from El Fasher.", "Tabit"),
    ("An air strike hit a camp in Rafah on Monday that housed families displaced from Gaza City.", "Rafah"),
    ("Shells fell on a church in Stepanakert on Monday where villagers from Hadrut had sought shelter.", "Stepanakert"),
    ("Four farmers, natives of Kutum, were abducted near Mellit on Monday.", "Mellit"),
    ("A 12-year-old boy from Nablus was shot dead by Israeli soldiers in Jenin on Monday.", "Jenin"),
    ("Residents of Beit Lahia were shot at a checkpoint near Jabalia on Monday.", "Jabalia"),
    ("A mine killed a man from Barda near Agdam on Monday.", "Agdam"),
    ("The shelling on Monday of Sarmin killed a family originally from Saraqib.", "Sarmin"),
    ("A mortar round killed a schoolteacher from Luhansk near Popasna on Monday.", "Popasna"),
    ("Three herders from Abyei were killed when gunmen attacked a market in Agok on Monday.", "Agok"),
    ("Jets struck a convoy of evacuees from Bakhmut outside Kramatorsk on Monday.", "Kramatorsk"),
    ("A drone hit a school in Wukro where families who had fled Humera were living on Monday.", "Wukro"),
    ("Artillery struck a hospital in Khartoum on Monday that treated patients from Omdurman.", "Khartoum"),
    ("Rockets killed two workers from Thailand in Metula on Monday.", "Metula"),
    ("A sniper killed an aid worker from Goma in Sake on Monday.", "Sake"),
    ("Israeli soldiers arrested two men from Hebron at a roadblock in Bethlehem on Monday.", "Bethlehem"),
]

SPEAKERS = [
    ("A monitor in London said that jets bombed Binnish.", "Binnish"),
    ("A monitor in London said on Saturday that jets had bombed Binnish.", "Binnish"),
    ("A Britain-based monitor said on Saturday that jets bombed Binnish.", "Binnish"),
    ("Speaking in Geneva on Saturday, the UN envoy said that Houthi rebels had shelled Hodeidah.", "Hodeidah"),
    ("The minister told reporters in Riyadh on Saturday that Houthi missiles had hit Jizan.", "Jizan"),
    ("From Port Sudan, the army spokesman said on Friday that the RSF had shelled Omdurman.", "Omdurman"),
    ("Reporting from Beirut on Friday, our correspondent said Israeli drones struck Nabatieh.", "Nabatieh"),
    ("A resident of Omdurman said by telephone on Friday that army jets bombed Bahri.", "Bahri"),
    ("According to a security source in Erbil, Turkish drones struck Sinjar.", "Sinjar"),
    ("Jets bombed Binnish, a spokesman in Damascus said on Saturday.", "Binnish"),
    (
        "Speaking to reporters in Ankara on Friday, the minister said that Syrian artillery had shelled Binnish.",
        "Binnish",
    ),
    ("In a speech in Tehran on Saturday, he said Israel had bombed Damascus.", "Damascus"),
    ("At a news conference in Geneva on Friday, the UN spokesman said shells had killed nine people in Taiz.", "Taiz"),
    ("The Houthi spokesman said on Friday in Sanaa that the coalition had bombed Saada.", "Saada"),
    ("The president said during a visit to Warsaw on Friday that Russian missiles had hit Odesa.", "Odesa"),
    ("The governor told a television channel in Kharkiv on Saturday that Russian shells had hit Kupiansk.", "Kupiansk"),
    ("In a post on Telegram on Saturday, the governor of Belgorod said a drone hit a bus in Shebekino.", "Shebekino"),
]

NEAR = [
    "Jets bombed a village 20 km north of Marib on Monday.",
    "The drone hit a truck 15 kilometres from Benghazi on Monday.",
    "Clashes broke out some 40 miles east of Mosul on Monday.",
    "Rebels shelled an army post south of Hays on Monday.",
    "A missile landed in the sea off Hodeidah on Monday.",
    "An Israeli raid hit a convoy just outside Homs on Monday.",
    "Gunmen killed 12 people in a village about 30 km from Goma on Monday.",
    "A rocket fell in an open field on the road to Ashkelon on Monday.",
    "Jets struck a target in the vicinity of Misrata on Monday.",
    "Fighting raged in the direction of Tarhuna on Monday.",
    "Not far from Taiz, the Houthis shelled a hospital on Monday.",
    "A roadside bomb hit an army convoy on the highway to Maiduguri on Monday.",
    "Fighting was reported on the approaches to Bakhmut on Monday.",
    "Israeli troops shot a farmer east of Khan Younis on Monday.",
    "Militiamen killed six people in a forest north-west of Bunia on Monday.",
    "Gunmen ambushed soldiers between Gao and Ansongo on Monday.",
]

WITHIN = [
    "Houthi rebels shelled a checkpoint at the northern entrance of Hays on Monday.",
    "Army artillery shelled the western outskirts of Kutum on Monday.",
    "The strike hit the centre of Mykolaiv on Monday.",
    "Clashes broke out in the north of Nyala on Monday.",
    "A shell landed in southern Khartoum on Monday.",
    "Army jets bombed Tabit, 50 km southwest of El Fasher, on Monday.",
    "Drones struck the village of Nahr, 8 km (5 miles) south of Tyre, on Monday.",
    "Two soldiers were killed on the outskirts of Deir Hafer, 20km away from Aleppo, on Monday.",
]

ORIGINS = [
    ("The gunners fired from Fafin at the town of Azaz on Monday.", "Fafin"),
    ("Rockets fired from Gaza hit Sderot on Monday.", "Gaza"),
    ("Artillery from the Zamzam base shelled El Fasher on Monday.", "Zamzam"),
    ("The patrol was fired upon with small arms from the direction of Molodizhne on Monday.", "Molodizhne"),
]


@pytest.mark.parametrize(("text", "place"), HOMES)
def test_where_people_are_from_is_not_where_it_was(text: str, place: str, read_sentence: ReadSentence) -> None:
    (claim,) = read_sentence(text, "2020-09-20")
    assert [ref.text for ref in claim.where] == [place]


@pytest.mark.parametrize(("text", "place"), SPEAKERS)
def test_where_and_when_somebody_spoke_is_not_the_acts(text: str, place: str, read_sentence: ReadSentence) -> None:
    (claim,) = read_sentence(text, "2020-09-20")
    assert [ref.text for ref in claim.where] == [place]
    assert not claim.when.is_known


@pytest.mark.parametrize("text", NEAR)
def test_what_an_act_is_set_off_from_is_near_it(text: str, read_sentence: ReadSentence) -> None:
    (claim,) = read_sentence(text, "2020-09-20")
    assert {ref.role.value for ref in claim.where} == {"near"}


@pytest.mark.parametrize("text", WITHIN)
def test_parts_of_a_place_lie_in_it(text: str, read_sentence: ReadSentence) -> None:
    (claim,) = read_sentence(text, "2020-09-20")
    assert [ref.role.value for ref in claim.where] == ["location"]


@pytest.mark.parametrize(("text", "place"), ORIGINS)
def test_where_fire_came_from(text: str, place: str, read_sentence: ReadSentence) -> None:
    (claim,) = read_sentence(text, "2020-09-20")
    assert [ref.text for ref in claim.where if ref.role.value == "origin"] == [place]


def test_the_day_before_counts_from_the_day_of_the_saying(read_sentence: ReadSentence) -> None:
    (claim,) = read_sentence(
        "The Russian Defence Ministry on Friday rejected reports that its air force had bombed a farm in Idlib the day before.",
        "2020-03-06",
    )
    assert str(claim.when.first) == str(claim.when.last) == "2020-03-05"


def test_a_day_that_the_story_names_for_itself_holds_for_what_is_said_of_it(read_report: ReadReport) -> None:
    claims, _ = read_report(
        "Army jets bombed Sarmin on Thursday.",
        "The army said on Thursday that rebel rockets killed two people in Aleppo.",
    )
    _, told = [claim for claim in claims if claim.family == "violence"]
    assert str(told.when.first) == "2025-11-20"


@pytest.mark.parametrize(
    ("first", "second", "party"),
    [
        (
            "Armenian forces had shelled Terter, the Azerbaijani defence ministry said.",
            "Armenian artillery also hit Barda, the statement added.",
            "azerbaijan",
        ),
        (
            "In its daily bulletin, the Ukrainian General Staff said that Russian jets had bombed Huliaipole.",
            "Shells fell on Kherson, the bulletin said.",
            "ukraine",
        ),
        (
            "Sudan's army said in a statement that the RSF had shelled Omdurman.",
            "Two children were killed in the shelling of Karari, the statement said.",
            "sudanese-armed-forces",
        ),
    ],
)
def test_a_document_speaks_for_whoever_issued_it(first: str, second: str, party: str, read_report: ReadReport) -> None:
    claims, _ = read_report(first, second)
    assert [[source.id for source in claim.sources] for claim in claims] == [[party], [party]]


def test_a_report_of_nobody_knows_whom_stays_its_own_source(read_report: ReadReport) -> None:
    claims, _ = read_report(
        "Rebels said that the army had shelled Taiz on Monday.", "A report said that three people were killed in Hays."
    )
    assert [[source.id for source in claim.sources] for claim in claims][-1] == [""]
