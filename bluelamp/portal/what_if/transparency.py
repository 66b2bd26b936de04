"""The public record of this tool, in the order of the Algorithmic Transparency Recording Standard (tiers 1 and 2).

A record of what is so, not of what is hoped. Whatever changes in how the figures are made is changed here with it.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from bluelamp.analytics.selectors import ENOUGH, FEWEST, MOST_COHORTS
from bluelamp.portal.what_if.model import Words

WRITTEN = date(2026, 11, 29)
_FIGURES = {"enough": ENOUGH, "fewest": FEWEST, "months": MOST_COHORTS}


@dataclass(frozen=True, slots=True)
class Entry:
    """One heading of the record and what stands under it. Figures of the tool are filled in when it is shown."""

    heading: Words
    texts: tuple[Words, ...]

    @property
    def paragraphs(self) -> list[str]:
        """The texts as they are read."""
        return [str(text) % _FIGURES for text in self.texts]


TIER_1 = (
    Entry(
        _("What it is"),
        (
            _(
                "A page that tells people who think of reporting a crime what would happen, and apart from that what "
                "happened to reports of the same type in their district, force or nation."
            ),
        ),
    ),
    Entry(
        _("How it works"),
        (_("It counts published outcomes of past reports. It does not learn, and knows nothing about anybody."),),
    ),
    Entry(
        _("Why"),
        (
            _(
                "People do not report because they expect nothing to come of it, or expect too much. A fair account of "
                "both what they can count on and what usually happens lets them decide."
            ),
        ),
    ),
)
TIER_2 = (
    Entry(
        _("Who answers for it"),
        (
            _(
                "The police force named at the top of this page. Its analysts and administrators can switch it off, "
                "with a reason that stays on the ledger."
            ),
        ),
    ),
    Entry(
        _("Decisions and people"),
        (
            _(
                "No decision about a person is made with it, by anybody. No officer sees what you choose. Your report "
                "is handled in the same way whether or not you looked here, and whatever the figures say."
            ),
        ),
    ),
    Entry(
        _("Data"),
        (
            _(
                "Street and outcomes files of data.police.uk (Open Government Licence), joined by the published crime "
                "number into counts by district, type and month. No names, ages, ethnicity or addresses are in them."
            ),
            _("What you choose is not stored. A postcode becomes the district it lies in and is then forgotten."),
        ),
    ),
    Entry(
        _("Method"),
        (
            _(
                "Reports of the latest %(months)s months that were followed for at least 12 months; their first "
                "published result; cumulative incidence of competing results (Aalen and Johansen) after 1, 3, 6 and 12 "
                "calendar months, with “still open” as a share of its own; Wilson's 95%% intervals."
            ),
            _(
                "With fewer than %(enough)s reports those of the whole force are counted, then of all forces held, and "
                "the page says so. Nothing is said of fewer than %(fewest)s. Where only a last result is published, no "
                "course over time is shown."
            ),
            _(
                "How long ago it was, cameras and injuries are not in the data, so they never change a figure. "
                "A test proves that with every release."
            ),
        ),
    ),
    Entry(
        _("How far to trust it"),
        (
            _(
                "It is checked in every release against another implementation (scikit-survival), against Newcombe's "
                "published intervals, and by hand. It says what happened to others, not what will happen to you."
            ),
            _(
                "Forces publish late and unevenly. A type of crime holds very different cases. Months are calendar "
                "months, so “after 1 month” may be nearly two."
            ),
        ),
    ),
    Entry(
        _("Risks, and what is done about them"),
        (
            _(
                "That low figures keep people from reporting: rules, rights and support stand first, and the page "
                "asks everybody to report all the same."
            ),
            _(
                "That they hurt or mislead victims of the gravest crimes: there are none for rape and other sexual "
                "offences, domestic abuse and stalking, nor for assaults, which are published together with them. When "
                "somebody says that it was a partner or relative, or the same person again and again, there are none "
                "for that crime either."
            ),
            _("That they tell of single cases: counts are of whole districts, never of fewer than %(fewest)s reports."),
            _("That somebody sees what you looked at: the page's address names no crime, and there is a quick exit."),
        ),
    ),
    Entry(
        _("Equality (Equality Act 2010, section 149)"),
        (
            _(
                "Checked on 29 November 2026. The figures hold no protected characteristic, so they cannot show "
                "whether results differ between groups of people, and must not be read as if they did not. The page "
                "is tried in every release without JavaScript, at the width of a small telephone, and by an automatic "
                "check of its accessibility. Whoever cannot use it can call 101."
            ),
        ),
    ),
)
