"""The notices there are: a text file each, with every channel and both wordings."""

from collections.abc import Collection
from dataclasses import dataclass

from bluelamp.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class Template:
    """``fields`` are what its sender must give; ``neutral_fields`` those the neutral wording may show, because they
    mean nothing to anybody else. ``secret``: its words open something, so we do not keep them once they are sent.
    ``languages`` have a reviewed text (``<name>.txt`` is English, ``<name>.cy.txt``…)."""

    name: str
    when: str
    fields: frozenset[str]
    neutral_fields: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ("en",)
    secret: bool = False

    def check_fields(self, fields: Collection[str]) -> None:
        """Raises ``ValueError`` unless they are exactly the template's."""
        if set(fields) != self.fields:
            raise ValueError(f"{self.name} needs {sorted(self.fields)}, not {sorted(fields)}.")

    def language_for(self, wanted: str) -> str:
        return wanted if wanted in self.languages else "en"


_REPORT = frozenset({"reference", "track_url"})
TEMPLATES = (
    Template("report_received", "A report has arrived.", _REPORT),
    Template("crime_recorded", "A report was recorded as a crime.", _REPORT | {"crime_reference"}),
    Template("report_update", "There is news on the tracking page.", _REPORT),
    Template("outcome_recorded", "It was decided how the case is dealt with.", _REPORT | {"outcome"}),
    Template("not_investigating", "The police stop investigating.", _REPORT | {"outcome"}),
    Template("crime_cancelled", "A recorded crime was cancelled.", _REPORT | {"crime_reference", "why"}),
    Template("suspect_step", "A suspect was arrested, questioned or released.", _REPORT | {"step"}),
    Template("referral_waiting", "A partner has a referral to answer.", frozenset({"inbox_url"})),
    Template(
        "return_code",
        "Somebody asked for a way back to the answers they saved.",
        frozenset({"code", "return_url"}),
        neutral_fields=frozenset({"code"}),
        secret=True,
    ),
    Template(
        "sign_in_code",
        "Somebody wants to sign in to an account with their email address.",
        frozenset({"code"}),
        neutral_fields=frozenset({"code"}),
        secret=True,
    ),
    Template("new_sign_in", "An account was signed in to, and its owner wants to know.", frozenset()),
    Template("address_changed", "An account has another email address, and the one before hears of it.", frozenset()),
    Template("way_in_added", "An account can be signed in to in one more way.", frozenset()),
)
_BY_NAME = {template.name: template for template in TEMPLATES}


def template_called(name: str) -> Template:
    """Raises ``NotFound`` for a name that is not registered: a fault in the program that asks."""
    if name not in _BY_NAME:
        raise NotFound(f"There is no notice called {name}.")
    return _BY_NAME[name]
