"""What a report type is, besides its questions."""

from dataclasses import dataclass, fields

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types._kinds import Kind
from bluelamp.journeys.definition import Answers, Condition, Journey, Means, Words


@dataclass(frozen=True)
class Offence:
    """What such a report is recorded as unless the desk decides otherwise: Home Office code and title.

    Codes change; they are a proposal to a person, never a decision.
    """

    code: str
    title: Words
    when: Condition | None = None  # on the answers


# It is a crime, but which one nobody should guess from a few answers: the desk is offered none and has to choose.
SOMEBODY_DECIDES = Offence("", _("Decided by whoever reads it"))


@dataclass(frozen=True)
class IncidentClass:
    """A class of incident, by its code in the National Standard for Incident Recording, after certain answers."""

    code: str
    when: Condition


@dataclass(frozen=True)
class OnlyHere:
    """A question that only this type asks, and why it is worth somebody's time."""

    question: str
    why: Words


@dataclass(frozen=True, kw_only=True)
class Thrive:
    """What the contact desk asks itself about such a report (Threat, Harm, Risk, Investigation, Vulnerability,
    Engagement), one line each."""

    threat: Words
    harm: Words
    risk: Words
    investigation: Words
    vulnerability: Words
    engagement: Words

    def __iter__(self) -> "zip[tuple[str, Words]]":
        names = [f.name for f in fields(self)]
        return zip(names, [getattr(self, name) for name in names], strict=True)


@dataclass(frozen=True, kw_only=True)
class ReportType:
    """A journey with what the desk needs to handle its answers. ``kind`` is where it stands in the list of all.

    ``offence`` is what is proposed, ``None`` when it is no crime yet; before it, the first of ``offences`` whose
    ``when`` holds. ``nsir`` is the code of the class of incident that is proposed, where it is not the usual one;
    before it, the first of ``classes`` whose ``when`` holds. ``not_a_crime`` is the reason, for the desk to keep or
    change, why such a report by itself is none. ``says`` is what it means that somebody chose this report at all.
    ``may_be_known``: whoever is about to send one may be told that such a report is known in their neighbourhood; only
    where that there is one says nothing about anybody.
    ``search_words`` are the words people use for it, divided by commas.
    ``statement_alone``: whoever sends it may write a witness statement by themselves. Without it a trained officer is
    offered, as sexual and domestic offences, children and people who are vulnerable or intimidated need.
    """

    kind: Kind
    journey: Journey
    offence: Offence | None
    only_here: tuple[OnlyHere, OnlyHere, OnlyHere]
    thrive: Thrive
    search_words: Words
    offences: tuple[Offence, ...] = ()
    nsir: str = ""
    classes: tuple[IncidentClass, ...] = ()
    not_a_crime: Words = ""
    says: tuple[Means, ...] = ()
    statement_alone: bool = False
    may_be_known: bool = False

    @property
    def slug(self) -> str:
        return self.journey.slug

    def proposed(self, answers: Answers) -> Offence | None:
        """The offence to propose for the answers that were sent."""
        fitting = (offence for offence in self.offences if offence.when is not None and offence.when.holds(answers))
        return next(fitting, self.offence)

    def proposed_class(self, answers: Answers) -> str:
        """The class of incident to propose for them, or "" where it is the usual one."""
        return next((found.code for found in self.classes if found.when.holds(answers)), self.nsir)

    def words(self) -> list[str]:
        """The words people use, in the active language."""
        return [word.strip() for word in str(self.search_words).split(",") if word.strip()]
