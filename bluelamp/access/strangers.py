"""The one count of what strangers try, made before the web process forks: see ``core.strangers``."""

from bluelamp.core.strangers import Strangers

STRANGERS = Strangers()
