"""A profile is a checked file: a rule that is misspelt stops the publication, it never lets something through."""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trucewatch.model.profile import Grain, Profile, SiteRule
from trucewatch.packs.errors import Fault, PackError, did_you_mean
from trucewatch.packs.schema import (
    BadValueError,
    FaultList,
    Field,
    Schema,
    describe,
    flag,
    list_of,
    one_of,
    read_record,
    record_of,
    slug,
    text,
)
from trucewatch.packs.yamlfile import located, parse, read_bytes
from trucewatch.withholding.lists import site_words

if TYPE_CHECKING:
    from collections.abc import Sequence

GRAPHIC = ("show", "mark", "hide")
KINDS = (
    *("country", "region", "district", "subdistrict", "city", "town", "village", "neighbourhood", "camp", "base"),
    *("airport", "site", "crossing", "mountain", "area", "road", "water"),
)
"""Kinds of gazetteer entries."""
LONGEST_DELAY = 24 * 366
LONGEST_QUOTE = 1_000
WIDEST_KM = 1_000.0


class ProfileError(PackError):
    """A profile cannot be used; `faults` holds every fault that was found, the first of which is the message."""

    hint = "mend them one by one"


def load_profile(name: str | Path, extra: Sequence[Path] = ()) -> Profile:
    """The profile with this name, or in the file at this path.

    A name is looked for in the folders of `extra` (as `NAME.yaml` or `profiles/NAME.yaml`), then among those that come
    with the program. Raises ProfileError, which names file, line and remedy.
    """
    path = _find(str(name), extra)
    faults = FaultList()
    try:
        data = parse(read_bytes(path), path)
    except PackError as error:
        raise ProfileError(*error.faults) from None
    values = read_record(data, _schema(), path, (), faults)
    if values is None:
        raise ProfileError(located(faults.faults[0]), *faults.faults[1:])
    sites = tuple(SiteRule(**dict(rule)) for rule in values.pop("sites", ()))
    return Profile(**values, sites=sites)


def known_profiles(extra: Sequence[Path] = ()) -> tuple[str, ...]:
    """The names that `load_profile` knows, in alphabetical order."""
    folders = (*(inner for folder in extra for inner in (folder, folder / "profiles")), _builtin())
    return tuple(sorted({path.stem for folder in folders if folder.is_dir() for path in folder.glob("*.yaml")}))


def _builtin() -> Path:
    return Path(str(resources.files(__package__))) / "profiles"


def _find(name: str, extra: Sequence[Path]) -> Path:
    given = Path(name)
    if given.suffix in {".yaml", ".yml"}:
        return given
    if len(given.parts) == 1:
        folders = (*(inner for folder in extra for inner in (folder, folder / "profiles")), _builtin())
        for folder in folders:
            if (found := folder / f"{name}.yaml").is_file():
                return found
    remedy = f"{did_you_mean(name, known_profiles(extra))} or give the path of a .yaml file"
    raise ProfileError(Fault(path=given, what=f"there is no profile {name[:60]!r}", remedy=remedy))


def _schema() -> Schema:
    rule = Schema(
        "a site rule",
        {
            "objects": Field(partial(list_of, partial(_among, sorted(site_words())))),
            "places": Field(partial(list_of, partial(_among, KINDS))),
            "grain": Field(_grain),
            "radius_km": Field(partial(_number, WIDEST_KM)),
        },
    )
    known = {
        "id": Field(slug, required=True),
        "name": Field(text, required=True),
        "delay_hours": Field(partial(_whole, LONGEST_DELAY)),
        "sites": Field(partial(list_of, partial(record_of, rule))),
        "persons": Field(flag),
        "sources": Field(flag),
        "quote_words": Field(partial(_whole, LONGEST_QUOTE)),
        "graphic": Field(partial(_among, GRAPHIC)),
        "files": Field(flag),
        "unreviewed": Field(flag),
    }
    return Schema("a profile", {field.name: known[field.name] for field in fields(Profile)})


def _grain(value: Any) -> Grain:
    found = one_of(Grain, value)
    if found is Grain.EXACT:
        msg = "a site rule that tells places exactly holds nothing back"
        raise BadValueError(msg, "take the rule out, or write district, governorate or country")
    return Grain(found)


def _among(known: Sequence[str], value: Any) -> str:
    word = text(value)
    if word not in known:
        msg = f"{word[:60]!r} is not known"
        raise BadValueError(msg, did_you_mean(word, known))
    return word


def _whole(most: int, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        msg = f"expected a whole number from 0 to {most:,}, found {describe(value)}"
        raise BadValueError(msg, "write it in digits, without quotes")
    return value


def _number(most: float, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= most:
        msg = f"expected a number above 0 and up to {most:,.0f}, found {describe(value)}"
        raise BadValueError(msg, "write it in digits, without quotes")
    return float(value)
