"""The web workers' common parent: what it loads before they are forked, and when it gives up."""

import subprocess
import sys

from bluelamp.config.exits import Exit
from bluelamp.config.web import _MOST_DEATHS, Deaths
from tests.plugins.running import console

LOADED = """
import threading
from bluelamp.config import web
web.load()
import sys
from django.db import connections
from django.template import engines
assert "bluelamp.config.asgi" not in sys.modules  # it watches the parent from a thread, and asks the database
assert all(connection.connection is None for connection in connections.all())
print(threading.active_count(), len(engines["jinja2"].env.cache) > 100, "bluelamp.desk.contact.views" in sys.modules)
"""


def test_what_is_loaded_before_the_fork_starts_no_thread_and_opens_no_connection() -> None:
    found = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=False)
    assert found.returncode == Exit.DONE, found.stderr
    assert found.stdout.split() == ["1", "True", "True"]


def test_many_deaths_at_once_are_a_loop_and_a_few_are_not() -> None:
    deaths = Deaths()
    assert [deaths.get(1) for _ in range(_MOST_DEATHS - 1)] == [0.0] * (_MOST_DEATHS - 1)
    assert deaths.get(2) == 0.0  # another worker
    assert deaths.get(1) > 0


def test_a_number_that_is_no_port_is_refused_in_words() -> None:
    found = subprocess.run(console("web", "--port", "0"), capture_output=True, text=True, check=False)
    assert found.returncode == Exit.USAGE
    assert "--port" in found.stderr
