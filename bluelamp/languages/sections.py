"""The parts of the service that are translated, each as a whole. A new one is an entry here and its words.

``sources`` name the files whose marked texts a section shows, beneath ``bluelamp/``; ``say`` gives texts that do not
stand in a file of its own; ``may_say`` gives those that need not be translated for the rest to be of use, such as the
titles of all forms on the page where one is chosen: a new form must not take the way in from anybody.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from bluelamp.journeys import catalogue
from bluelamp.ui.types import Text

_FRAME = (
    "ui/templates/ui/public.html",
    "ui/templates/ui/_base.html",
    "ui/templates/ui/_demo.html",
    "ui/filters.py",
    "ui/plain_words.py",
    "portal/frames.py",
    "languages/words.py",
)
_FORMS = (
    "journeys/templates/journeys/**/*.html",
    "journeys/questions/*.py",
    "journeys/views/*.py",
    "journeys/services/*.py",
)


@dataclass(frozen=True, slots=True)
class Section:
    """``views``: names of the routes it holds; ``slug``: of the report type whose pages it holds."""

    code: str
    title: Text
    sources: tuple[str, ...]
    views: frozenset[str] = frozenset()
    slug: str = ""
    say: Callable[[], Iterable[str]] = lambda: ()
    may_say: Callable[[], Iterable[str]] = lambda: ()

    def holds(self, view: str, given: Mapping[str, object]) -> bool:
        """Whether a page is part of it."""
        if self.slug:
            return view.partition(":")[0] == "report" and given.get("slug") == self.slug
        return view in self.views


def _titles() -> list[str]:
    """What the list of forms says of each."""
    return [str(text) for journey in catalogue.offered() for text in (journey.title, journey.summary) if text]


def _form(slug: str) -> Callable[[], list[str]]:
    """Every text for people in a form, and not what only the desk reads of it."""
    return lambda: catalogue.texts_of(catalogue.current(slug))


SECTIONS = (
    Section(
        "gate",
        _("The way in"),
        (
            *_FRAME,
            "portal/templates/portal/home.html",
            "portal/templates/portal/gate.html",
            "portal/templates/portal/emergency.html",
            "portal/templates/portal/choose.html",
            "contact/report_types/_kinds.py",
            "portal/forms.py",
            "portal/views.py",
            "portal/choosing.py",
            "contact/report_types/_kinds.py",
            "contact/danger.py",
        ),
        views=frozenset({"portal:home", "portal:gate", "portal:emergency", "portal:choose"}),
        may_say=_titles,
    ),
    Section("burglary", _("Burglary"), (*_FRAME, *_FORMS), slug="burglary", say=_form("burglary")),
    Section("hate-crime", _("Hate crime"), (*_FRAME, *_FORMS), slug="hate-crime", say=_form("hate-crime")),
    Section(
        "tracking",
        _("Following a report"),
        (
            *_FRAME,
            "portal/templates/portal/sent.html",
            "portal/templates/portal/track.html",
            "portal/templates/portal/tracking.html",
            "portal/tracking.py",
            "portal/offers.py",
            "portal/belongings.py",
            "victims/enums.py",
            "investigations/victims_code.py",
            "investigations/outcomes.py",
            "investigations/suspect_steps.py",
            "investigations/cancellations.py",
            "portal/forms.py",
            "portal/views.py",
        ),
        views=frozenset({"portal:sent", "portal:track", "portal:held", "portal:tracking"}),
    ),
)


def section_of(view: str, given: Mapping[str, object]) -> Section | None:
    """The section of a page, from the name of its route and what its address gives."""
    return next((section for section in SECTIONS if section.holds(view, given)), None)


def section(code: str) -> Section | None:
    """By its code."""
    return next((known for known in SECTIONS if known.code == code), None)
