"""Draws a small picture from one that a stranger sent. A program of its own: it reads standard input, writes standard
output, and whatever the picture does to it, it does to nothing else.

It is started by ``previews`` without surroundings, and bounds itself before it looks at a byte: memory, processor
time, no files. What comes out holds pixels and nothing else: no place, no time, no camera, no profile, no thumbnail.
Exit 0 with a JPEG, 1 when there is nothing to draw.
"""

import io
import resource
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageFile

SIDE = 640  # pixels of the longer side
MEMORY = 1_500_000_000  # bytes
SECONDS = 3  # of processor: a telephone's 48 million pixels take half of one as JPEG, and nearly two as HEIC
MOST_PIXELS = 60_000_000  # decoded in full: 180 MB
MOST_PIXELS_ONE_SCAN = 250_000_000  # decoded at an eighth; the largest sensors in telephones have 200 million
_QUALITY = 80


def draw(content: bytes) -> bytes:
    """The picture in ``content``, small, as a JPEG. Raises ``ValueError`` for one too large, Pillow's own for none."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - after the bounds
    from pillow_heif import register_heif_opener  # noqa: PLC0415 - the same

    register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = None  # the bounds below are ours
    picture = Image.open(io.BytesIO(content))
    most = MOST_PIXELS_ONE_SCAN if is_one_scan(picture, content) else MOST_PIXELS
    if picture.width * picture.height > most:
        raise ValueError("too many pixels")
    picture.draft("RGB", (SIDE * 2, SIDE * 2))  # a JPEG's decoder leaves out what nobody would see
    turned = ImageOps.exif_transpose(picture)  # upright, as whoever took it saw it
    turned.thumbnail((SIDE, SIDE))
    on_white = Image.new("RGB", turned.size, "white")
    flat = turned.convert("RGBA")
    on_white.paste(flat, mask=flat)
    small = io.BytesIO()
    on_white.save(small, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return small.getvalue()


def is_one_scan(picture: "ImageFile.ImageFile", content: bytes) -> bool:
    """Whether it is a JPEG that is read in one pass over its pixels. Others hold as many passes as their maker likes,
    each a few bytes long, and the whole picture is held in memory until the last."""
    if picture.format != "JPEG" or picture.info.get("progressive"):
        return False
    components = len(picture.getbands())
    header = b"\xff\xda" + (6 + 2 * components).to_bytes(2) + components.to_bytes(1)  # ITU-T T.81, B.2.3
    end = picture.fp.tell() if picture.fp else 0  # the header of the first scan has just been read
    return content.startswith(header, max(0, end - 8 - 2 * components))


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        small = draw(sys.stdin.buffer.read())
    except Exception:
        return 1
    sys.stdout.buffer.write(small)
    return 0


if __name__ == "__main__":
    sys.exit(main())
