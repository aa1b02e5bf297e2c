"""What README and guide say is true: links lead somewhere, commands and options exist, tables and samples are current."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import typer.main
from tools.pages import KINDS_PAGE, MEASURES_PAGE, kinds_page, register_blocks, samples, with_block

from trucewatch.cli.main import build_app
from trucewatch.packs.loader import load_packs

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("training/*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`|^    (.+)$", re.MULTILINE)
COMMAND = re.compile(r"\btrucewatch ((?:[a-z]+\b ?)+)([^`\n]*)")
TARGET = re.compile(r"\bmake ([a-z-]+)\b")
FILE = re.compile(r"(?:src|tests|tools|docs|training|benchmarks)/[\w./-]+")
FORBIDDEN = re.compile(r"\b(?:session|issue #?\d|/work/|/tmp/|helper)\b", re.IGNORECASE)


def code_of(page: Path) -> list[str]:
    """The page's code: between backticks, or indented."""
    return [first or second for first, second in CODE.findall(page.read_text(encoding="utf-8"))]


def commands() -> dict[str, set[str]]:
    """Each command of the program with its options, groups' commands by both their words."""
    found: dict[str, set[str]] = {"": {"--version", "--help"}}
    for name, command in vars(typer.main.get_command(build_app()))["commands"].items():
        for path, one in [(name, command), *((f"{name} {n}", c) for n, c in getattr(command, "commands", {}).items())]:
            found[path] = {"--help", *(option for param in one.params for option in param.opts)}
    return found


def names_in(schema: Any) -> set[str]:
    """Every property that a JSON schema names."""
    if isinstance(schema, list):
        return {name for part in schema for name in names_in(part)}
    if not isinstance(schema, dict):
        return set()
    own = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
    return own | {name for part in schema.values() for name in names_in(part)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    inside = [link.split("#")[0] for link in LINK.findall(text) if not link.startswith(("http", "#"))]
    assert [link for link in inside if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_to_headings_lead_to_one(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-")
        for line in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }
    assert [link for link in LINK.findall(text) if link.startswith("#") and link[1:] not in headings] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_and_options_exist(page: Path) -> None:
    known = commands()
    wrong = []
    for code in code_of(page):
        for words, rest in COMMAND.findall(code):
            two, one = " ".join(words.split()[:2]), words.split()[0]
            name = two if two in known else one
            options = set(re.findall(r"(?<![\w-])--[a-z]+", words + rest))
            wrong += [code] if name not in known or options - known[name] else []
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_make_targets_and_files_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    code = code_of(page)
    assert [one for one in code for target in TARGET.findall(one) if target not in targets] == []
    assert [one for one in code for file in FILE.findall(one) if not (ROOT / file.rstrip(".,")).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_pages_speak_of_the_project_alone(page: Path) -> None:
    assert FORBIDDEN.findall(page.read_text(encoding="utf-8")) == []


def test_page_of_kinds_is_current() -> None:
    assert KINDS_PAGE.read_text(encoding="utf-8") == kinds_page(load_packs().kinds), "run python tools/pages.py"


@pytest.mark.parametrize("file", ["record.schema.json", "incidents/incident.schema.json"])
def test_page_of_the_record_names_every_field(file: str) -> None:
    schema = json.loads((ROOT / "src/trucewatch/publications" / file).read_text(encoding="utf-8"))
    told = set(re.findall(r"`(\w+)`", (ROOT / "docs/record.md").read_text(encoding="utf-8")))
    assert names_in(schema) - told == set()


def test_sample_output_is_current() -> None:
    """The sample report of the README, read now; the register and the file that shows how to write an agreement."""
    for page, block, lines in (*samples(), *register_blocks()):
        text = page.read_text(encoding="utf-8")
        assert f"<!-- {block} -->" in text
        assert text == with_block(text, block, lines), f"{page.name}: run python tools/pages.py"


def test_measured_tables_are_filled() -> None:
    empty = re.findall(r"<!-- (figures: [^>]*) -->\n<!-- end -->", MEASURES_PAGE.read_text(encoding="utf-8"))
    assert empty == [], "run python tools/pages.py --figures"


def test_blocks_are_replaced_and_nothing_else() -> None:
    page = "a\n<!-- figures: x -->\nold\n<!-- end -->\nb\n<!-- figures: y -->\nstays\n<!-- end -->\n"
    expected = "a\n<!-- figures: x -->\nnew\n<!-- end -->\nb\n<!-- figures: y -->\nstays\n<!-- end -->\n"
    assert with_block(page, "figures: x", ["new"]) == expected
    assert with_block(page, "figures: z", ["new"]) == page
