"""A sealer in a process of its own, to be killed. Reads DATABASE_URL and BLUELAMP_LEDGER_DIR."""

import os
import threading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bluelamp.config.settings")

import django

django.setup()

from bluelamp.ledger import sealing  # noqa: E402 - needs Django

sealing.run(threading.Event())
