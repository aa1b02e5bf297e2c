"""An accord that no file knows becomes a draft of one: what claims tell is filled in and cited, the rest is left to a person."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from trucewatch.language.phrases import counted
from trucewatch.model.place import PlaceRole
from trucewatch.places.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from trucewatch.model.accord import Spoken, Utterance

PROPOSABLE = ("ceasefire_agreed", "ceasefire_begins")
_NEAR = timedelta(days=3)
_WIDEST = timedelta(days=31)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")
_HEAD = """\
# A draft, made from what reports tell of an accord that no file of the register knows. Nothing is tested against it.
# Complete it (names, articles with the text's words, who is bound, the area, at least two sources), then run
# `trucewatch agreements check FILE` and put it into the folder `agreements` of your workspace or of a pack.
#
# It rests on {claims}:
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A proposed file: its id, its YAML, and the claims that it rests on."""

    id: str
    text: str
    claims: tuple[str, ...]


def proposals(said: Iterable[Utterance], spoken: Mapping[str, Spoken], actors: Mapping[str, str]) -> tuple[Draft, ...]:
    """Drafts for the accords that these claims tell of and that none of the register can be, by day.

    `spoken` is what each claim speaks of, by id; `actors` are names by id. A claim that fits several known agreements
    alike makes no draft, nor does one without a day or a month.
    """
    unknown = [one for one in said if one.kind in PROPOSABLE and not spoken[one.claim].candidates]
    dated = [one for one in unknown if (width := _width(one)) is not None and width <= _WIDEST]
    groups: list[list[Utterance]] = []
    for one in sorted(dated, key=lambda one: (_width(one) or _WIDEST, _first(one), one.claim)):
        home = next((group for group in groups if _together(group, one)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    drafts: dict[str, Draft] = {}
    for group in sorted(groups, key=lambda group: (_first(group[0]), group[0].claim)):
        draft = _draft(group, actors, drafts)
        drafts[draft.id] = draft
    return tuple(drafts.values())


def _first(one: Utterance) -> date:
    assert one.when.first is not None
    return one.when.first


def _width(one: Utterance) -> timedelta | None:
    when = one.when
    return None if when.first is None or when.last is None else when.last - when.first


def _together(group: Sequence[Utterance], one: Utterance) -> bool:
    """Whether a claim tells of the accord that a group tells of: about its day, its country or its parties."""
    return all(_near_in_time(other, one) for other in group) and any(_akin(other, one) for other in group)


def _near_in_time(left: Utterance, right: Utterance) -> bool:
    assert left.when.last is not None
    assert right.when.last is not None
    return _first(left) - _NEAR <= right.when.last and _first(right) - _NEAR <= left.when.last


def _akin(left: Utterance, right: Utterance) -> bool:
    countries = _country(left), _country(right)
    if all(countries) and countries[0] != countries[1]:
        return False
    if left.parties and right.parties:
        return bool(set(left.parties) & set(right.parties))
    return bool(countries[0])


def _country(one: Utterance) -> str:
    """The country that most of a report, or else the claim itself, is about; where people met to talk does not count."""
    for places in (one.around, one.places):
        named = Counter(place.admin[0] for place in places if place.admin and place.role is not PlaceRole.VENUE)
        if named:
            return min(named, key=lambda name: (-named[name], name))
    return ""


def _draft(group: Sequence[Utterance], actors: Mapping[str, str], taken: Mapping[str, Draft]) -> Draft:
    """A draft of what a group of claims tells, the narrowest date leading."""
    lead, ordered = group[0], sorted(group, key=lambda one: (one.file, one.claim))
    country = next(filter(None, map(_country, group)), "")
    stem = "-".join(fold(f"draft {country} {_first(lead).isoformat()}").split())
    name = next(
        f"{stem}{mark}" for mark in ("", *(f"-{number}" for number in range(2, 1_000))) if f"{stem}{mark}" not in taken
    )
    head = _HEAD.format(claims=counted(len(group), "claim"))
    cited = "".join(f"#   {one.claim}  {_plain(one.file)}: “{_plain(one.quote)}”\n" for one in ordered)
    body = yaml.safe_dump(_body(name, country, lead, ordered, actors), sort_keys=False, allow_unicode=True, width=110)
    return Draft(id=name, text=head + cited + body, claims=tuple(one.claim for one in ordered))


def _body(
    name: str, country: str, lead: Utterance, group: Sequence[Utterance], actors: Mapping[str, str]
) -> dict[str, Any]:
    day = _first(lead)
    told = f"{day.day} {day:%B %Y}" if _width(lead) == timedelta(0) else f"{day:%B %Y}"
    known = list(dict.fromkeys(party for one in group for party in one.parties if party in actors))
    strangers = list(dict.fromkeys(party for one in group for party in one.parties if party not in actors))
    sources = {one.file: f"report-{number}" for number, one in enumerate({one.file: one for one in group}.values(), 1)}
    code, timezone = _codes().get(fold(country), ("", ""))
    what = "in force" if lead.kind == "ceasefire_begins" else "announced"
    note = f"as {counted(len(sources), 'report')} have it" if len(sources) > 1 else "as one report has it"
    if strangers:
        note += f"; named, but known to no pack: {', '.join(map(_plain, strangers))}"
    return {
        "id": name,
        "name": f"Ceasefire of {told}",
        "short": f"Ceasefire of {told}",
        "names": [f"ceasefire of {told}", f"{told} ceasefire"],
        "countries": [code] if code else [],
        "timezone": timezone or "UTC",
        "zone": f"{name}-area",
        "unchecked": ["everything: this is a draft made from reports"],
        "sources": [
            {"id": source, "title": _plain(file) or "a report", "publisher": "report in the ledger"}
            for file, source in sources.items()
        ],
        "parties": [
            {"actor": party, "role": "signatory", "note": "named in the reports; role to be checked"} for party in known
        ],
        "zones": [
            {
                "id": f"{name}-area",
                "name": country or "area to be told",
                "geometry": "approximate",
                "units": [[country]] if country else [],
                "note": "the whole country until the area is known",
            }
        ],
        "articles": [
            {
                "number": "1",
                "form": "ban",
                "paraphrase": "the parties cease hostilities (to be completed from the text)",
                "acts": ["hostilities"],
                "sources": list(sources.values()),
            }
        ],
        "dates": [
            {
                "what": what,
                "at": day.isoformat(),
                "checked": False,
                "sources": list(sources.values()),
                "note": note if _width(lead) == timedelta(0) else f"{note}; some day of {told}",
            }
        ],
    }


def _plain(words: str) -> str:
    return _UNSAFE.sub(" ", words).strip()


@cache
def _codes() -> Mapping[str, tuple[str, str]]:
    """Folded English names of countries → ISO 3166 code and first time zone, from the time zone database."""
    folder = files("tzdata") / "zoneinfo"
    zones: dict[str, str] = {}
    for line in (folder / "zone.tab").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, _, zone, *_ = line.split("\t")
            zones.setdefault(code, zone)
    found = {}
    for line in (folder / "iso3166.tab").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, name = line.split("\t")
            found[fold(name)] = (code, zones.get(code, ""))
    return found
