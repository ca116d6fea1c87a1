"""The cover of a DOCX: a picture that fills a page of its own (DrawingML)."""

from __future__ import annotations

from typing import Final

from translations.editions.office import docx_elements as w
from translations.editions.office.docx_styles import style_id
from translations.editions.office.flow import Cover, Style
from translations.editions.office.page import COVER_MARGIN, EDGE, Margin, fitted
from translations.editions.xml_elements import Xml, element

#: The relation of the picture's file.
RELATION: Final = "rId9"
_UNITS: Final = 12_700  #: of DrawingML in a point
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"


def cover(cover: Cover) -> Xml:
    """The paragraph that holds the picture, and ends the section of its page."""
    page = w.e("sectPr", *page_size(margin=COVER_MARGIN), w.e("vAlign", val="center"))
    properties = w.e("pPr", w.e("pStyle", val=style_id(Style.COVER)), page)
    return w.e("p", properties, w.e("r", w.e("drawing", _inline(cover))))


def page_size(*, margin: Margin) -> tuple[Xml, Xml]:
    """A4 with its margins."""
    sides = {"top": margin.above, "right": margin.side, "bottom": margin.below}
    sides |= {"left": margin.side, "header": EDGE, "footer": EDGE}
    written = {side: f"{round(points * 20)}" for side, points in sides.items()}
    return (w.e("pgSz", w="11906", h="16838"), w.e("pgMar", **written, gutter="0"))


def _inline(cover: Cover) -> Xml:
    width, height = fitted(cover.image.width, cover.image.height)
    size = {"cx": f"{round(width * _UNITS)}", "cy": f"{round(height * _UNITS)}"}
    named = {"id": "1", "name": "cover", "descr": cover.alternative}
    picture = element(
        "pic:pic",
        element(
            "pic:nvPicPr",
            element("pic:cNvPr", **named),
            element("pic:cNvPicPr", element("a:picLocks", noChangeAspect="1")),
        ),
        element(
            "pic:blipFill",
            element("a:blip", r_embed=RELATION),
            element("a:stretch", element("a:fillRect")),
        ),
        element(
            "pic:spPr",
            element("a:xfrm", element("a:off", x="0", y="0"), element("a:ext", **size)),
            element("a:prstGeom", element("a:avLst"), prst="rect"),
        ),
        xmlns_pic=f"{_DRAWING}/picture",
    )
    graphic = element("a:graphicData", picture, uri=f"{_DRAWING}/picture")
    return element(
        "wp:inline",
        element("wp:extent", **size),
        element("wp:docPr", **named),
        element("a:graphic", graphic, xmlns_a=f"{_DRAWING}/main"),
        xmlns_wp=f"{_DRAWING}/wordprocessingDrawing",
        **dict.fromkeys(("distT", "distB", "distL", "distR"), "0"),
    )
