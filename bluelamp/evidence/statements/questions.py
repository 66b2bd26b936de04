"""What a witness is asked. Two journeys over the same questions: alone online, and with an officer present.

Sight of a person is asked about by the eight ADVOKATE points (R v Turnbull [1977] QB 224). The short labels are what
the statement then says, so they are written in the witness's voice.
"""

from django.utils.translation import gettext_lazy as _

from bluelamp.evidence.enums import WhyOfficer
from bluelamp.evidence.policies import ADULT
from bluelamp.journeys.definition import (
    Address,
    Answered,
    Checkboxes,
    Condition,
    Email,
    Group,
    Includes,
    Interrupt,
    Is,
    Journey,
    LongText,
    Moment,
    Name,
    Not,
    Number,
    Option,
    Phone,
    Question,
    Task,
    Text,
    Words,
    YesNo,
)

ALONE, WITH_OFFICER = "witness-statement", "witness-statement-with-officer"
APPLIES, NONE_APPLIES = "applies", "none"

_ALONE = Includes(APPLIES, NONE_APPLIES)


def _point(name: str, text: Words, label: Words, hint: Words) -> LongText:
    """One of the ADVOKATE points, asked only of somebody who saw a person whom they would describe."""
    return LongText(
        name=name,
        text=text,
        label=label,
        hint=hint,
        missing=_("Enter what you can say about this, or that you do not know"),
        rows=3,
        max=2000,
        when=Is("saw", "yes"),
    )


BEFORE = Task(
    _("Before you begin"),
    (
        Checkboxes(
            name=APPLIES,
            text=_("Does any of this apply to you?"),
            label=_("Applies to me"),
            hint=_(
                "If anything does, a specially trained officer takes the statement with you. You do not have to write "
                "it alone, and it counts just as much."
            ),
            missing=_("Select what applies to you, or that nothing does"),
            options=(
                Option(WhyOfficer.CHILD.value, _("I am under 18")),
                Option(
                    WhyOfficer.AFRAID.value,
                    _("I am afraid of what may happen if I say what I know"),
                    _("Or somebody tells me what to say"),
                ),
                Option(
                    WhyOfficer.CLOSE.value,
                    _("It is about my partner, a former partner or my family, or about something sexual"),
                ),
                Option(
                    WhyOfficer.HELP.value,
                    _("I would like help to read, write or explain"),
                    _("For example an interpreter, or because of a disability, an illness or how upset I am"),
                ),
                Option(WhyOfficer.WISH.value, _("I would rather speak with an officer")),
            ),
            none=Option(NONE_APPLIES, _("None of these")),
        ),
        LongText(
            name="suits",
            text=_("When and how does it suit you to meet an officer?"),
            label=_("It suits me"),
            hint=_(
                "For example, days and times, a woman or a man, somebody with you, an interpreter and for which "
                "language. We contact you only in the way that you said is safe."
            ),
            required=False,
            rows=4,
            max=2000,
            when=Not(_ALONE),
        ),
    ),
)

_NAME = Name(
    name="name",
    text=_("What is your full name?"),
    label=_("Name"),
    hint=_("As on your passport or driving licence. It stands on every page of your statement."),
    missing=_("Enter your full name"),
    own=True,
)
_OCCUPATION = Text(
    name="occupation",
    text=_("What is your occupation?"),
    label=_("Occupation"),
    hint=_("It stands in your statement. You can leave it empty, or say for example “retired”."),
    required=False,
    max=100,
    example="Bus driver",
)
_CONTACT: tuple[Question, ...] = (
    Address(
        name="address",
        text=_("What is your address?"),
        label=_("Address"),
        hint=_("For the police only. It is kept apart from your statement and is not given to the other side."),
        missing=_("Enter your address, or describe where you live"),
    ),
    Phone(
        name="phone",
        text=_("What is your telephone number?"),
        label=_("Telephone"),
        hint=_("For the police only, as your address. How we contact you stays as you said when you reported."),
        required=False,
    ),
    Email(
        name="email",
        text=_("What is your email address?"),
        label=_("Email"),
        hint=_("For the police only, as your address."),
        required=False,
    ),
    LongText(
        name="unable",
        text=_("Are there days on which you could not come to court?"),
        label=_("Not able to come"),
        hint=_("Most witnesses are never asked to come. For the police only."),
        required=False,
        rows=3,
        max=1000,
    ),
)
_ABOUT = (_NAME, _OCCUPATION, *_CONTACT)
YOU = Task(_("About you"), _ABOUT, when=_ALONE)

