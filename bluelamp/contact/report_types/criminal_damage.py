"""Criminal damage: a home, vehicle, business or public property broken, painted, scratched or set on fire."""

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import Kind, Offence, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._questions import PREJUDICE
from bluelamp.contact.report_types._shared import ABOUT_YOU, PHOTOS, camera
from bluelamp.journeys.definition import (
    Address,
    Checkboxes,
    Includes,
    Interrupt,
    Is,
    IsNot,
    Journey,
    LongText,
    Means,
    Moment,
    Money,
    OneOf,
    Option,
    Radios,
    Task,
    Text,
    YesNo,
)

SAFETY = Task(
    _("Your safety"),
    (
        Radios(
            name="fire",
            text=_("Was anything set on fire?"),
            label=_("Set on fire"),
            hint=_("Also if somebody only tried, for example by pouring petrol."),
            missing=_("Select whether anything was set on fire"),
            options=(
                Option("burning", _("Yes, and it is still burning or smoking"), says=Means.HAPPENING_NOW),
                Option("tried", _("Somebody tried or threatened to"), says=Means.THREAT),
                Option("out", _("Yes, and it is out")),
                Option("no", _("No")),
            ),
            why=_("Fire makes it arson. It puts lives at risk, and we deal with it sooner."),
        ),
        Radios(
            name="now",
            text=_("Is whoever did it still there?"),
            label=_("Still there"),
            missing=_("Select whether whoever did it is still there"),
            says=Means.HAPPENING_NOW,
            options=(
                Option("doing", _("Yes, and they are still damaging things")),
                Option("near", _("They have stopped, but they are still there or close by")),
                Option("no", _("No"), denies=True),
                Option("not_sure", _("I do not know"), denies=True),
            ),
        ),
        Radios(
            name="threat",
            text=_("Was anybody threatened or hurt?"),
            label=_("Threatened or hurt"),
            missing=_("Select whether anybody was threatened or hurt"),
            says=Means.THREAT,
            options=(
                Option("hurt", _("Yes, somebody was hurt"), says=Means.INJURY),
                Option("threat", _("Yes, somebody was threatened, but nobody was hurt")),
                Option("no", _("No"), denies=True),
            ),
        ),
        LongText(
            name="threat_account",
            text=_("What did they say or do to people?"),
            label=_("What they said or did"),
            hint=_("Their own words, if you remember them, and who was hurt."),
            missing=_("Enter what they said or did to people"),
            rows=4,
            says=Means.THREAT,
            when=OneOf("threat", ("hurt", "threat")),
        ),
    ),
)

THE_DAMAGE = Task(
    _("The damage"),
    (
        Checkboxes(
            name="damaged",
            text=_("What was damaged?"),
            label=_("What was damaged"),
            missing=_("Select what was damaged"),
            options=(
                Option("home", _("A home"), _("Also its door, window, garden, fence or shed")),
                Option("vehicle", _("A vehicle"), _("A car, van, motorcycle, bicycle, caravan or mobility scooter")),
                Option("business", _("A shop, office, farm or other business")),
                Option(
                    "public",
                    _("Public or community property"),
                    _("A bus shelter, school, park, place of worship or memorial"),
                ),
                Option("other", _("Something else")),
            ),
        ),
        Text(
            name="plate",
            text=_("What is the vehicle's number plate?"),
            label=_("Number plate"),
            hint=_("Leave this empty if you do not know it or there is none."),
            required=False,
            max=20,
            says=Means.VEHICLE_REGISTRATION,
            when=Includes("damaged", "vehicle"),
            example="AB12 CDE",
        ),
        Address(
            name="place",
            text=_("Where was it damaged?"),
            label=_("Where"),
            missing=_("Select whether you know the address, then enter it or describe the place"),
            says=Means.PLACE,
        ),
        Moment(
            name="moment",
            text=_("When was it damaged?"),
            label=_("When"),
            hint=_("If you do not know, give when you last saw it undamaged and when you found the damage."),
            missing=_("Select whether you know when it was damaged"),
            says=Means.WHEN,
        ),
        Checkboxes(
            name="how",
            text=_("How was it damaged?"),
            label=_("How it was damaged"),
            missing=_("Select how it was damaged"),
            says=Means.METHOD,
            options=(
                Option("broken", _("Broken, smashed or kicked in")),
                Option("scratched", _("Scratched, dented or cut"), _("Also tyres that were let down or slashed")),
                Option("painted", _("Painted or written on")),
                Option("thrown", _("Something was thrown, poured or smeared on it")),
                Option("fire", _("Burned or scorched")),
                Option("other", _("In another way, or I do not know")),
            ),
        ),
        LongText(
            name="damage",
            text=_("What is the damage?"),
            label=_("The damage"),
            hint=_("What is broken or marked. If something was written, give the exact words or describe the sign."),
            missing=_("Enter what the damage is"),
            rows=5,
            says=Means.ACCOUNT,
        ),
        Money(
            name="cost",
            text=_("What will it cost to put right?"),
            label=_("Cost to put right"),
            hint=_("A guess is fine. You can send us a quote or a bill later."),
            required=False,
            why=_("The cost decides which court can deal with it, and what an offender can be told to pay back."),
        ),
        YesNo(
            name="open",
            text=_("Is a building or place open or unsafe now?"),
            label=_("Open or unsafe"),
            hint=_("For example, a door or window that cannot be closed, or broken glass where people walk."),
            missing=_("Select yes if a building or place is open or unsafe now"),
            says=Means.VULNERABILITY,
        ),
        PHOTOS,
    ),
)

