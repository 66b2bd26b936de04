"""What is hashed: every column, in one way only, and never a word in clear."""

import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.core.ids import new_id
from bluelamp.core.merkle import leaf_hash
from bluelamp.ledger.encoding import (
    SHEET_SIZE,
    Content,
    encode,
    has_sheets,
    hash_entry,
    note_digest,
    sheets_subject,
)
from bluelamp.ledger.models import Entry

NAMES = st.lists(st.text(max_size=20), max_size=4)
CONTENTS = st.builds(
    Content,
    id=st.uuids(),
    version=st.just(1),
    at=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - its bounds
    actor_kind=st.text(max_size=16),
    actor_id=st.uuids(),
    roles=NAMES,
    act=st.text(max_size=16),
    action=st.text(max_size=80),
    subjects=NAMES,
    matter_id=st.none() | st.uuids(),
    purpose=st.text(max_size=20),
    recipients=NAMES,
    note_digest=st.none() | st.binary(max_size=32),
    batch_root=st.none() | st.binary(max_size=32),
    batch_size=st.none() | st.integers(0, 10**9),
    salt=st.binary(max_size=16),
    txid=st.integers(3, 2**62),
)


def test_every_column_of_the_table_is_encoded() -> None:
    assert Content._fields == tuple(field.name for field in Entry._meta.concrete_fields)


@given(CONTENTS, CONTENTS)
def test_two_entries_encode_alike_only_when_they_are_the_same(one: Content, other: Content) -> None:
    assert (encode(one) == encode(other)) == (one == other)


@given(CONTENTS, CONTENTS, st.sampled_from(Content._fields))
def test_a_change_of_any_column_changes_the_hash(one: Content, other: Content, name: str) -> None:
    changed = one._replace(**{name: getattr(other, name)})
    assert (hash_entry(changed) == hash_entry(one)) == (changed == one)


@given(CONTENTS)
def test_it_is_canonical_json(content: Content) -> None:
    written = encode(content)
    again = json.dumps(json.loads(written), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert again.encode() == written
    assert hash_entry(content) == leaf_hash(written)


@given(CONTENTS, st.integers(-14 * 60, 14 * 60))
def test_the_time_zone_of_the_session_does_not_matter(content: Content, minutes: int) -> None:
    zone = timezone(timedelta(minutes=minutes))
    assert encode(content._replace(at=content.at.astimezone(zone))) == encode(content)


def test_a_version_of_the_future_is_not_guessed_at() -> None:
    row = Entry(actor_id=new_id(), salt=b"", txid=3, version=2)
    content = Content(*(getattr(row, name) for name in Content._fields))
    with pytest.raises(ValueError, match="version 2"):
        encode(content)


def test_a_reason_is_committed_with_its_salt() -> None:
    assert note_digest(b"salt", "why") == sha256(b"saltwhy").digest()
    assert note_digest(b"salt", "why") != note_digest(b"other", "why")


def test_sheets_are_committed_in_their_order() -> None:
    names = [f"records.person:{number}" for number in range(SHEET_SIZE + 1)]
    subject = sheets_subject(names)
    assert has_sheets([subject])
    assert len(subject) <= 100
    assert subject == sheets_subject(list(names))
    others = (names[::-1], names[1:], [*names, names[0]], [names[1], names[0], *names[2:]])
    assert subject not in {sheets_subject(other) for other in others}


def test_other_subjects_are_no_sheets() -> None:
    assert not has_sheets([])
    assert not has_sheets(["records.person:1"])
