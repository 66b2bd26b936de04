"""What is known already about somebody for whom a form is filled in, as the first words of its fields."""

from dataclasses import dataclass

from bluelamp.journeys.data import Json
from bluelamp.journeys.definition import Name, Question, SafeContact
from bluelamp.journeys.enums import Means
from bluelamp.journeys.posted import Posted

# Nobody else who hears or reads it learns that it is the police.
_CAREFUL: dict[str, Json] = {"when": ["any"], "may_say": "nothing"}


@dataclass(frozen=True, slots=True)
class Known:
    """``contact`` is an email address or a telephone number; ``words`` are notes, to be read beside the questions."""

    name: str = ""
    contact: str = ""
    words: str = ""


def suggested(question: Question, known: Known, *, careful: bool = False) -> Posted:
    """The fields of a question as far as they are known, or none. When it is safe to contact somebody, and with which
    words, they alone can say: it stays open, but ``careful`` fills in the safest for somebody who is not there to ask.
    """
    if isinstance(question, Name) and question.says == Means.REPORTER_NAME and known.name:
        given, _, family = known.name.rpartition(" ")
        return question.form({"given": given or family, "family": family if given else ""})
    if isinstance(question, SafeContact) and known.contact:
        how, address = ("email", "email") if "@" in known.contact else ("call", "phone")
        return question.form({"how": how, address: known.contact, **(_CAREFUL if careful else {})})
    return Posted()
