"""A code that was ever published resolves for good; all others follow from the clusters alone, whatever order they came in.

Every claim has a latent code, made from its id. An incident has the latent code of the claim that founded it, unless a
code that was published before leads to it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PREFIX = "TW-"
LENGTH = 8
"""Characters after the prefix; 40 bits, so that among 100,000 claims a collision is rare, and then a code is longer."""
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BITS = 5
_LONGEST = 51
_FOLDED = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BODY = re.compile(rf"[{_ALPHABET}]{{{LENGTH},{_LONGEST}}}")
_LEADING = PREFIX.removesuffix("-")


class How(StrEnum):
    """Why an alias leads where it does."""

    MERGED = "merged"
    CLAIM_OF = "claim of"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """Codes by the position of their cluster, with the published ones that now lead there and those it took claims from.

    `aliases` are (alias, code, how), sorted: where a code leads that no incident has. A withdrawn one leads nowhere (``).
    """

    codes: tuple[str, ...]
    former: tuple[tuple[str, ...], ...]
    split_from: tuple[tuple[str, ...], ...]
    aliases: tuple[tuple[str, str, str], ...]


def latent_code(claim: str, length: int = LENGTH) -> str:
    """The code that a claim's id gives: `TW-` and `length` (at most 51) characters of Crockford's base32."""
    number = int.from_bytes(hashlib.sha256(claim.encode()).digest(), "big") >> 1
    shifts = range(_LONGEST - 1, _LONGEST - 1 - length, -1)
    return PREFIX + "".join(_ALPHABET[number >> _BITS * shift & 31] for shift in shifts)


def normal_code(typed: str) -> str | None:
    """The code that was typed, in its one form; `None` where the words can be no code.

    Case, spaces, dashes and the prefix do not count; O reads as 0, I and L as 1, as Crockford's base32 has it.
    """
    plain = "".join(unicodedata.normalize("NFKC", typed).upper().split())
    plain = "".join("-" if unicodedata.category(letter) == "Pd" else letter for letter in plain)
    body = plain.removeprefix(PREFIX).replace("-", "")
    if not plain.startswith(PREFIX) and len(body) >= LENGTH + len(_LEADING):
        body = body.removeprefix(_LEADING)
    body = body.translate(_FOLDED)
    return PREFIX + body if _BODY.fullmatch(body) else None


def assign(
    clusters: Sequence[tuple[str, ...]],
    published: Mapping[str, tuple[str, ...]],
    *,
    rivals: Iterable[str] = (),
    reserved: Iterable[str] = (),
) -> Assigned:
    """Codes for clusters of claim ids, each in the order of publication; no claim is in two of them.

    `published` tells of every code ever given out which claims its incident had when it last was, the founding one first.
    The incident that holds most of them keeps the code, among equals the one with the earliest in that list.

    Some of a ledger's clusters get the codes that they would get among all, if these come along: in `published` each code
    that shares a claim with them, and then in `clusters` each cluster that shares a claim with such a code, until nothing
    is added (see `reach`), also each code whose claims all are gone; as `reserved` all other published codes; as `rivals`
    the claims of other clusters that have the latent code of a claim here.
    """
    place = {claim: at for at, cluster in enumerate(clusters) for claim in cluster}
    claims = {code: [claim for claim in dict.fromkeys(some) if claim in place] for code, some in published.items()}
    home = {code: _home(some, place) for code, some in sorted(claims.items()) if some}
    latent = _latent({*place, *rivals}, {*published, *reserved})
    led: dict[int, list[str]] = defaultdict(list)
    split: list[list[str]] = [[] for _ in clusters]
    for code, kept_at in home.items():
        led[kept_at].append(code)
        for at in {place[claim] for claim in claims[code]} - {kept_at}:
            split[at].append(code)
    codes, former = [], []
    for at, cluster in enumerate(clusters):
        kept = _by_right(led[at], claims, cluster)
        codes.append(kept[0] if kept else latent[cluster[0]])
        former.append(tuple(sorted(kept[1:])))
    aliases = [(code, "", str(How.WITHDRAWN)) for code in published if code not in home]
    aliases += [(code, codes[at], str(How.MERGED)) for code, at in home.items() if codes[at] != code]
    for claim, at in place.items():
        if latent[claim] != codes[at] and home.get(latent_code(claim)) != at:
            aliases.append((latent[claim], codes[at], str(How.CLAIM_OF)))
    return Assigned(
        codes=tuple(codes),
        former=tuple(former),
        split_from=tuple(map(tuple, split)),
        aliases=tuple(sorted(aliases)),
    )


def reach(claims: Iterable[str], published: Mapping[str, tuple[str, ...]]) -> tuple[frozenset[str], frozenset[str]]:
    """The published codes that share a claim with these, or with a code that does, and so on; and all their claims.

    To assign codes to the clusters of `claims` alone, load all clusters of the claims given back, and ask again with the
    claims of all of these, until nothing is added.
    """
    holders: dict[str, list[str]] = defaultdict(list)
    for code, some in published.items():
        for claim in some:
            holders[claim].append(code)
    codes: set[str] = set()
    reached = set(claims)
    waiting = list(reached)
    while waiting:
        for code in holders.get(waiting.pop(), ()):
            if code not in codes:
                codes.add(code)
                waiting.extend(set(published[code]) - reached)
                reached.update(published[code])
    return frozenset(codes), frozenset(reached)


def _home(claims: Sequence[str], place: Mapping[str, int]) -> int:
    """The cluster that holds most of these claims, among equals the one that holds the earliest."""
    return Counter(place[claim] for claim in claims).most_common(1)[0][0]


def _by_right(codes: Iterable[str], claims: Mapping[str, Sequence[str]], cluster: Sequence[str]) -> list[str]:
    """The codes that lead to a cluster; first the one that shares most of its claims, among equals its earliest."""
    inside = {claim: position for position, claim in enumerate(cluster)}

    def rank(code: str) -> tuple[int, list[int], str]:
        shared = sorted(inside[claim] for claim in claims[code] if claim in inside)
        return -len(shared), shared, code

    return sorted(codes, key=rank)


def _latent(claims: Iterable[str], public: set[str]) -> dict[str, str]:
    """Each claim's latent code, longer where a public code or a claim with a smaller id has it already."""
    found: dict[str, str] = {}
    taken = set(public)
    for claim in sorted(claims):
        length = LENGTH
        while (code := latent_code(claim, length)) in taken:
            length += 1
        taken.add(code)
        found[claim] = code
    return found
