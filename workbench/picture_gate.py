"""Where pictures of strangers are read and made anew, in a process of its own.

What is kept is drawn afresh: nothing of the file stays but what it shows, no place
where it was taken and no camera.
"""

from __future__ import annotations

import base64
import io
import warnings
from typing import Any

from PIL import Image as Pictures
from PIL import ImageOps

from glossary.saying import say
from translations.editions.base import Image
from translations.errors import UnreadableDocument
from workbench import apart

#: Bytes that a picture may have.
LARGEST = 10_000_000
#: What a longer side is drawn down to, in pixels: more than any page prints.
_SIDE = 2400
_PIXELS = 80_000_000
_SECONDS = 20
_FORMATS = ("JPEG", "PNG", "WEBP")


def read(body: bytes, *, name: str) -> Image:
    """Read a JPEG, PNG or WebP picture; `UnreadableDocument` says what is wrong with it.

    Gives a JPEG, or a PNG where the picture was one.
    """
    if len(body) > LARGEST:
        reason = say("A picture may have %(count)s megabytes.", count=str(LARGEST // 1_000_000))
        raise UnreadableDocument(reason, place=name)
    answer = apart.ask(__name__, name, body, name=name, seconds=_SECONDS)
    return Image(
        media_type=answer["media_type"],
        content=base64.b64decode(answer["content"]),
        width=answer["width"],
        height=answer["height"],
    )


def _answer(body: bytes, name: Any) -> dict[str, Any]:
    warnings.simplefilter("ignore")  # a camera's notes that are cut off spoil no picture
    warnings.simplefilter("error", Pictures.DecompressionBombWarning)
    try:
        with Pictures.open(io.BytesIO(body), formats=_FORMATS) as found:
            if found.width * found.height > _PIXELS:
                raise UnreadableDocument(say("The picture has too many pixels."), place=name)
            return _drawn(found)
    except (OSError, SyntaxError, ValueError, Warning, Pictures.DecompressionBombError) as error:
        reason = say("This is no picture that can be read: JPEG, PNG or WebP.")
        raise UnreadableDocument(reason, place=name) from error


def _drawn(found: Pictures.Image) -> dict[str, Any]:
    is_png = found.format == "PNG"
    picture = _plain(ImageOps.exif_transpose(found), clear=is_png)
    picture.thumbnail((_SIDE, _SIDE))
    written = io.BytesIO()
    if is_png:
        picture.save(written, "PNG", optimize=True)
    else:
        picture.save(written, "JPEG", quality=88, optimize=True)
    return {
        "media_type": "image/png" if is_png else "image/jpeg",
        "content": base64.b64encode(written.getvalue()).decode("ascii"),
        "width": picture.width,
        "height": picture.height,
    }


def _plain(picture: Pictures.Image, *, clear: bool) -> Pictures.Image:
    """Give a picture in plain colours; what is transparent stays so, or is white paper."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    seen_through = picture.convert("RGBA")
    if clear:
        return seen_through
    paper = Pictures.new("RGBA", picture.size, "white")
    return Pictures.alpha_composite(paper, seen_through).convert("RGB")


if __name__ == "__main__":
    apart.answer(_answer, seconds=_SECONDS)
