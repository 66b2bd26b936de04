"""Where the live news of pages comes from: the address that hands out tickets, and the stream that ``asgi`` serves."""

from django.urls import reverse_lazy

from bluelamp.ui.types import Feed

STREAM = "/stream"
FEED = Feed(ticket=reverse_lazy("live:ticket"), stream=STREAM)