WHO_AND_WHY = Task(
    _("Who did it, and why"),
    (
        Radios(
            name="who",
            text=_("Do you know who did it?"),
            label=_("Who did it"),
            hint=_("Also if you only think so. Do not go and ask them yourself."),
            missing=_("Select whether you know who did it"),
            options=(
                Option("neighbour", _("Yes, a neighbour")),
                Option("close", _("Yes, a partner, former partner or relative"), says=Means.VULNERABILITY),
                Option("known", _("Yes, somebody else")),
                Option("seen", _("No, but somebody was seen")),
                Option("no", _("No")),
            ),
        ),
        LongText(
            name="suspect",
            text=_("What do you know about them?"),
            label=_("About who did it"),
            hint=_("Names and where they live, if you know. Otherwise what they looked like and which way they went."),
            missing=_("Enter what you know about them"),
            rows=5,
            says=Means.SUSPECT,
            when=IsNot("who", "no"),
        ),
        Radios(
            name="before",
            text=_("Has something like this happened before?"),
            label=_("Happened before"),
            hint=_("To the same people or in the same place. Small things count, and so does what you did not report."),
            missing=_("Select whether something like this has happened before"),
            says=Means.HAPPENED_BEFORE,
            options=(
                Option("once", _("Yes, once")),
                Option("often", _("Yes, more than once")),
                Option("no", _("No"), denies=True),
                Option("not_sure", _("I do not know"), denies=True),
            ),
        ),
        LongText(
            name="before_account",
            text=_("What happened before, and when?"),
            label=_("What happened before"),
            hint=_("The months are enough. Give crime or reference numbers if you have them."),
            missing=_("Enter what happened before, and when"),
            rows=5,
            says=Means.HAPPENED_BEFORE,
            when=OneOf("before", ("once", "often")),
        ),
        PREJUDICE,
        YesNo(
            name="afraid",
            text=_("Is anybody afraid of being hurt today or tonight?"),
            label=_("Afraid of being hurt today"),
            missing=_("Select yes if anybody is afraid of being hurt today or tonight"),
            says=Means.VULNERABILITY,
        ),
        camera(_("A doorbell, CCTV or a dash camera. If it is yours, save the recording now: many are soon wiped.")),
        LongText(
            name="account",
            text=_("What else do you want to tell us?"),
            label=_("What else"),
            hint=_("For example, who else saw or heard it, whose camera it was, and what led up to it."),
            required=False,
            says=Means.ACCOUNT,
        ),
    ),
)

