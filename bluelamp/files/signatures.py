"""What the first bytes of a file say it is. Strict: what is not on this list is not taken.

Sources: ISO/IEC 14496-12 (ftyp brands, MP4RA register), RFC 2083 (PNG), ITU-T T.81 (JPEG), ISO 32000 (PDF),
RFC 9649 (WebP), RFC 8794 (Matroska), RFC 3533 (Ogg), RFC 9639 (FLAC), RFC 4867 (AMR), GIF89a.
"""

from collections.abc import Callable

_BRANDS = {
    "image/heic": {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"},
    "image/avif": {b"avif", b"avis"},
    "video/quicktime": {b"qt  "},
    "audio/mp4": {b"M4A ", b"M4B "},
    "video/3gpp": {b"3gp4", b"3gp5", b"3gp6", b"3gp7", b"3gs7", b"3ge6", b"3g2a", b"3g2b", b"3gg6"},
    "video/mp4": {
        *(b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"hvc1"),
        *(b"M4V ", b"M4VH", b"MSNV", b"dash", b"mmp4", b"XAVC"),
    },
}
_QUICKTIME_ATOMS = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}  # before 2001 files began without ftyp
_LONGEST_FTYP = 256
_JPEG_MARKERS = {0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, 0xFE, *range(0xE0, 0xF0)}


def media_type(head: bytes) -> str | None:
    """The media type of a file that begins with ``head`` (its first 4 KiB, or all of it), or None."""
    return next((name for name, fits in _TESTS if fits(head)), None) or _iso_media(head)


def _iso_media(head: bytes) -> str | None:
    if head[4:8] in _QUICKTIME_ATOMS and int.from_bytes(head[:4], "big") >= 8:
        return "video/quicktime"
    size = int.from_bytes(head[:4], "big")
    if head[4:8] != b"ftyp" or not 16 <= size <= _LONGEST_FTYP:
        return None
    major, compatible = head[8:12], {head[at : at + 4] for at in range(16, min(size, len(head)), 4)}
    if major in {b"mif1", b"msf1"} and compatible & _BRANDS["image/avif"]:
        return "image/avif"
    return next((name for name, brands in _BRANDS.items() if major in brands), None)


def _jpeg(head: bytes) -> bool:
    return head[:3] == b"\xff\xd8\xff" and len(head) > 3 and head[3] in _JPEG_MARKERS


def _matroska(kind: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[:4] == b"\x1aE\xdf\xa3" and b"\x42\x82" in head[:64] and kind in head[:64]


def _mp3(head: bytes) -> bool:
    if head[:3] == b"ID3":
        return len(head) >= 10 and head[3] in {2, 3, 4} and all(byte < 0x80 for byte in head[6:10])
    # A frame: sync, MPEG 1 or 2, layer III, a real bit rate and sample rate.
    return (
        len(head) > 3
        and head[0] == 0xFF
        and head[1] & 0xF6 == 0xF2
        and head[2] >> 4 not in {0, 15}
        and head[2] >> 2 & 3 != 3
    )


_TESTS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("image/jpeg", _jpeg),
    ("image/png", lambda head: head[:16] == b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    ("image/gif", lambda head: head[:6] in {b"GIF87a", b"GIF89a"} and len(head) >= 13),
    (
        "image/webp",
        lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP" and head[12:16] in {b"VP8 ", b"VP8L", b"VP8X"},
    ),
    ("application/pdf", lambda head: head[:5] == b"%PDF-" and head[5:6] in {b"1", b"2"}),
    ("video/webm", _matroska(b"webm")),
    ("video/x-matroska", _matroska(b"matroska")),
    ("audio/wav", lambda head: head[:4] == b"RIFF" and head[8:16] == b"WAVEfmt "),
    ("audio/ogg", lambda head: head[:5] == b"OggS\0"),
    ("audio/flac", lambda head: head[:5] in {b"fLaC\0", b"fLaC\x80"}),
    ("audio/amr", lambda head: head[:6] == b"#!AMR\n" or head[:9] == b"#!AMR-WB\n"),
    ("audio/mpeg", _mp3),
)
