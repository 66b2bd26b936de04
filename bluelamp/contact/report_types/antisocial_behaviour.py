"""Anti-social behaviour: personal, nuisance or environmental (National Standard for Incident Recording).

Single things look small; what wears people down is that it does not stop and that nobody feels responsible. So it asks
whether somebody is aimed at, when an officer would see it, and who was told already. Council matters are named as
such, with the reason, and may be sent to us all the same.
"""

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import IncidentClass, Kind, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._questions import PREJUDICE, account, moment, place, suspect
from bluelamp.contact.report_types._shared import ABOUT_YOU_OR_NOT, PHOTOS
from bluelamp.journeys.definition import (
    Checkboxes,
    Interrupt,
    Is,
    Journey,
    Link,
    LongText,
    Means,
    OneOf,
    Option,
    Radios,
    Task,
)

COUNCIL = ("noise", "rubbish", "abandoned", "animals")

WHAT_GOES_ON = Task(
    _("What goes on"),
    (
        Radios(
            name="at_this_time",
            text=_("Is it happening at this time?"),
            label=_("At this time"),
            missing=_("Select whether it is happening at this time"),
            options=(
                Option("danger", _("Yes, and somebody may be hurt or is very frightened"), says=Means.HAPPENING_NOW),
                Option("yes", _("Yes, but nobody is in danger")),
                Option("no", _("No")),
            ),
        ),
        Radios(
            name="behaviour",
            text=_("What is it mostly?"),
            label=_("Mostly"),
            missing=_("Select what it is mostly"),
            options=(
                Option("neighbour", _("A neighbour or visitor who abuses, threatens or torments people")),
                Option("groups", _("Groups who are rowdy, drink, take drugs or intimidate")),
                Option("bikes", _("Motorcycles, quad bikes, scooters or cars used dangerously or off the road")),
                Option("fireworks", _("Fireworks, stones or other things thrown")),
                Option("noise", _("Noise, such as music, parties, alarms or building work")),
                Option("rubbish", _("Rubbish, fly-tipping, needles, or graffiti")),
                Option("abandoned", _("A vehicle left or parked in the way")),
                Option("animals", _("A dog or other animal out of control")),
                Option("other", _("Something else")),
            ),
        ),
        Radios(
            name="targeted",
            text=_("Is it aimed at somebody?"),
            label=_("Aimed at"),
            missing=_("Select whether it is aimed at somebody"),
            options=(
                Option("person", _("Yes, at one person or household"), says=Means.VULNERABILITY),
                Option("group", _("Yes, at certain people or a place such as a school or place of worship")),
                Option("nobody", _("No, at everybody, or I do not know")),
            ),
        ),
        account(_("What do they do?"), hint=_("What you see and hear, rather than what they seem to be.")),
        place(_("Where is it?"), label=_("Where")),
        moment(_("When was it last?"), label=_("Last time")),
        LongText(
            name="see_it",
            text=_("When would an officer see it?"),
            label=_("When to see it"),
            hint=_("The days and hours, and from where. For example, Fridays after nine, from the bus stop."),
            required=False,
            rows=3,
            max=2000,
        ),
        suspect(
            _("Do you know who it is?"),
            hint=_(
                "Names, where they live or meet, vehicles. It is not safe to film or speak to everybody: you need not."
            ),
        ),
        PREJUDICE,
        PHOTOS,
    ),
)

WHAT_IT_DOES = Task(
    _("What it does to people"),
    (
        Radios(
            name="toll",
            text=_("What does it do to you or others?"),
            label=_("What it does"),
            missing=_("Select what it does to you or others"),
            options=(
                Option("end", _("Somebody cannot bear it any longer"), says=Means.VULNERABILITY),
                Option("afraid", _("We are afraid, or no longer do what we used to"), says=Means.VULNERABILITY),
                Option("worn", _("It costs sleep, health or work")),
                Option("annoyed", _("It is unpleasant")),
            ),
        ),
        Checkboxes(
            name="told_who",
            text=_("Who has been told already?"),
            label=_("Told already"),
            missing=_("Select who has been told, or nobody yet"),
            options=(
                Option("police", _("The police"), says=Means.HAPPENED_BEFORE),
                Option("council", _("The council"), says=Means.HAPPENED_BEFORE),
                Option("landlord", _("A landlord or housing association"), says=Means.HAPPENED_BEFORE),
                Option("school", _("A school, shop or firm")),
            ),
            none=Option("nobody", _("Nobody yet")),
            why=_("After several reports you can ask for a review of how everybody has dealt with it."),
        ),
    ),
)

