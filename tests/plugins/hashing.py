"""Passwords and receipts are hashed by the real Argon2id, at a price that a test can pay hundreds of times."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher


@pytest.fixture(scope="session", autouse=True)
def cheap_hashing() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Argon2PasswordHasher, "time_cost", 1)
        patch.setattr(Argon2PasswordHasher, "memory_cost", 1024)
        patch.setattr(Argon2PasswordHasher, "parallelism", 1)
        yield
