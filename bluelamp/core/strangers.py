"""Counting what strangers do without being able to say who did it.

Somebody's address is mixed with a random salt, and only counters remain at places that the mixture names. Salt and
counters live in memory alone, are thrown away every ten minutes, and are never written anywhere: whoever takes the
database, the logs and the disks finds nothing, and whoever takes the machine finds twenty minutes.

The memory is shared by the processes that are forked after it was made, so that a limit is one limit for all of them.
"""

import fcntl
import mmap
import os
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2b
from ipaddress import IPv6Address, IPv6Network, ip_address
from pathlib import Path
from threading import Lock

EPOCH = 600  # seconds
_SALT = 32  # bytes
_ROWS, _WIDTH = 4, 1 << 14  # a count-min sketch: it never counts too few, and too many only under millions of keys
_CELL = 2  # bytes
_HOUSEHOLD = 64  # bits of an IPv6 address that one connection is given; the rest its owner chooses (RFC 6177)
_SKETCH = _ROWS * _WIDTH * _CELL
_HEADER = 8 + 2 * _SALT
_FULL = (1 << 8 * _CELL) - 1


def connection_of(heard: str) -> str:
    """What is counted as one connection, of the address that was heard; "" where it tells nobody from others."""
    try:
        address = ip_address(heard)
    except ValueError:
        return ""
    if address.is_loopback:
        return ""
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Network((address.packed, _HOUSEHOLD), strict=False))
    return str(address)


class Strangers:
    """How often each key was counted in this epoch and the last."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, _HEADER + 2 * _SKETCH)
        self._file, name = tempfile.mkstemp()  # never written to: a lock, which a process that is killed lets go
        Path(name).unlink()
        weakref.finalize(self, os.close, self._file)
        self._threads = Lock()

    def count(self, key: str, at: datetime) -> int:
        """Once more; how often it is then."""
        return self._change(key, at, 1)

    def counted(self, key: str, at: datetime) -> int:
        return self._change(key, at, 0)

    def take_back(self, key: str, at: datetime) -> None:
        """Once less, as far as it was counted in this epoch."""
        self._change(key, at, -1)

    def forget(self) -> None:
        """All of it, at once."""
        with self._turn():
            self._memory[:] = bytes(len(self._memory))

    def _change(self, key: str, at: datetime, by: int) -> int:
        with self._turn():
            self._rotate(int(at.timestamp()) // EPOCH)
            now, before = ([self._cell(which, place) for place in self._places(which, key)] for which in (0, 1))
            step = by if min(now) + by >= 0 and max(now) + by <= _FULL else 0
            for place, value in zip(self._places(0, key), now, strict=True):
                self._put(place, value + step)
            return min(now) + step + min(before)

    def _rotate(self, epoch: int) -> None:
        """Fresh memory says epoch 0, so that the first use makes both salts. Who read the clock a moment ago, and comes
        after the others, counts with them."""
        known = int.from_bytes(self._memory[:8])
        if known - 1 <= epoch <= known:
            return
        if epoch == known + 1:
            self._memory[8 + _SALT : _HEADER] = self._memory[8 : 8 + _SALT]
            self._memory[_HEADER + _SKETCH :] = self._memory[_HEADER : _HEADER + _SKETCH]
        else:
            self._memory[8 + _SALT : _HEADER] = os.urandom(_SALT)
            self._memory[_HEADER + _SKETCH :] = bytes(_SKETCH)
        self._memory[8 : 8 + _SALT] = os.urandom(_SALT)
        self._memory[_HEADER : _HEADER + _SKETCH] = bytes(_SKETCH)
        self._memory[:8] = epoch.to_bytes(8)

    def _places(self, which: int, key: str) -> list[int]:
        """Where a key is counted, under the salt of this epoch (0) or the last (1)."""
        start = 8 + which * _SALT
        mixed = blake2b(key.encode(), key=self._memory[start : start + _SALT], digest_size=4 * _ROWS).digest()
        columns = (int.from_bytes(mixed[4 * row : 4 * row + 4]) % _WIDTH for row in range(_ROWS))
        return [_CELL * (row * _WIDTH + column) for row, column in enumerate(columns)]

    def _cell(self, which: int, place: int) -> int:
        start = _HEADER + which * _SKETCH + place
        return int.from_bytes(self._memory[start : start + _CELL])

    def _put(self, place: int, value: int) -> None:
        self._memory[_HEADER + place : _HEADER + place + _CELL] = value.to_bytes(_CELL)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with self._threads:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)