_WHERE: tuple[Question, ...] = (
    Moment(
        name="when",
        text=_("When did it happen?"),
        label=_("This was"),
        missing=_("Select whether you know when it happened"),
    ),
    LongText(
        name="where",
        text=_("Where were you?"),
        label=_("I was"),
        hint=_("The place, and where in it you stood or sat. Do not give your own address: say “at home”."),
        missing=_("Enter where you were"),
        rows=3,
        max=2000,
    ),
    LongText(
        name="doing",
        text=_("What were you doing just before?"),
        label=_("Just before"),
        missing=_("Enter what you were doing"),
        rows=3,
        max=2000,
    ),
)
_EVENTS = Group(
    name="events",
    text=_("What happened, one thing after another?"),
    label=_("What happened"),
    item_text=_("Part"),
    hint=_(
        "Begin with what you noticed first. Say what you saw and heard yourself, and what others told you as theirs."
    ),
    missing=_("Add at least one thing that happened"),
    another_text=_("Did anything else happen?"),
    another_missing=_("Select yes if anything else happened"),
    max=40,
    questions=(
        Text(
            name="event_time",
            text=_("About when?"),
            label=_("About when"),
            hint=_("For example, “about 7:30pm” or “a minute later”."),
            required=False,
            max=100,
            example="about 7:30pm",
        ),
        LongText(
            name="event",
            text=_("What happened?"),
            label=_("What happened"),
            missing=_("Enter what happened"),
            rows=5,
            max=5000,
        ),
    ),
)
_SIGHT: tuple[Question, ...] = (
    YesNo(
        name="saw",
        text=_("Did you see somebody whom you could describe?"),
        label=_("Saw somebody"),
        missing=_("Select yes if you saw somebody whom you could describe"),
    ),
    LongText(
        name="seen",
        text=_("What did they look like, and what did they do?"),
        label=_("Whom I saw"),
        hint=_(
            "One person after another: sex, age, height, build, skin, hair, clothes, voice, anything that stood out."
        ),
        missing=_("Enter what they looked like"),
        max=5000,
        when=Is("saw", "yes"),
    ),
    _point("amount", _("For how long could you see them?"), _("I saw them for"), _("For example, about 20 seconds.")),
    _point("distance", _("How far away were they?"), _("They were away from me"), _("The nearest, and the farthest.")),
    _point("visibility", _("How well could you see?"), _("How well I could see"), _("Light, weather, your eyesight.")),
    _point(
        "obstruction", _("Was anything in the way?"), _("In the way was"), _("For example, a car, a hood or a crowd.")
    ),
    _point(
        "known",
        _("Had you ever seen them before?"),
        _("Had I seen them before"),
        _("If so, who they are, and how and how well you know them."),
    ),
    _point(
        "any_reason",
        _("Is there a reason why you remember them?"),
        _("Why I remember them"),
        _("For example, something that stood out, or that you were frightened."),
    ),
    _point(
        "time_lapse",
        _("How long ago was it?"),
        _("Between then and now"),
        _("And when you told somebody, or wrote it down, for the first time."),
    ),
    _point(
        "errors",
        _("Is anything different from what you said or saw before?"),
        _("Different from before"),
        _("For example, from what you told us first, or from a photograph. It is no harm: say it."),
    ),
)
_REST: tuple[Question, ...] = (
    Group(
        name="things",
        text=_("Is there anything that you can hand over?"),
        label=_("Things I can hand over"),
        item_text=_("Thing"),
        required=False,
        another_text=_("Is there anything else?"),
        another_missing=_("Select yes if there is anything else"),
        max=20,
        questions=(
            Text(
                name="thing",
                text=_("What is it?"),
                label=_("What it is"),
                hint=_("For example, a recording, a photo, a jacket or a letter."),
                missing=_("Enter what it is"),
                max=300,
                example="A recording of my doorbell camera",
            ),
            Text(
                name="thing_from",
                text=_("Where is it from?"),
                label=_("Where it is from"),
                required=False,
                max=300,
                example="My front door",
            ),
        ),
    ),
    LongText(
        name="own_words",
        text=_("Is there anything else that you want to say?"),
        label=_("I also want to say"),
        hint=_("In your own words. You can change all of the text before you sign it."),
        required=False,
        max=10_000,
    ),
)


