"""Uploads as files in a folder: how much of one counts, whose it is, and whom the disk has room for."""

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bluelamp.core import clock
from bluelamp.core.clock import now
from bluelamp.core.errors import NotFound, TooMany
from bluelamp.core.ids import new_id
from bluelamp.files import policies
from bluelamp.files.errors import StorageFull
from bluelamp.files.folder import SPARE
from bluelamp.files.spool import AHEAD, Busy, Spool, Upload

GB = 1_000_000_000


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path / "arriving")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets how many bytes the disk has beyond those that uploads must leave."""

    def set_room(room: int) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**12, 0, SPARE + room))

    return set_room


def begun(spool: Spool, owner: str = "one", *, length: int = 100, most: int = 9) -> Upload:
    return spool.create(owner, length=length, name="a.mp4", modified="1", most=most)


def grow(upload: Upload, by: int) -> None:
    """By bytes that take no room in a test."""
    with upload.locked() as file:
        file.truncate(file.tell() + by)


def aged(upload: Upload, age: timedelta) -> None:
    """Begun, and last grown, so long ago."""
    at = (now() - age).timestamp()
    for path in (upload.part, upload.about):
        os.utime(path, (at, at))


def test_what_was_not_compared_does_not_count_and_is_cut_off_by_whoever_comes_next(spool: Spool) -> None:
    upload = begun(spool)
    grow(upload, 10)
    upload.begin_unproven(10)
    with upload.part.open("ab") as file:
        file.write(b"x" * 30)
    assert upload.offset == 10
    with upload.locked() as again:
        assert again.tell() == 10
    assert upload.part.stat().st_size == 10
    grow(upload, 30)
    assert upload.offset == 40, "what was proven counts from then on"


def test_one_killed_before_its_mark_was_written_keeps_what_it_has(spool: Spool) -> None:
    upload = begun(spool)
    grow(upload, 10)
    upload.unproven.write_text("")
    assert upload.offset == 10


def test_one_at_a_time_adds_to_an_upload(spool: Spool) -> None:
    upload = begun(spool)
    with upload.locked(), pytest.raises(Busy):
        grow(upload, 1)
    grow(upload, 1)
    assert upload.offset == 1


def test_only_its_owner_finds_an_upload(spool: Spool) -> None:
    upload = begun(spool, "one")
    assert spool.find("one", upload.id) == upload
    for owner, upload_id in (("two", upload.id), ("one", new_id())):
        with pytest.raises(NotFound) as refused:
            spool.find(owner, upload_id)
        assert refused.value.code == "upload_gone"
    assert spool.of("two") == []


@pytest.mark.parametrize("missing", ["part", "about"])
def test_one_that_was_begun_or_removed_by_half_is_not_there(spool: Spool, missing: str) -> None:
    upload = begun(spool)
    path: Path = getattr(upload, missing)
    path.unlink()
    assert spool.of("one") == []
    with pytest.raises(NotFound):
        spool.find("one", upload.id)


def test_a_description_that_was_cut_short_stops_nobody_else(spool: Spool) -> None:
    broken, whole = begun(spool), begun(spool)
    broken.about.write_text('{"length": 1')
    assert spool.of("one") == [whole]
    assert begun(spool).id, "its room is not counted, and nothing fails"


def test_three_days_after_its_last_byte_an_upload_is_over(spool: Spool) -> None:
    upload = begun(spool)
    with clock.shifted(policies.UNFINISHED - timedelta(minutes=1)):
        assert spool.of("one") == [upload]
        assert spool.find("one", upload.id) == upload
    with clock.shifted(policies.UNFINISHED + timedelta(minutes=1)):
        assert spool.of("one") == []
        with pytest.raises(NotFound):
            spool.find("one", upload.id)


def test_sweeping_takes_what_is_over_and_halves_and_leaves_what_still_grows(spool: Spool) -> None:
    old, growing = begun(spool, "one"), begun(spool, "two")
    half = spool.root / "one" / f"{new_id().hex}.part"
    half.touch()
    aged(old, timedelta(days=4))
    aged(growing, timedelta(days=4))
    os.utime(growing.part)  # begun long ago; its last byte came just now
    os.utime(half, (0, 0))
    assert spool.sweep(before=now() - policies.UNFINISHED) == 1
    assert list((spool.root / "one").iterdir()) == []
    assert spool.of("two") == [growing]


def test_so_many_of_one_owner_are_on_their_way_at_once(spool: Spool) -> None:
    first = begun(spool, most=1)
    with pytest.raises(TooMany):
        begun(spool, most=1)
    begun(spool, "two", most=1)
    first.remove()
    begun(spool, most=1)


@pytest.mark.parametrize(
    ("arrived", "age", "still", "counts"),
    [
        (GB // 10, timedelta(minutes=5), timedelta(0), GB * 9 // 10),  # it comes
        (GB // 10, timedelta(minutes=20), timedelta(minutes=11), AHEAD),  # cut off
        (1_000, timedelta(minutes=5), timedelta(0), AHEAD),  # a byte now and then
        (0, timedelta(0), timedelta(0), AHEAD),  # only announced
        (GB - 1_000, timedelta(days=2), timedelta(days=1), 1_000),  # never more than is missing
    ],
)
def test_what_an_upload_counts_with(spool: Spool, arrived: int, age: timedelta, still: timedelta, counts: int) -> None:
    upload = begun(spool, length=GB)
    grow(upload, arrived)
    aged(upload, age)
    grew = (now() - still).timestamp()
    os.utime(upload.part, (grew, grew))
    assert upload.promised(now()) == counts


def test_an_upload_begins_when_the_disk_keeps_its_spare_room_and_what_others_are_sending(
    spool: Spool, disk: Callable[[int], None]
) -> None:
    disk(GB)
    other = begun(spool, length=GB)
    with pytest.raises(StorageFull):
        begun(spool, length=GB + 1)
    grow(other, GB // 2)
    disk(GB)
    assert begun(spool, length=GB // 2)
    with pytest.raises(StorageFull):
        begun(spool, length=GB // 2 + 1)
    assert len(spool.of("one")) == 2, "whoever was refused left nothing"


def test_whoever_is_sending_goes_on_however_full_it_is_and_whoever_was_cut_off_waits_for_room(
    spool: Spool, disk: Callable[[int], None]
) -> None:
    upload = begun(spool, length=GB)
    grow(upload, GB // 2)
    disk(0)
    spool.check_going_on(upload)
    aged(upload, timedelta(minutes=11))
    with pytest.raises(StorageFull):
        spool.check_going_on(upload)
    disk(AHEAD)
    spool.check_going_on(upload)


def test_the_first_bytes_are_taken_only_when_all_of_it_fits(spool: Spool, disk: Callable[[int], None]) -> None:
    upload = begun(spool, length=GB)
    disk(GB - 1)
    with pytest.raises(StorageFull):
        spool.check_going_on(upload)
    disk(GB)
    spool.check_going_on(upload)
