"""What a report type is, besides its questions."""

from dataclasses import dataclass, fields

from bluelamp.journeys.definition import Journey, Words


@dataclass(frozen=True)
class Offence:
    """What such a report is recorded as unless the desk decides otherwise: Home Office code and title.

    Codes change; they are a proposal to a person, never a decision.
    """

    code: str
    title: Words


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
    """A journey with what the desk needs to handle its answers. ``offence`` is ``None`` when it is no crime yet.

    ``search_words`` are the words people use for it, divided by commas.
    """

    journey: Journey
    offence: Offence | None
    only_here: tuple[OnlyHere, OnlyHere, OnlyHere]
    thrive: Thrive
    search_words: Words

    @property
    def slug(self) -> str:
        return self.journey.slug

    def words(self) -> list[str]:
        """The words people use, in the active language."""
        return [word.strip() for word in str(self.search_words).split(",") if word.strip()]
