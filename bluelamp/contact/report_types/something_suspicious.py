"""Something suspicious: not a crime yet, or nobody knows. Short, and possible without a name."""

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import Kind, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._shared import PHOTOS, SAFE_CONTACT
from bluelamp.journeys.definition import (
    Address,
    Checkboxes,
    Includes,
    Interrupt,
    Is,
    Journey,
    LongText,
    Means,
    Moment,
    Name,
    Option,
    Radios,
    Task,
    YesNo,
)

WHAT_YOU_NOTICED = Task(
    _("What you noticed"),
    (
        YesNo(
            name="going_on",
            text=_("Is it going on at this moment?"),
            label=_("Going on at this moment"),
            missing=_("Select yes if it is going on at this moment"),
            not_sure=True,
            says=Means.HAPPENING_NOW,
        ),
        Checkboxes(
            name="about",
            text=_("What is it about?"),
            label=_("About"),
            missing=_("Select what it is about"),
            options=(
                Option("person", _("A person or people")),
                Option("vehicle", _("A vehicle")),
                Option("place", _("A home or other building"), _("Such as many short visits, or covered windows")),
                Option("object", _("An object, such as a bag or a knife")),
                Option(
                    "somebody_at_risk",
                    _("Somebody who may be in danger or controlled by others"),
                    says=Means.VULNERABILITY,
                ),
            ),
        ),
        LongText(
            name="account",
            text=_("What did you see or hear?"),
            label=_("What was seen or heard"),
            hint=_("What people did, rather than who they seemed to be. Say what struck you as wrong about it."),
            missing=_("Enter what you saw or heard"),
            rows=8,
            says=Means.ACCOUNT,
        ),
        LongText(
            name="vehicle",
            text=_("What do you know about the vehicle?"),
            label=_("Vehicle"),
            hint=_("Number plate, or part of it, make, colour, and where it went."),
            missing=_("Enter what you know about the vehicle"),
            rows=3,
            max=2000,
            says=Means.SUSPECT_VEHICLE,
            when=Includes("about", "vehicle"),
        ),
        Address(
            name="place",
            text=_("Where is it?"),
            label=_("Where"),
            missing=_("Select whether you know the address, then enter it or describe the place"),
            says=Means.PLACE,
        ),
        Moment(
            name="moment",
            text=_("When did you notice it?"),
            label=_("When it was noticed"),
            missing=_("Select whether you know when you noticed it"),
            says=Means.WHEN,
        ),
        Radios(
            name="how_often",
            text=_("How often have you noticed it?"),
            label=_("How often"),
            missing=_("Select how often you have noticed it"),
            options=(
                Option("once", _("Once")),
                Option("several", _("Several times"), says=Means.HAPPENED_BEFORE),
                Option("regular", _("Regularly, at certain times"), says=Means.HAPPENED_BEFORE),
            ),
        ),
        Radios(
            name="known_how",
            text=_("How do you know it?"),
            label=_("How it is known"),
            hint=_(
                "It tells us how far we can rely on it, and how careful we must be that nobody guesses who told us."
            ),
            missing=_("Select how you know it, or that you would rather not say"),
            options=(
                Option("seen", _("I saw or heard it myself")),
                Option("told", _("Somebody told me who saw it, or does it")),
                Option("talk", _("It is what people say")),
                Option("secret", _("I would rather not say, because few people can know it")),
            ),
        ),
        PHOTOS,
    ),
)

ABOUT_YOU_OR_NOT = Task(
    _("About you, if you want"),
    (
        YesNo(
            name="named",
            text=_("Are you willing to give us your name?"),
            label=_("Willing to give a name"),
            hint=_(
                "You do not have to. With a name we can come back to you, and what you say weighs more. "
                "We keep it from the people you report as far as the law lets us: if it comes to court, they may learn "
                "who said what."
            ),
            missing=_("Select yes if you are willing to give us your name"),
        ),
        Name(
            name="your_name",
            text=_("What is your name?"),
            label=_("Name"),
            missing=_("Enter your name"),
            own=True,
            says=Means.REPORTER_NAME,
            when=Is("named", "yes"),
        ),
        SAFE_CONTACT,
    ),
)

REPORT = ReportType(
    kind=Kind.AROUND,
    journey=Journey(
        slug="something-suspicious",
        title=_("Tell us about something suspicious"),
        summary=_("Something does not look right: somebody trying doors, a strange vehicle, a home with odd visitors."),
        minutes=5,
        quiet=True,  # many write of people whom they live near, on a device that others use
        before=_("what you saw or heard, and when\nyou need not give your name"),
        tasks=(WHAT_YOU_NOTICED, ABOUT_YOU_OR_NOT),
        interrupts=(
            Interrupt(
                name="in_progress",
                when=Is("going_on", "yes"),
                title=_("Call 999 if a crime is happening or somebody is in danger"),
                body=_(
                    "If somebody is breaking in, fighting, being hurt or led away, call 999 now.\n\n"
                    "If it is only odd, carry on here. Do not go closer, and do not take photos if they might notice."
                ),
            ),
        ),
    ),
    offence=None,
    not_a_crime=_("Something suspicious: nothing that was said is by itself a crime."),
    only_here=(
        OnlyHere("about", _("It decides who looks at it: neighbourhood, traffic, drugs or safeguarding.")),
        OnlyHere("how_often", _("A pattern says when an officer would see it for themselves.")),
        OnlyHere("known_how", _("What was seen and what is only said are kept apart, and relied on differently.")),
    ),
    thrive=Thrive(
        threat=_("Is a crime about to happen? Was a weapon seen?"),
        harm=_("Could somebody be exploited, trafficked or held there?"),
        risk=_("Does it fit alerts or reports nearby in the last weeks?"),
        investigation=_("Is there a number plate, a regular time, a camera?"),
        vulnerability=_("Is the person it is about a child, or somebody controlled by others?"),
        engagement=_("Is it safe to ask them more? Do they want to hear what came of it?"),
    ),
    statement_alone=True,
    search_words=_(
        "suspicious, strange, odd, prowler, loitering, trying doors, drug dealing, cuckooing, modern slavery, "
        "exploitation, strange car, anonymous, tip, information, looking into cars, driving slowly, watching houses, "
        "following cars, dealers, dealing, drugs, cannabis, cannabis farm, crack house, stolen goods, selling stolen, "
        "who did it, knows who did it, weapons, guns, county lines, brothel, different men, comes and goes, at all "
        "hours, drone, taking photos of houses, knocking on doors, i know who, trying gates, gates, with torch, "
        "torch, behind the houses, back alley at night, pull up, cars pull up, two minutes, short visits, visitors "
        "all day, hand something over, exchange, smell of cannabis, smell of weed, weed smell, blacked out windows, "
        "covered windows, foil on windows, hydroponic, fans humming, dealer, drug dealer, drug deal, drugs being "
        "sold, running drugs, children selling drugs, teenagers with new trainers, going country, trap house, bando, "
        "gun in house, hides a gun, keeps knives, stolen cars being stripped, chop shop, cloned plates, cash "
        "business, money laundering, people smuggling, men living in container, house full of workers, never leave "
        "the house, controlled, girl with older men, hotel, taxi with young girls, asking questions about neighbours, "
        "casing, scoping, marking houses, chalk marks, door to door, fake charity bags, photographs of school, near "
        "the school, watching children, van near playground, offered sweets, heard who did, heard about a plan, "
        "overheard"
    ),
)
