"""The phrases that tie names of places, as patterns made from the word lists; each admits a closed list of words only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.places.lexicon import Lexicon

_COMPASS = r"(?:north|south)(?:[- ]?(?:east|west))?(?:ern|erly)?|(?:east|west)(?:ern|erly)?"
_DISTANCE = r"(?:(?:about|around|some|roughly|approximately|nearly|just|over|at least|less than)\s+)*(?P<km>\d+(?:[.,]\d+)?)[\s-]*(?P<unit>km|kms|kilomet(?:re|er)s?|miles?)"
_PART_WORDS = r"outskirts|countryside|suburbs|vicinity|environs|periphery|hinterland|surroundings|edges?|fringes?|rural areas|surrounding areas"
_LOOSE = (
    r"the|a|an|central|downtown|inner|rural|coastal|southernmost|northernmost|strategic|besieged|embattled|key|nearby|main|capital|"
    r"neighbou?ring|war-torn|war-ravaged|occupied|contested|disputed|densely|populated|crowded|and|border|same|"
    r"[a-z]+-(?:held|controlled|occupied|run|administered|ruled)|self-proclaimed|breakaway|whole|entire|parts?\s+of|areas?\s+of|much\s+of"
)


@dataclass(frozen=True, slots=True)
class Phrases:
    """The compiled phrases; each is matched against the whole gap between two names, or up to or from one name."""

    listed: re.Pattern[str]
    road: re.Pattern[str]
    direction: re.Pattern[str]
    near: re.Pattern[str]
    inside: re.Pattern[str]
    owns: re.Pattern[str]
    comma: re.Pattern[str]
    the_city: re.Pattern[str]
    nation: re.Pattern[str]
    before_part: re.Pattern[str]
    before_compass: re.Pattern[str]
    before_direction: re.Pattern[str]
    before_near: re.Pattern[str]
    before_between: re.Pattern[str]
    after_part: re.Pattern[str]


def compile_phrases(lexicon: Lexicon, demonyms: Mapping[str, str]) -> Phrases:
    """Compile the phrases for a lexicon's class words and the adjectives of nationality (lower case)."""
    classes = "|".join(sorted(map(re.escape, lexicon.designators), key=len, reverse=True))
    peoples = "|".join(sorted(map(re.escape, demonyms), key=len, reverse=True)) or r"(?!)"
    loose = rf"(?:(?:{_LOOSE}|{_COMPASS}|{peoples})\s+)*"
    of_class = rf"(?:(?:{classes})(?:\s+and\s+(?:{classes}))?\s+of\s+)?(?:the\s+)?"
    parts = rf"(?:(?:{_COMPASS}|{_LOOSE})\s+)*(?:{_PART_WORDS})\s+of\s+"
    lies = r"(?:which\s+)?(?:is\s+|are\s+|lies\s+|lie\s+|lying\s+|located\s+|situated\s+|areas?\s+|regions?\s+|axis\s+|districts?\s+)*"
    aside = rf"(?:\s+(?:{classes}))*" r"(?:,?\s+and\s+an?\s+[a-z]+(?:\s+[a-z]+){0,2})?"
    where = rf"{lies}(?:(?:in|to|on|at)\s+(?:the\s+)?)?(?:{_DISTANCE}\s+)?(?:(?:to|in)\s+the\s+)?(?:just\s+)?(?:(?P<compass>{_COMPASS})(?:\s+(?:{_PART_WORDS}|side|part|parts))?)\s+(?:of|from)\s+"
    make = re.compile
    flags = re.IGNORECASE
    return Phrases(
        listed=make(
            rf"^(?:\s+(?:{classes}))?(?:\s*[,;/&]\s*(?:(?:and|or|as\s+well\s+as|plus)\s+)?|\s+(?:and|or|as\s+well\s+as|plus)\s+)(?:also\s+|in\s+)*(?:the\s+)?(?:{parts})?{loose}{of_class}$",
            flags,
        ),
        road=make(
            r"^\s+(?:international\s+|main\s+|strategic\s+)?(?:high|motor)?(?:way|road|route|axis|corridor)\b", flags
        ),
        direction=make(rf"^{aside}\s*,?\s*{where}{loose}{of_class}$", flags),
        near=make(
            rf"^{aside}\s*,?\s*{lies}(?:near|close\s+to|not\s+far\s+from|outside|around|adjacent\s+to|next\s+to|(?:on|in)\s+the\s+{parts}|overlooking)\s*{loose}{of_class}$",
            flags,
        ),
        inside=make(rf"^{aside}\s*,?\s*{lies}(?:in|inside|within)\s+{loose}{of_class}$", flags),
        owns=make(rf"^['’]s?\s+{loose}{of_class}$", flags),
        comma=make(r"^(?:,\s*|\s+\()$"),
        the_city=make(rf"^\s*(?:{classes})?{aside}\s*,?\s*{where}(?:the\s+)(?:city|town|capital)\b", flags),
        nation=make(rf"\b(?P<people>{peoples})\s+{loose}(?:{classes})\s+(?:of\s+)?(?:the\s+)?$", flags),
        before_part=make(
            rf"(?:\b(?P<compass>{_COMPASS})\s+)?\b(?P<part>{_PART_WORDS})\s+of\s+{loose}{of_class}$", flags
        ),
        before_compass=make(
            rf"\b(?P<compass>{_COMPASS}|central|downtown)\s+(?:the\s+)?(?:[a-z]+-(?:held|controlled)\s+)?$", flags
        ),
        before_direction=make(
            rf"(?:{_DISTANCE}\s+)?(?:(?:to|in)\s+the\s+)?\b(?P<compass>{_COMPASS})\s+(?:of|from)\s+{loose}{of_class}$",
            flags,
        ),
        before_near=make(
            rf"\b(?:near|close\s+to|not\s+far\s+from|outside|around|surrounding)\s+{loose}{of_class}$", flags
        ),
        before_between=make(
            rf"\b(?:road|highway|route|area|axis|line|lies|located|halfway|midway|border|territory|villages?|towns?)\s+(?:that\s+)?(?:between|linking|connecting)\s+{loose}{of_class}$",
            flags,
        ),
        after_part=make(
            rf"^(?:['’]s?)?\s+(?:(?:city|province|governorate|region|district)['’]?s?\s+)?(?:(?P<compass>{_COMPASS})\s+)?(?:and\s+(?P<other>{_COMPASS})\s+)?(?:rural\s+)?(?P<part>{_PART_WORDS})\b",
            flags,
        ),
    )
