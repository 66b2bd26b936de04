"""Fixtures for every test."""

pytest_plugins = [
    "tests.plugins.database",
    "tests.plugins.cast",
    "tests.plugins.files",
    "tests.plugins.ledger",
    "tests.plugins.running",
]