def _tasks(when: Condition | None) -> tuple[Task, ...]:
    return (
        Task(_("Where you were"), _WHERE, when=when),
        Task(_("What happened"), (_EVENTS,), when=when),
        Task(_("Whom you saw, and how well"), _SIGHT, when=when),
        Task(_("Things, and anything else"), _REST, when=when),
    )


_SUMMARY = _(
    "A statement says in writing what you saw, heard or know. The police and the prosecutor decide whether it is used; "
    "you may be asked to come to court."
)
STATEMENT = Journey(
    slug=ALONE,
    title=_("Make a witness statement"),
    summary=_SUMMARY,
    minutes=25,
    before=_("somewhere quiet, where nobody tells you what to say\nanything you wrote down or recorded at the time"),
    tasks=(BEFORE, YOU, *_tasks(_ALONE)),
    interrupts=(
        Interrupt(
            name="afraid",
            when=Includes(APPLIES, WhyOfficer.AFRAID.value),
            title=_("You do not have to do this alone"),
            body=_(
                "If you are in danger now, call 999. If you cannot speak, press 55 when you are asked to.\n\n"
                "It is a crime to threaten a witness. A trained officer can tell you how you can be protected."
            ),
            carry_on=_("I am safe now: carry on"),
        ),
    ),
    declaration=_(
        "We write your answers as a text, which you read and change before you sign it. Nothing is signed yet. If you "
        "asked for an officer, we send only that."
    ),
    submit=_("Continue"),
)

_WITH_THEM = Task(
    _("The witness"),
    (
        *_ABOUT,
        YesNo(
            name="adult_witness",
            text=_("Is the witness 18 or over?"),
            label=_("18 or over"),
            missing=_("Select yes if the witness is 18 or over"),
        ),
        Number(
            name="age",
            text=_("How old is the witness?"),
            label=_("Age"),
            missing=_("Enter the age of the witness"),
            min=1,
            max=ADULT - 1,
            when=Is("adult_witness", "no"),
        ),
        Text(
            name="adult",
            text=_("Who is the appropriate adult?"),
            label=_("Appropriate adult"),
            hint=_("Full name, and who they are to the witness. Not a police officer and not a witness themselves."),
            missing=_("Enter the name of the appropriate adult: a witness under 18 is never alone"),
            example="Ines Fallowfield, aunt",
            when=Is("adult_witness", "no"),
        ),
        YesNo(
            name="reads",
            text=_("Can the witness read the statement?"),
            label=_("Can read it"),
            missing=_("Select yes if the witness can read the statement"),
        ),
        Text(
            name="reader",
            text=_("Who reads it to the witness?"),
            label=_("Reader"),
            hint=_("Full name. They declare that they read it to the witness before it was signed."),
            missing=_("Enter who reads the statement to the witness"),
            example="PC Rowan Ashdown 4127",
            when=Is("reads", "no"),
        ),
        Text(
            name="interpreter",
            text=_("Is there an interpreter?"),
            label=_("Interpreter"),
            hint=_("Full name and number. Leave empty when there is none."),
            required=False,
            example="Halina Brookmere 20117",
        ),
        Text(
            name="language",
            text=_("In which language does the witness state?"),
            label=_("Language"),
            hint=_("The statement is written in this language; a translation is added as another exhibit."),
            missing=_("Enter the language of the witness"),
            max=60,
            example="Polish",
            when=Answered("interpreter"),
        ),
    ),
)
STATEMENT_WITH_OFFICER = Journey(
    slug=WITH_OFFICER,
    title=_("Take a witness statement"),
    summary=_SUMMARY,
    minutes=25,
    before=_(
        "the witness beside you, and nobody who tells them what to say\nfor a witness under 18, an appropriate adult"
    ),
    tasks=(_WITH_THEM, *_tasks(None)),
    declaration=_("The answers become a text, which the witness reads and changes before they sign it."),
    submit=_("Continue"),
)
