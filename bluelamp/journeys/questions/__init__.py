"""The types of question. Each knows how its answer is read, shown and described; none knows page or database."""

from bluelamp.journeys.questions.base import Question
from bluelamp.journeys.questions.choice import Checkboxes, Option, Radios, YesNo
from bluelamp.journeys.questions.contact import SafeContact
from bluelamp.journeys.questions.lists import Files, Group, ListQuestion
from bluelamp.journeys.questions.people import Name
from bluelamp.journeys.questions.places import Address
from bluelamp.journeys.questions.text import Email, LongText, Money, Number, Phone, Text
from bluelamp.journeys.questions.times import Day, Moment

__all__ = [
    "Address",
    "Checkboxes",
    "Day",
    "Email",
    "Files",
    "Group",
    "ListQuestion",
    "LongText",
    "Moment",
    "Money",
    "Name",
    "Number",
    "Option",
    "Phone",
    "Question",
    "Radios",
    "SafeContact",
    "Text",
    "YesNo",
]
