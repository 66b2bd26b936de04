"""Fixtures for every test."""

from hypothesis import settings

settings.register_profile("house", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("house")

pytest_plugins = [
    "tests.plugins.database",
    "tests.plugins.cast",
    "tests.plugins.files",
    "tests.plugins.ledger",
    "tests.plugins.running",
]
