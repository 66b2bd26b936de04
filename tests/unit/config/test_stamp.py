"""A state folder of another version is recognised, and what can be done about it is said."""

import json
from pathlib import Path

import pytest

from bluelamp.config import stamp
from bluelamp.config.postgres import Cluster


@pytest.fixture
def own(tmp_path: Path) -> Cluster:
    """The cluster of a state folder in which there is none yet."""
    return Cluster(tmp_path / "postgres")


def _data_of(own: Cluster, version: str) -> None:
    own.data.mkdir(parents=True)
    (own.data / "PG_VERSION").write_text(f"{version}\n", encoding="ascii")


def test_a_new_folder_and_our_own_pass(tmp_path: Path, own: Cluster) -> None:
    stamp.check(own, tmp_path)
    stamp.write(tmp_path)
    assert stamp.read(tmp_path) == stamp.current()
    _data_of(own, own.software_version())
    stamp.check(own, tmp_path)


def test_a_folder_from_before_there_were_stamps_is_left_to_the_migrations(tmp_path: Path, own: Cluster) -> None:
    _data_of(own, own.software_version())
    stamp.check(own, tmp_path)
    assert stamp.maker(tmp_path) == "an earlier Bluelamp"


def test_a_folder_that_is_arranged_in_another_way_is_refused_in_words(tmp_path: Path, own: Cluster) -> None:
    (tmp_path / "made-by.json").write_text(json.dumps({"layout": 99, "bluelamp": "7.5"}), encoding="utf-8")
    with pytest.raises(stamp.OtherVersionError) as refusal:
        stamp.check(own, tmp_path)
    for words in (str(tmp_path), "made by Bluelamp 7.5", "Nothing was changed", "BLUELAMP_VAR", "make reset"):
        assert words in str(refusal.value)


def test_data_of_another_postgresql_is_refused_in_words(tmp_path: Path, own: Cluster) -> None:
    _data_of(own, "9.6")
    with pytest.raises(stamp.OtherVersionError, match=r"an earlier Bluelamp, with PostgreSQL 9\.6"):
        stamp.check(own, tmp_path)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"layout": "x", "bluelamp": "1"}', '{"layout": null}', "\0"])
def test_a_stamp_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "made-by.json").write_text(text, encoding="utf-8")
    assert stamp.read(tmp_path) is None
