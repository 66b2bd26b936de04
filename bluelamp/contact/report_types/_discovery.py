"""Finding the report types, and saying what is wrong with a file in words that name it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from traceback import extract_tb

from bluelamp.contact.report_types._model import IncidentClass, Offence, ReportType
from bluelamp.journeys.definition import Means, SafeContact
from bluelamp.journeys.faults import faults as journey_faults
from bluelamp.journeys.survey import survey


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with one file, for whoever wrote it."""

    file: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}: {self.sentence}"


def found(package: str, folders: Iterable[str]) -> Mapping[str, ReportType]:
    """The types without a fault, by slug."""
    return _read(package, tuple(folders))[0]


def faults(package: str, folders: Iterable[str]) -> list[Fault]:
    """What is wrong with the others, and which types claim a question that another asks too."""
    return list(_read(package, tuple(folders))[1])


@cache
def _read(package: str, folders: tuple[str, ...]) -> tuple[dict[str, ReportType], tuple[Fault, ...]]:
    types: dict[str, ReportType] = {}
    wrong: list[Fault] = []
    for module in sorted(m.name for m in iter_modules(folders) if not m.name.startswith("_")):
        report, sentences = _load(package, module)
        if report is not None and report.slug in types:
            sentences.append(f"Its slug “{report.slug}” is that of another file: choose a new one.")
        wrong += [Fault(f"{package.replace('.', '/')}/{module}.py", sentence) for sentence in sentences]
        if report is not None and not sentences:
            types[report.slug] = report
    return types, (*wrong, *_shared_claims(package, types))


def _shared_claims(package: str, types: Mapping[str, ReportType]) -> Iterator[Fault]:
    """Types whose “only here” is not true. People can report with them all the same."""
    asked = {slug: {str(question.text).casefold() for question in report.journey} for slug, report in types.items()}
    for slug, report in types.items():
        texts = {question.name: str(question.text) for question in report.journey}
        for only in report.only_here:
            text = texts[only.question]
            for other in sorted(asked):
                if other != slug and text.casefold() in asked[other]:
                    file = f"{package.replace('.', '/')}/{slug.replace('-', '_')}.py"
                    said = f"only_here claims “{text}”, but {other} asks it too: ask what only it must know."
                    yield Fault(file, said)


def _load(package: str, module: str) -> tuple[ReportType | None, list[str]]:
    try:
        report = getattr(import_module(f"{package}.{module}"), "REPORT", None)
    except Exception as error:  # whatever its author did, the others must go on
        return None, [_reading_fault(error)]
    if not isinstance(report, ReportType):
        return None, ["It defines no REPORT = ReportType(...)."]
    wanted = module.replace("_", "-")
    sentences = [] if report.slug == wanted else [f"Its journey's slug must be “{wanted}”, like the file."]
    return report, sentences + report_faults(report)


def _reading_fault(error: Exception) -> str:
    if isinstance(error, SyntaxError):
        return f"It is not Python: line {error.lineno}: {error.msg}."
    line = extract_tb(error.__traceback__)[-1].lineno
    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if "report_types" in frame.filename]
    return f"It cannot be read: line {lines[-1] if lines else line}: {type(error).__name__}: {error}."


def report_faults(report: ReportType) -> list[str]:
    """Everything wrong with a report type; an empty list means that people can report with it."""
    wrong = journey_faults(report.journey)
    names = {question.name for question in report.journey}
    for only in report.only_here:
        if only.question not in names:
            wrong.append(f"only_here names “{only.question}”, but no question has that name.")
        if not str(only.why):
            wrong.append(f"only_here does not say why “{only.question}” is asked.")
    if len(report.only_here) != 3 or len({only.question for only in report.only_here}) != 3:
        wrong.append("only_here must name three different questions.")
    proposals: list[Offence | IncidentClass] = [*report.offences, *report.classes]
    wrong += [
        f"The proposal of {proposal.code or 'no offence'} needs a when= on questions that it has."
        for proposal in proposals
        if not proposal.when or not {atom.question for atom in proposal.when.atoms()} <= names
    ]
    wrong += [f"Thrive says nothing about {letter}." for letter, words in report.thrive if not str(words)]
    if not report.words():
        wrong.append("It has no search words: nobody would find it.")
    return wrong or _asks_what_it_must(report)


def _asks_what_it_must(report: ReportType) -> list[str]:
    """Whatever somebody answers, we ask how it is safe to reach them, and where it was."""
    wrong = []
    if survey(report.journey, [q.name for q in report.journey if isinstance(q, SafeContact)] or ["?"]).avoided:
        wrong.append("There is a way through that never asks how it is safe to contact somebody: add ABOUT_YOU.")
    if survey(report.journey, [q.name for q in report.journey if q.says == Means.PLACE] or ["?"]).avoided:
        wrong.append("There is a way through that never asks where it was: one question needs says=Means.PLACE.")
    return wrong
