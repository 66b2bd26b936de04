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


_DOORS = frozenset({"report", "after"})


@dataclass(frozen=True, slots=True)
class Section:
    """``views``: names of the routes it holds; ``slugs``: of the forms whose pages it holds. Without either it is words
    that are shown on other pages."""

    code: str
    title: Text
    sources: tuple[str, ...]
    views: frozenset[str] = frozenset()
    slugs: frozenset[str] = frozenset()
    say: Callable[[], Iterable[str]] = lambda: ()
    may_say: Callable[[], Iterable[str]] = lambda: ()

    def holds(self, view: str, given: Mapping[str, object]) -> bool:
        """Whether a page is part of it."""
        return view in self.views or (view.partition(":")[0] in _DOORS and given.get("slug") in self.slugs)


def _titles() -> list[str]:
    """What the list of forms says of each."""
    return [str(text) for journey in catalogue.offered() for text in (journey.title, journey.summary) if text]


def _form(*slugs: str) -> Callable[[], list[str]]:
    """Every text for people in some forms, and not what only the desk reads of them."""
    return lambda: [text for slug in slugs for text in catalogue.texts_of(catalogue.current(slug))]


def _report_type(slug: str, title: Text) -> "Section":
    return Section(slug, title, (*_FRAME, *_FORMS), slugs=frozenset({slug}), say=_form(slug))


_AFTER = (
    "victim-support",
    "more-evidence",
    "personal-statement",
    "ask-for-review",
    "stop",
    "how-we-did",
    "complaint",
)
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
    _report_type("burglary", _("Burglary")),
    _report_type("hate-crime", _("Hate crime")),
    _report_type("criminal-damage", _("Criminal damage")),
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
            "investigations/hearings.py",
            "investigations/cancellations.py",
            "portal/forms.py",
            "portal/views.py",
        ),
        views=frozenset({"portal:sent", "portal:track", "portal:held", "portal:tracking"}),
    ),
    Section(
        "after",
        _("What comes after a report"),
        (
            *_FRAME,
            *_FORMS,
            "portal/templates/portal/_report_page.html",
            "ui/templates/ui/_live_head.html",
            "portal/templates/portal/messages.html",
            "portal/templates/portal/_said.html",
            "portal/templates/portal/appointments.html",
            "portal/templates/portal/book.html",
            "portal/templates/portal/cancel_appointment.html",
            "portal/templates/portal/helping.html",
            "portal/templates/portal/_helping.html",
            "portal/templates/portal/support.html",
            "portal/templates/portal/stop_support.html",
            "portal/templates/portal/requests.html",
            "portal/templates/portal/thanks.html",
            "portal/templates/portal/complaints.html",
            "portal/what_if/helplines.py",
            "portal/forms.py",
            "conversations/forms.py",
            "complaints/enums.py",
            "complaints/independent.py",
            "victims/enums.py",
            "victims/asked/thanks.py",
        ),
        views=frozenset(
            f"portal:{name}"
            for name in (
                "messages",
                "messages-latest",
                "appointments",
                "book",
                "move-appointment",
                "cancel-appointment",
                "helping",
                "support",
                "stop-support",
                "requests",
                "complaints",
                "ask",
                "thanks",
            )
        ),
        slugs=frozenset(_AFTER),
        say=_form(*_AFTER),
    ),
    Section("replies", _("Suggested replies"), ("conversations/replies.py",)),
)


def section_of(view: str, given: Mapping[str, object]) -> Section | None:
    """The section of a page, from the name of its route and what its address gives."""
    return next((section for section in SECTIONS if section.holds(view, given)), None)


def section(code: str) -> Section | None:
    """By its code."""
    return next((known for known in SECTIONS if known.code == code), None)
