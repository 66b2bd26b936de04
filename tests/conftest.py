"""Fixtures for every test."""

from hypothesis import HealthCheck, settings

# A busy machine is no fault of the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

pytest_plugins = [
    "tests.plugins.database",
    "tests.plugins.cast",
    "tests.plugins.files",
    "tests.plugins.ledger",
    "tests.plugins.running",
]
