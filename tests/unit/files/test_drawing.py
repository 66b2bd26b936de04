"""The program that draws small pictures: pixels come out, and nothing else."""

import resource
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pillow_heif import register_heif_opener

from bluelamp.files import drawing

SECRETS = (b"Exif", b"Secret Camera", b"http://ns.adobe.com/xap", b"ICC_PROFILE", b"Photoshop", b"comment here")


def photo(form: str, size: tuple[int, int] = (1600, 800), *, turned: int = 6) -> bytes:
    """As from a telephone: with a place, a camera, a profile and a direction."""
    register_heif_opener()
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (0, 0, size[0], size[1] // 2))
    exif = picture.getexif()
    exif[0x0110], exif[0x0112] = "Secret Camera", turned
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 28.0, 59.0), 3: "W", 4: (1.0, 53.0, 37.0)})
    out = BytesIO()
    more = {"comment": b"comment here"} if form == "JPEG" else {}
    picture.save(out, form, exif=exif, xmp=b"<x xmlns='http://ns.adobe.com/xap/1.0/'/>", **more)
    return out.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "HEIF", "AVIF"])
def test_a_small_picture_holds_no_place_and_no_camera(form: str) -> None:
    content = photo(form, turned=1 if form == "HEIF" else 6)  # HEIF says its direction elsewhere
    assert b"Secret Camera" in content
    small = drawing.draw(content)
    picture = Image.open(BytesIO(small))
    assert (picture.format, dict(picture.getexif()), len(small) < 20_000) == ("JPEG", {}, True)
    assert not [secret for secret in SECRETS if secret in small]
    assert picture.size == ((640, 320) if form == "HEIF" else (320, 640)), "upright, as it was seen"


def test_what_is_see_through_stands_on_white_and_a_moving_one_shows_its_beginning() -> None:
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    assert Image.open(BytesIO(drawing.draw(out.getvalue()))).getpixel((5, 5)) == (255, 255, 255)
    out = BytesIO()
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("white", "black")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    assert Image.open(BytesIO(drawing.draw(out.getvalue()))).getpixel((5, 5)) == (255, 255, 255)


def many_scans(side: int, times: int = 0) -> bytes:
    """A progressive JPEG of one grey, with its last pass over the pixels said again and again."""
    out = BytesIO()
    Image.new("L", (side, side), 128).save(out, "JPEG", progressive=True)
    whole = out.getvalue()
    return whole[:-2] + whole[whole.rfind(b"\xff\xda") : -2] * times + whole[-2:]


def test_passes_said_over_and_over_are_cut_short_and_need_fewer_pixels() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    refused = run(many_scans(7_000, 400))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (refused.returncode < 0, refused.stdout) == (True, b"")
    assert after.ru_utime - before.ru_utime < drawing.SECONDS + 1
    out = BytesIO()
    photo_of = Image.new("RGB", (64, 64))
    photo_of.save(out, "JPEG")
    once = out.getvalue()
    photo_of.save(out := BytesIO(), "JPEG", progressive=True)
    apart = once.replace(b"\xff\xda\x00\x0c\x03", b"\xff\xda\x00\x08\x01")
    found = [drawing.is_one_scan(Image.open(BytesIO(one)), one) for one in (once, apart, out.getvalue())]
    assert found == [True, False, False]


def run(content: bytes) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-I", str(Path(drawing.__file__))]
    return subprocess.run(command, input=content, capture_output=True, env={}, check=False)


def test_the_program_draws_and_refuses_bombs_and_nonsense() -> None:
    drawn = run(photo("JPEG", (40, 20)))
    assert drawn.returncode == 0
    assert Image.open(BytesIO(drawn.stdout)).size == (20, 40)
    bomb = BytesIO()
    Image.new("1", (60_000, 60_000)).save(bomb, "PNG")  # 450 MB in half a megabyte
    assert len(bomb.getvalue()) < 1_000_000
    for content in (bomb.getvalue(), many_scans(8_000), b"\xff\xd8\xff\xe0 no picture", b""):
        refused = run(content)
        assert (refused.returncode, refused.stdout) == (1, b"")
