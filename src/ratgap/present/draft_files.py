"""A draft as a document for word processors: OpenDocument text, or Office Open XML.

On A4; the instrument, the note and what is to be checked each begin a page, and the head of every
page says that it is a draft. The styles are those that word processors bring along: a ministry's
own take their place.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ratgap import gate, language

if TYPE_CHECKING:
    from ratgap.present.draft import Paragraph


def _shown(text: str) -> str:
    """Return ``text`` on one line, without what XML cannot hold; no-break spaces stay."""
    return "\xa0".join(gate.line(" ".join(part.split())) for part in text.split("\xa0"))


def odt(paragraphs: tuple[Paragraph, ...]) -> bytes:
    """Return ``paragraphs`` as OpenDocument text. Raises ModuleNotFoundError without odfdo."""
    import odfdo

    document = odfdo.Document("text")
    _style(document)
    body = document.body
    body.clear()
    styles = {"title": "Heading_20_1", "heading": "Heading_20_2", "blank": "List"}
    styles |= {"item": "Kept", "sign": "Kept"}
    for part in paragraphs:
        made: Any = odfdo.Paragraph(formatted=False)
        if part.kind in ("title", "heading"):
            made = odfdo.Header(1 if part.kind == "title" else 2, formatted=False)
        made.text = _shown(part.text)
        made.set_attribute("text:style-name", styles.get(part.kind, "Text_20_body"))
        if part.kind == "mark":
            document.get_style("master-page", "Standard").set_page_header(made)
        else:
            body.append(odfdo.List([made], "List_20_1") if part.kind == "item" else made)
    document.meta.title = _title(paragraphs)
    document.meta.creation_date = datetime.now().astimezone()
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _style(document: Any) -> None:
    """Set the styles of ``document`` right: what odfdo brings is French, and numbers the heads."""
    from odfdo import Element, Style

    words = document.get_style("paragraph").get_element("style:text-properties")
    words.set_attribute("fo:language", language.code)
    words.set_attribute("fo:country", "none")
    styles = document.get_part("styles.xml")
    styles.get_element("//text:outline-style").delete()
    for level in styles.get_elements("//text:list-style//style:list-level-properties"):
        level.set_attribute("text:space-before", "0.4cm")
        level.set_attribute("text:min-label-width", "0.4cm")
    first = document.get_style("paragraph", "Heading_20_1")
    first.set_properties({"fo:text-align": "center", "fo:break-before": "page"}, area="paragraph")
    # What stands together on a page: a declaration and its blank, what is to be signed.
    document.insert_style(Style("paragraph", name="Kept", parent_style="Text_20_body"))
    kept = document.get_style("paragraph", "Kept")
    kept.set_properties({"fo:keep-with-next": "always"}, area="paragraph")
    below_head = '<style:header-footer-properties fo:min-height="1cm" fo:margin-bottom="0.5cm"/>'
    styles.get_element("//style:header-style").append(Element.from_tag(below_head))
    below = document.get_style("paragraph", "List")
    below.set_properties({"fo:margin-left": "0.8cm"}, area="paragraph")


def docx(paragraphs: tuple[Paragraph, ...]) -> bytes:
    """Return ``paragraphs`` as Office Open XML. Raises ModuleNotFoundError without python-docx."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language.code)
    for name, size in (("Normal", 12), ("Heading 1", 16), ("Heading 2", 13)):
        style = document.styles[name]
        style.font.name, style.font.size = "Times New Roman", Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.rPr.rFonts
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["Heading 2"].paragraph_format.space_after = Pt(6)
    first = document.styles["Heading 1"].paragraph_format
    first.space_after = Pt(12)
    first.alignment, first.page_break_before = WD_ALIGN_PARAGRAPH.CENTER, True
    styles = {"title": "Heading 1", "heading": "Heading 2", "item": "List Bullet"}
    styles |= {"blank": "List Continue"}
    for part in paragraphs:
        text = _shown(part.text)
        if part.kind == "mark":
            page.header.paragraphs[0].text = text
        else:
            made = document.add_paragraph(text, styles.get(part.kind, "Normal"))
            made.paragraph_format.keep_with_next = part.kind in ("item", "sign") or None
    about = document.core_properties
    about.title, about.author, about.comments = _title(paragraphs), "", ""
    about.created = about.modified = datetime.now().astimezone()
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _title(paragraphs: tuple[Paragraph, ...]) -> str:
    return next(_shown(part.text) for part in paragraphs if part.kind == "title")