REPORT = ReportType(
    kind=Kind.AROUND,
    journey=Journey(
        slug="antisocial-behaviour",
        title=_("Report anti-social behaviour"),
        summary=_(
            "People, neighbours, groups or vehicles that frighten, disturb or endanger others, mostly again and again."
        ),
        minutes=7,
        before=_("where it is, and when it mostly happens\nearlier reference numbers, also the council's"),
        tasks=(WHAT_GOES_ON, WHAT_IT_DOES, ABOUT_YOU_OR_NOT),
        interrupts=(
            Interrupt(
                name="danger_now",
                when=Is("at_this_time", "danger"),
                title=_("Call 999 if somebody may be hurt"),
                body=_("Stay inside and away from windows. Do not go out to them."),
            ),
            Interrupt(
                name="council",
                when=OneOf("behaviour", COUNCIL),
                title=_("The council can do more about this than we can"),
                body=_(
                    "Noise, rubbish, vehicles left or parked and most dogs are the council's by law: it can enter, "
                    "measure, take away and fine. We cannot.\n\n"
                    "It is ours if somebody is threatened or attacked, if a dog attacks, or if a vehicle is stolen or "
                    "blocks the way for an ambulance."
                ),
                danger=False,
                links=(Link(_("Find your council"), "https://www.gov.uk/find-local-council"),),
                carry_on=_("Tell the police all the same"),
            ),
            Interrupt(
                name="too_much",
                when=Is("toll", "end"),
                title=_("You do not have to bear this alone"),
                body=_(
                    "If somebody may take their life, call 999. The Samaritans listen at any hour, free, and tell "
                    "nobody.\n\n"
                    "What you send here is read sooner because of this answer."
                ),
                links=(Link(_("Samaritans: 116 123"), "tel:116123"),),
            ),
        ),
    ),
    offence=None,
    nsir="asb_nuisance",
    classes=(
        IncidentClass("asb_personal", Is("targeted", "person")),
        IncidentClass("asb_environmental", OneOf("behaviour", ("rubbish", "abandoned"))),
    ),
    not_a_crime=_("Anti-social behaviour: nothing that was said is by itself a crime."),
    only_here=(
        OnlyHere("targeted", _("What is aimed at one household is where lives have been lost.")),
        OnlyHere("see_it", _("A patrol at the right hour does more than ten at the wrong one.")),
        OnlyHere("told_who", _("Three agencies that each know a third of it do nothing.")),
    ),
    thrive=Thrive(
        threat=_("Is anybody in danger now? Threats, weapons, fire, stones at people?"),
        harm=_("What does it do: fear, sleep, work, thoughts of ending it?"),
        risk=_("How often reported, by whom, to whom? Is it one household each time?"),
        investigation=_("Names, times, recordings, the landlord's file?"),
        vulnerability=_("Disability, age, children, alone? Is hatred behind it? Is the one who does it ill?"),
        engagement=_("Who tells them what is done, and when? Do they know of the case review?"),
    ),
    search_words=_(
        "anti-social behaviour, antisocial, asb, nuisance, neighbour, neighbours, noisy, rowdy, youths, teenagers, "
        "kids, gang hanging around, intimidating, drinking in street, drunk, off-road bikes, quad bike, boy racers, "
        "e-scooter, fireworks, eggs thrown, stones thrown, begging, shouting, loud party, neighbour dispute, "
        "harassment by neighbour, swears at me, swearing, shouts at me, abusive neighbour, stones at windows, stones, "
        "eggs, knock down ginger, hanging around, hang around, loitering, outside my flat, stairwell, smoking weed, "
        "drinking, car park, racing cars, wheelies, motorbikes in park, mini moto, catapult, bb gun, bullying, street "
        "drinkers, spitting in street, urinating, late at night, every evening, every night, teenage gang, behaviour, "
        "neighbours from hell, hell, misery, our lives, moped, mopeds, up and down, alley, smoking weed in, smoking "
        "in stairwell, drug users, spice, laughing gas, nitrous, balloons, squat, squatters, airbnb party house, "
        "gathering, crowd of teenagers, lads, football against my wall, trampling, climbing on roof, trespassing, "
        "trespass, ball, bin fires, throwing eggs, throwing stones, throwing fireworks, water bombs, lasers, banging "
        "on doors, knocking and running, ding dong, prostitution on my street, kerb crawling, feral, abusive drunk, "
        "rough sleepers, aggressive begging, dog off lead, illegal encampment, travellers on field, rave, loud "
        "exhausts, revving, donuts, car meet, speeding bikes, e-bikes on pavement, feud, vendetta, argument with "
        "neighbour, neighbour threatens"
    ),
)
