"""The cover of a DOCX: a picture that fills a page of its own (DrawingML)."""

from __future__ import annotations

from typing import Final

from translations.editions.office import docx_elements as w
from translations.editions.office.docx_styles import style_id
from translations.editions.office.flow import Cover, Style
from translations.editions.office.markup import Xml, element

#: The relation of the picture's file.
RELATION: Final = "rId9"
#: A4 within its margins, in points; and how many of DrawingML's units a point has.
WIDTH, HEIGHT, _UNITS = 595.3 - 2 * 40, 841.9 - 2 * 48, 12_700
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"


def fitted(width: int, height: int) -> tuple[float, float]:
    """The size in points at which a picture of so many pixels fills the page and keeps its form."""
    scale = min(WIDTH / max(width, 1), HEIGHT / max(height, 1))
    return width * scale, height * scale


def cover(cover: Cover) -> Xml:
    """The paragraph that holds the picture, and ends the section of its page."""
    page = w.e("sectPr", *page_size(margin=(48, 40)), w.e("vAlign", val="center"))
    properties = w.e("pPr", w.e("pStyle", val=style_id(Style.COVER)), page)
    return w.e("p", properties, w.e("r", w.e("drawing", _inline(cover))))


def page_size(*, margin: tuple[float, float]) -> tuple[Xml, Xml]:
    """A4 with margins of (top and bottom, left and right) points."""
    vertical, side = (f"{round(points * 20)}" for points in margin)
    sides = {"top": vertical, "right": side, "bottom": vertical, "left": side}
    return (
        w.e("pgSz", w="11906", h="16838"),
        w.e("pgMar", **sides, header="709", footer="709", gutter="0"),
    )


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
