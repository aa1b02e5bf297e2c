"""How a Word document looks: plain styles by name, so that whoever edits it can restyle all of it; paper, head and foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trucewatch.publications.report.content import Run
from trucewatch.publications.report.wordml import SPACE, Writer

if TYPE_CHECKING:
    from trucewatch.publications.report.content import ReportContent

FONT = "Arial"
"""It has both scripts wherever Word runs; elsewhere a font of the same measures takes its place."""
_INK, _SOFT = "1B1B1A", "5A5853"
_HALF_POINTS = 2
_MM = 36000
_STYLES = {
    "Normal": (10, False, _INK, 0, 4),
    "Title": (20, True, _INK, 0, 8),
    "Heading1": (14, True, _INK, 18, 4),
    "Heading2": (11, True, _INK, 10, 2),
    "Heading3": (9.5, True, _INK, 6, 0),
    "Caption": (9, False, _SOFT, 4, 3),
    "ListBullet": (9.5, False, _INK, 0, 2),
    "Header": (8, False, _SOFT, 0, 0),
    "Footer": (8, False, _SOFT, 0, 0),
    "Fact": (10, False, _INK, 0, 1),
    "Note": (8.5, False, _SOFT, 0, 2),
    "Contents": (10, False, _INK, 0, 0),
    "Cell": (8.5, False, _INK, 1, 1),
    "CellGroup": (8.5, True, _INK, 5, 1),
}
"""Size in points, boldness, colour, and the space before and after in points, by the style's id."""
_KEPT = frozenset({"Title", "Heading1", "Heading2", "Heading3", "Caption", "CellGroup"})
_LEVELS = {"Heading1": 0, "Heading2": 1, "Heading3": 2}


def dress(document: Any, content: ReportContent) -> None:
    """Styles, paper, head and foot of a document."""
    from docx.oxml import parse_xml

    styles = document.styles.element
    known = {style.get(f"{{{SPACE}}}styleId"): style for style in styles.findall(f"{{{SPACE}}}style")}
    for id_ in _STYLES:
        made = parse_xml(_style(id_, known.get(id_)))
        if id_ in known:
            styles.replace(known[id_], made)
        else:
            styles.append(made)
    _speak(styles, content.language)
    _paper(document.sections[0], content)


def _style(id_: str, old: Any) -> str:
    """A style; one of Word's own keeps its name, and a list its numbers."""
    size, is_bold, colour, before, after = _STYLES[id_]
    name = id_ if old is None else old.find(f"{{{SPACE}}}name").get(f"{{{SPACE}}}val")
    own = 'w:customStyle="1" ' if old is None else ""
    default = 'w:default="1" ' if id_ == "Normal" else ""
    based = "" if id_ == "Normal" else '<w:basedOn w:val="Normal"/>'
    kept = "<w:keepNext/>" if id_ in _KEPT else ""
    level = f'<w:outlineLvl w:val="{_LEVELS[id_]}"/>' if id_ in _LEVELS else ""
    number = None if old is None else old.find(f".//{{{SPACE}}}numId")
    numbered = "" if number is None else f'<w:numPr><w:numId w:val="{number.get(f"{{{SPACE}}}val")}"/></w:numPr>'
    bold = "<w:b/><w:bCs/>" if is_bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    points = f"{size * _HALF_POINTS:g}"
    return (
        f'<w:style xmlns:w="{SPACE}" w:type="paragraph" {own}{default}w:styleId="{id_}"><w:name w:val="{name}"/>{based}'
        f"<w:qFormat/><w:pPr>{kept}{numbered}"
        f'<w:spacing w:before="{before * 20}" w:after="{after * 20}" w:line="259" w:lineRule="auto"/>{level}</w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>{bold}'
        f'<w:color w:val="{colour}"/><w:sz w:val="{points}"/><w:szCs w:val="{points}"/></w:rPr></w:style>'
    )


def _speak(styles: Any, language: str) -> None:
    """The language of all that says no other."""
    for lang in styles.iterfind(f"{{{SPACE}}}docDefaults//{{{SPACE}}}lang"):
        lang.set(f"{{{SPACE}}}val", "en-GB")
        lang.set(f"{{{SPACE}}}bidi", language if language != "en" else "ar-SA")


def _paper(section: Any, content: ReportContent) -> None:
    """A4, with what the report is at the head of each page but the first, and the page's number at the foot."""
    section.page_width, section.page_height = 210 * _MM, 297 * _MM
    section.left_margin = section.right_margin = 18 * _MM
    section.top_margin = section.bottom_margin = 20 * _MM
    section.different_first_page_header_footer = True
    writer = Writer(is_rtl=content.is_rtl)
    number = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    centred = '<w:jc w:val="center"/>'
    _fill(section.header, writer.paragraph(writer.runs((Run(content.running),)), "Header", look=centred))
    for foot in (section.footer, section.first_page_footer):
        _fill(foot, writer.paragraph(number, "Footer", look=centred))


def _fill(part: Any, inner: str) -> None:
    from docx.oxml import parse_xml

    old = part.paragraphs[0]._p  # noqa: SLF001 - python-docx has no words for raw paragraphs
    old.getparent().replace(old, parse_xml(inner.replace("<w:p>", f'<w:p xmlns:w="{SPACE}">', 1)))
