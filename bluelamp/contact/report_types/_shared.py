"""Questions that most reports share, so that people meet them in the same words everywhere."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from bluelamp.journeys.definition import (
    Condition,
    Day,
    Files,
    Interrupt,
    Is,
    IsNot,
    LongText,
    Means,
    Name,
    OneOf,
    Option,
    Radios,
    SafeContact,
    Task,
    Text,
    Words,
    YesNo,
)

SAFE_CONTACT = SafeContact(
    name="contact",
    text=_("How is it safe to contact you?"),
    hint=_("We will only use what you choose here. We send nothing before you have chosen."),
    label=_("Safe contact"),
    missing=_("Select how we should contact you"),
    says=Means.SAFE_CONTACT,
    why=_("So that a call or message from the police never puts you at risk from somebody you live with or know."),
)

PART = Radios(
    name="part",
    text=_("Who are you reporting for?"),
    label=_("Reporting for"),
    missing=_("Select who you are reporting for"),
    says=Means.REPORTER_PART,
    options=(
        Option("victim", _("Myself: it happened to me, my household, business or organisation")),
        Option("for_somebody", _("Somebody else, with their agreement or because they cannot")),
        Option(
            "professional",
            _("Somebody I work with or care for, as part of my job"),
            _("For example as a teacher, nurse, carer, advocate or housing officer"),
        ),
        Option("witness", _("Nobody: I saw it or know about it")),
    ),
)

YOUR_NAME = Name(
    name="your_name",
    text=_("What is your name?"),
    label=_("Name"),
    hint=_("Use the name you want us to know you by."),
    missing=_("Enter your name"),
    says=Means.REPORTER_NAME,
    own=True,
)

# Somebody who only saw it may stay unnamed, whatever it was: rather half of what they know than nothing.
WITNESS_NAME = replace(
    YOUR_NAME,
    name="witness_name",
    hint=_(
        "You can leave this empty. What you tell us still helps, but it is harder to act on. If you give your name, we "
        "keep it from whoever did it as far as the law lets us: if it comes to court, they may learn who said what."
    ),
    required=False,
    when=Is("part", "witness"),
)

# By somebody who reports as part of their job.
YOUR_WORK = Text(
    name="your_work",
    text=_("What is your role, and in which organisation?"),
    label=_("Role and organisation"),
    hint=_("For example, midwife, City Hospital. A reference of your own, if you have one."),
    missing=_("Enter your role and organisation"),
    max=300,
    example="Housing officer, Example Homes",
    when=Is("part", "professional"),
)

# By somebody who only saw it: what they can say later depends on it.
YOUR_VIEW = Radios(
    name="your_view",
    text=_("How do you come to know about it?"),
    label=_("Knows about it"),
    missing=_("Select how you come to know about it"),
    says=Means.WITNESS,
    when=Is("part", "witness"),
    options=(
        Option("saw", _("I saw or heard it happen")),
        Option("after", _("I was there before or afterwards")),
        Option("told", _("Somebody told me, or I saw it online")),
    ),
)

VICTIM_NAME = Name(
    name="victim_name",
    text=_("What is the name of the person it happened to?"),
    label=_("Name of the person it happened to"),
    missing=_("Enter their name"),
    says=Means.VICTIM_NAME,
    when=OneOf("part", ("for_somebody", "professional")),
)

YOUR_BORN = Day(
    name="your_born",
    text=_("What is your date of birth?"),
    label=_("Date of birth"),
    hint=_("For example, 27 3 1985"),
    required=False,
    past_only=True,
    says=Means.VICTIM_BORN,
    when=Is("part", "victim"),
    why=_("People under 18 and older people have a right to more help. It also tells people with the same name apart."),
)

VICTIM_BORN = replace(
    YOUR_BORN,
    name="victim_born",
    text=_("What is the date of birth of the person it happened to?"),
    label=_("Date of birth of the person it happened to"),
    when=OneOf("part", ("for_somebody", "professional")),
)

ACCESS_NEED = LongText(
    name="access_need",
    text=_("Is there anything that would make it easier for us to talk with you?"),
    label=_("To talk with you we need"),
    hint=_("For example, an interpreter and for which language, British Sign Language, or large print."),
    required=False,
    rows=3,
    max=2000,
    says=Means.ACCESS_NEED,
)

ABOUT_YOU = Task(
    _("About you"),
    (
        PART,
        replace(YOUR_NAME, when=IsNot("part", "witness")),
        WITNESS_NAME,
        YOUR_WORK,
        YOUR_VIEW,
        VICTIM_NAME,
        YOUR_BORN,
        VICTIM_BORN,
        ACCESS_NEED,
        SAFE_CONTACT,
    ),
)

# Where people have reason to stay unnamed, even the person it happened to.
ABOUT_YOU_OR_NOT = Task(
    _("About you, as much as you want"),
    (
        YesNo(
            name="with_name",
            text=_("May we know your name?"),
            label=_("Gives a name"),
            hint=_(
                "You can report without it. We then know only what you write here, and it is harder to act on. "
                "With a name we keep it from whoever did it as far as the law lets us: if it comes to court, they "
                "may learn who said what."
            ),
            missing=_("Select yes if we may know your name"),
        ),
        replace(YOUR_NAME, when=Is("with_name", "yes")),
        PART,
        YOUR_WORK,
        YOUR_VIEW,
        replace(
            VICTIM_NAME,
            required=False,
            hint=_("Leave it empty if they do not want that, or if you do not know it."),
        ),
        YOUR_BORN,
        VICTIM_BORN,
        ACCESS_NEED,
        SAFE_CONTACT,
    ),
)

# Where even a message could be dangerous, it is asked before anything else.
SAFE_FIRST = Task(_("Contact that is safe"), (SAFE_CONTACT,))


def without_contact(*, may_be_unnamed: bool = False) -> Task:
    """About the person, after ``SAFE_FIRST``."""
    task = ABOUT_YOU_OR_NOT if may_be_unnamed else ABOUT_YOU
    return replace(task, questions=tuple(question for question in task.questions if question is not SAFE_CONTACT))


PHOTOS = Files(
    name="photos",
    text=_("Do you have photos, videos or other files that show it?"),
    label=_("Photos and files"),
    hint=_("For example, damage, a doorbell recording or a receipt. Send them as they are, not cropped or edited."),
    required=False,
    says=Means.EVIDENCE,
    why=_("We keep the original unchanged, so that it can be used as evidence. You can also send more later."),
)


def camera(hint: Words) -> Radios:
    """Whether something recorded it. What to look for, and how soon, is the type's own ``hint``."""
    return Radios(
        name="cctv",
        text=_("Is there a camera that may have recorded it?"),
        label=_("Cameras"),
        hint=hint,
        missing=_("Select whether there is a camera that may have recorded it"),
        says=Means.CCTV,
        options=(
            Option("mine", _("Yes, mine, and I can get the recording")),
            Option("other", _("Yes, somebody else's")),
            Option("no", _("No"), denies=True),
            Option("not_sure", _("I do not know"), denies=True),
        ),
    )


def injured(when: Condition) -> Interrupt:
    """Help for whoever is hurt comes before the rest of the report."""
    return Interrupt(
        name="injured",
        when=when,
        title=_("Get help for whoever is hurt"),
        body=_(
            "Call 999 and ask for an ambulance if somebody is badly hurt, has hit their head, "
            "has chest pain or cannot breathe well.\n\nFor anything less urgent call 111."
        ),
    )
