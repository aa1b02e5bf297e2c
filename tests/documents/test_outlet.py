from __future__ import annotations

import pytest
from tests.documents.builders import PAPERS, document_of

from trucewatch.documents.outlet import find_outlet

BODY = "A shell fell on the market of Docktown on Friday and wounded two men, the council said in the evening."


def outlet(text: str) -> str:
    return document_of(text).outlet


def test_each_clue_is_read() -> None:
    assert outlet(f"Shell hits the market of Docktown\n\nBy Delta Wire\n\n{BODY}") == "Delta Wire"
    assert outlet(f"Shell hits the market of Docktown\n\nDOCKTOWN (DW) – {BODY}") == "Delta Wire"
    assert outlet(f"The Northern Star\n6 May 2020\n\nShell hits the market of Docktown\n\n{BODY}") == "Northern Star"
    assert outlet(f"Shell hits the market of Docktown\n\n{BODY}\n\n© 2020 Docktown Bugle. All rights reserved.") == (
        "Docktown Bugle"
    )
    assert outlet(f"Canal Gazette | 6 May 2020\n\nShell hits the market of Docktown\n\n{BODY}") == "Canal Gazette"


def test_nothing_is_guessed() -> None:
    assert outlet(f"Shell hits the market of Docktown\n\nNews\n\n{BODY}") == ""


def test_the_site_outweighs_the_wire_it_prints() -> None:
    text = f"Shell hits the market of Docktown\n\nBy Delta Wire\n\n{BODY}\n\nOriginal url:\nhttps://www.northernstar.example/a/1"
    assert outlet(text) == "Northern Star"


@pytest.mark.parametrize("url", ["", "no address", "https://[broken", "https://example.org/x"])
def test_an_address_that_tells_nothing_is_passed_over(url: str) -> None:
    found = find_outlet(PAPERS, url=url, site="", header=[], lead="", mastheads=[], dropped=[])
    assert found == ""