REPORT = ReportType(
    kind=Kind.TAKEN,
    journey=Journey(
        slug="criminal-damage",
        title=_("Report criminal damage"),
        summary=_("A home, vehicle, business or public property was broken, painted, scratched or set on fire."),
        minutes=10,
        before=_(
            "where it is and when it could have happened\n"
            "photos of the damage, before you clean or mend it\n"
            "what it will cost to put right, if you know\n"
            "dates of what happened before, if it did"
        ),
        tasks=(SAFETY, THE_DAMAGE, WHO_AND_WHY, ABOUT_YOU),
        interrupts=(
            Interrupt(
                name="burning",
                when=Is("fire", "burning"),
                title=_("Get everybody out and call 999 for the fire service"),
                body=_("Do not go back in, and do not try to put it out.\n\nYou can finish this report later."),
            ),
            Interrupt(
                name="arson",
                when=OneOf("fire", ("tried", "out")),
                title=_("Call 999 if they may come back or it may start again"),
                body=_(
                    "Also if anybody breathed in smoke.\n\nIf there is petrol or another fuel, leave and do not use "
                    "flames or switches.\n\nDo not touch or clean up what is left: it is evidence."
                ),
            ),
            Interrupt(
                name="still_there",
                when=OneOf("now", ("doing", "near")),
                title=_("Call 999 now: they are still there"),
                body=_("Stay inside or go somewhere safe. Do not speak to them, follow them or try to stop them."),
            ),
            Interrupt(
                name="attacked",
                when=OneOf("threat", ("hurt", "threat")),
                title=_("Call 999 if somebody needs help now or the threat could be carried out soon"),
                body=_("Go somewhere safe first, if you can."),
            ),
            Interrupt(
                name="afraid_now",
                when=Is("afraid", "yes"),
                title=_("Call 999 if you think it could happen soon"),
                body=_("You do not have to wait until something has happened."),
            ),
        ),
    ),
    offence=Offence("58D", _("Other criminal damage")),
    offences=(
        Offence("56B", _("Arson not endangering life"), when=OneOf("fire", ("burning", "out"))),
        Offence("58A", _("Criminal damage to a dwelling"), when=Includes("damaged", "home")),
        Offence("58B", _("Criminal damage to another building"), when=Includes("damaged", "business")),
        Offence("58C", _("Criminal damage to a vehicle"), when=Includes("damaged", "vehicle")),
    ),
    may_be_known=True,
    only_here=(
        OnlyHere("fire", _("Fire makes it arson, which is another offence and a danger to life.")),
        OnlyHere("cost", _("The cost decides which court can deal with it and what can be claimed back.")),
        OnlyHere("open", _("A door that cannot be closed tonight has to be boarded up tonight.")),
    ),
    thrive=Thrive(
        threat=_("Was fire used or threatened? Are they still there, or coming back?"),
        harm=_("Was anybody hurt? What does it do to those who live or work there?"),
        risk=_("Has it happened before, and is it getting worse? Can the place be locked tonight?"),
        investigation=_("Is somebody named, seen or on camera? Is there paint, a tool or glass to examine?"),
        vulnerability=_("Was it prejudice, a partner or a neighbour dispute? Is anybody afraid of being hurt?"),
        engagement=_("How is it safe to reach them, if whoever did it lives near? Who owns it, and who can mend it?"),
    ),
    statement_alone=True,
    search_words=_(
        "criminal damage, vandalism, graffiti, broken window, smashed window, slashed tyres, keyed car, scratched "
        "car, arson, egged, neighbour damage, brick, brick through window, stone thrown, keyed, scratched, dent, "
        "tyres, paint, spray paint, sprayed, set fire, set on fire, fire, burned, smashed, broke my fence, damaged, "
        "damage, kicked my car, wing mirror, greenhouse, egg, eggs, eggs and paint, paint over, paint on my door, "
        "kicked off, mirror, kicked the wing mirror, windscreen, window cracked, window broken, window smashed, glass "
        "door, door kicked, fence, gate, wall, shed burnt, bin on fire, bins set alight, arson attack, fire started, "
        "petrol poured, petrol bomb, letterbox fire, tagging, tagged, spraypainted, wrote on my wall, offensive "
        "graffiti, bus shelter, playground, war memorial, grave, gravestone, headstone, church window, car scratched, "
        "dented, stamped on my car, sugar in tank, aerial, plants poisoned, trees cut, hedge cut down, pitch churned "
        "up, school vandalised, vandals, vandalised, ripped up"
    ),
)
