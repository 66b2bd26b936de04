"""``python -m bluelamp.config``: the console, for processes that we start ourselves."""

from bluelamp.config.console import main

main()
