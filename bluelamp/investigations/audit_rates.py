"""What a sampled audit of crime recording shows: shares with their intervals, a sample of each stratum by itself.

Recording rate = recorded / should have been recorded, among the reports that were drawn and judged. Strata were drawn
with as many reports each, not in proportion to how many there are, so their rates are never added up.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bluelamp.investigations.enums import RightClass
from bluelamp.quant.intervals import Interval, wilson

IN_TIME = timedelta(hours=24)  # Home Office Crime Recording Rules: from the report to the record


@dataclass(frozen=True, slots=True)
class Judged:
    """One report of the sample. ``should`` is None while nobody has judged it; ``agreed`` while nobody judged twice."""

    stratum: str
    should: bool | None = None
    was: bool = False
    in_time: bool = False
    right_class: str = RightClass.NONE
    agreed: bool | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``; the interval is 95% (Wilson), None where the whole is nothing: then no share is known."""

    part: int
    whole: int

    @property
    def share(self) -> float | None:
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> Interval | None:
        return wilson(self.part, self.whole) if self.whole else None


@dataclass(frozen=True, slots=True)
class Findings:
    """Of one stratum. ``recording`` is the recording rate; ``in_time`` and ``right_class`` are of what was recorded
    rightly; ``needless`` were recorded and should not have been; ``agreement`` is of what two people judged."""

    stratum: str
    drawn: int
    judged: int
    recording: Share
    in_time: Share
    right_class: Share
    needless: int
    agreement: Share


def findings(sample: Iterable[Judged]) -> list[Findings]:
    """By stratum, in alphabetical order."""
    by_stratum: defaultdict[str, list[Judged]] = defaultdict(list)
    for one in sample:
        by_stratum[one.stratum].append(one)
    return [_of(stratum, items) for stratum, items in sorted(by_stratum.items())]


def _of(stratum: str, items: list[Judged]) -> Findings:
    judged = [one for one in items if one.should is not None]
    should = [one for one in judged if one.should]
    recorded = [one for one in should if one.was]
    twice = [one for one in judged if one.agreed is not None]
    return Findings(
        stratum=stratum,
        drawn=len(items),
        judged=len(judged),
        recording=Share(len(recorded), len(should)),
        in_time=Share(sum(one.in_time for one in recorded), len(recorded)),
        right_class=Share(sum(one.right_class == RightClass.YES for one in recorded), len(recorded)),
        needless=sum(one.was and not one.should for one in judged),
        agreement=Share(sum(bool(one.agreed) for one in twice), len(twice)),
    )
