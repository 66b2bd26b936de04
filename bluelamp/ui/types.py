"""What a door tells the layouts: who is here and where they can go."""

from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise
"""A string, translated now or when it is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One entry of a navigation bar. ``count`` is shown as a small figure beside it (an open queue)."""

    text: Text
    href: str
    current: bool = False
    count: int | None = None
    icon: str = ""  # name of a symbol in ui/kit/icons.html; phone bottom bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The two addresses of live news: what hands out a ticket, and the stream that the ticket opens."""

    ticket: Text = ""
    stream: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """A text in a language: its own name, with where it is chosen, or a sentence."""

    text: str
    lang: str
    direction: str
    href: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Everything a layout shows around a page. Empty values leave their part out."""

    service: Text = "Bluelamp"
    home: str = "/"
    nav: tuple[Link, ...] = ()
    footer: tuple[Link, ...] = ()
    person: Text = ""  # signed-in person's name
    role: Text = ""  # the part they play, in words
    who: str = ""  # opaque id of the signed-in person: one shared event stream for each
    sign_in: str = ""
    sign_out: str = ""  # takes a POST
    search: str = ""  # takes a POST with q: what people search for must not stand in addresses
    quick_exit: str = "https://www.bbc.co.uk/weather"
    lang: str = "en-GB"  # of the page, for screen readers and fonts
    direction: str = "ltr"
    tongues: tuple["Tongue", ...] = ()  # the languages that can be chosen; none leaves the choice out
    about_language: "Tongue | None" = None  # a line on the language of this page, in the reader's own
    live_since: str = ""  # last event already in the page, when the view knows it
