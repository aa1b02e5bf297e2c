"""Reports to measure with: the same number and seed give the same reports, about four hundred words each."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from trucewatch.documents.document import make_document
from trucewatch.model.document import BlockRole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trucewatch.model.document import Document
    from trucewatch.pipeline import Toolbox

WORDS = 400
SEED = 20200120
_NO_CONFLICT = frozenset({"derby-in-the-rain.txt"})
_SLOT = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"(?<![\w.,:/-])\d{1,2}(?![\w.,:/-])")
_PARAGRAPHS = frozenset({BlockRole.BODY, BlockRole.LISTING})
_SAME_KIND = 50
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def conflict_reports(tools: Toolbox, count: int) -> list[str]:
    """Reports of violence and truces: the bundled ones cut or filled up to length, with other places and numbers."""
    names = _names(tools)
    stories = [_Story(document, tools, names) for document in _bundled(tools)]
    draw = random.Random(SEED)  # noqa: S311 - no secret
    return [_told(stories, i, draw) for i in range(count)]


def calm_reports(count: int) -> list[str]:
    """Reports of sport, weather, business, cooking and culture, made of sentences of `calm.yaml`."""
    data = yaml.safe_load(Path(__file__).with_name("calm.yaml").read_text(encoding="utf-8"))
    draw = random.Random(SEED)  # noqa: S311 - no secret
    genres = sorted(data["titles"])
    return [_calm(data, genres[i % len(genres)], draw) for i in range(count)]


def write_reports(texts: Sequence[str], folder: Path) -> list[Path]:
    """The reports as files of a folder, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{i:06}.txt" for i in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


class _Story:
    """A bundled report: its head, its paragraphs, and for each place named other ones of its kind and country."""

    def __init__(self, document: Document, tools: Toolbox, names: Mapping[tuple[str, str], list[str]]) -> None:
        told = [block for block in document.blocks if block.role in _PARAGRAPHS]
        self.head = document.text[: told[0].start]
        self.paragraphs = [document.text[block.start : block.end] for block in told]
        self.others = dict(_swaps(document.text, tools, names))

    def swapped(self, text: str, draw: random.Random) -> str:
        """The text with about half of its places and all of its small numbers changed."""
        for name, others in self.others.items():
            if others and draw.random() < 1 / 2:
                text = re.sub(rf"\b{re.escape(name)}\b", draw.choice(others), text)
        return _NUMBER.sub(lambda found: _near(found, text, draw), text)


def _near(found: re.Match[str], text: str, draw: random.Random) -> str:
    """Another number near by; days of months stay as they are."""
    around = text[max(0, found.start() - 12) : found.end() + 12]
    dated = any(month in around for month in _MONTHS)
    return found[0] if dated else str(max(2, int(found[0]) + draw.randint(-1, 5)))


def _told(stories: Sequence[_Story], i: int, draw: random.Random) -> str:
    """One story's head and paragraphs, then another's, up to the length wanted."""
    story, second = stories[i % len(stories)], draw.choice(stories)
    pieces = [story.swapped(story.head.strip(), draw)]
    size = len(pieces[0].split())
    for source in (story, second):
        for paragraph in source.paragraphs:
            if size >= WORDS:
                break
            pieces.append(source.swapped(paragraph, draw))
            size += len(paragraph.split())
    return "\n\n".join(pieces) + "\n"


def _bundled(tools: Toolbox) -> Iterator[Document]:
    from trucewatch.reports.receive import Refused, receive

    for path in sorted(Path(str(files("trucewatch.bundled") / "reports")).glob("*.txt")):
        report = receive(path)
        if path.name not in _NO_CONFLICT and not isinstance(report, Refused):
            yield make_document(report, outlets=tools.outlets, calendar=())


def _swaps(text: str, tools: Toolbox, names: Mapping[tuple[str, str], list[str]]) -> Iterator[tuple[str, list[str]]]:
    """Each name of a place that is no country, with the names of others of its kind and country."""
    queries = tools.places.queries(text, [mention for mention in tools.places.mentions(text) if mention.strong])
    focus = tools.places.focus(queries, text=text)
    for answer in tools.places.answers(queries, focus=focus):
        entry = answer.chosen.entry if answer.chosen else None
        if entry and entry.kind not in {"country", "region"}:
            yield answer.query.name, names.get((entry.kind, entry.country), [])


def _names(tools: Toolbox) -> dict[tuple[str, str], list[str]]:
    """Some names of every kind of place of every country in the gazetteers."""
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for segment in tools.places.index.segments:
        for line in segment.data.decode().splitlines()[1:]:
            cells = line.split("\t")
            known = names[cells[2], cells[6]]
            if len(known) < _SAME_KIND:
                known.append(cells[1])
    return names


def _calm(data: dict[str, Any], genre: str, draw: random.Random) -> str:
    words = data["words"]

    def filled(sentence: str) -> str:
        return _SLOT.sub(lambda slot: str(draw.choice(words[slot[1]])), sentence)

    title, byline = filled(draw.choice(data["titles"][genre])), filled(draw.choice(data["bylines"]))
    sentences: list[str] = []
    size = 0
    while size < WORDS:
        for sentence in draw.sample(data[genre], len(data[genre])):
            sentences.append(filled(sentence))
            size += len(sentences[-1].split())
            if size >= WORDS:
                break
    paragraphs = [" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)]
    return "\n\n".join([title, byline, *paragraphs]) + "\n"
