"""Vehicle crime: a vehicle taken, broken into, or damaged by somebody who tried."""

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import Kind, Offence, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._shared import ABOUT_YOU, PHOTOS, injured
from bluelamp.journeys.definition import (
    Address,
    Checkboxes,
    Group,
    Includes,
    Interrupt,
    Is,
    Journey,
    LongText,
    Means,
    Moment,
    Money,
    Option,
    Radios,
    Task,
    Text,
    YesNo,
)

THE_VEHICLE = Task(
    _("The vehicle"),
    (
        Checkboxes(
            name="done",
            text=_("What was done?"),
            label=_("What was done"),
            missing=_("Select what was done"),
            options=(
                Option("vehicle", _("The vehicle was taken"), says=Means.VEHICLE_TAKEN),
                Option(
                    "contents",
                    _("Things were taken from it, inside or outside"),
                    _("Such as tools, plates or a catalytic converter"),
                ),
                Option("damage", _("It was damaged by somebody who tried to")),
            ),
        ),
        Text(
            name="registration",
            text=_("What is the registration number?"),
            label=_("Registration number"),
            hint=_(
                "For example, AB51 ABC. If it has none, leave this empty and describe the vehicle on the next page."
            ),
            required=False,
            max=12,
            pattern=r"[A-Za-z0-9 ]{2,12}",
            wrong=_("Enter a registration number with letters and numbers only, like AB51 ABC"),
            width="govuk-input--width-10",
            says=Means.VEHICLE_REGISTRATION,
            example="AB51 ABC",
        ),
        Text(
            name="vehicle",
            text=_("What does the vehicle look like?"),
            label=_("Vehicle"),
            hint=_("Make, model and colour, and anything that stands out."),
            missing=_("Enter what the vehicle looks like"),
            max=500,
            says=Means.VEHICLE_DETAIL,
            example="Blue Ford Transit with a dent in the left door",
        ),
        Radios(
            name="keys",
            text=_("Where are the keys?"),
            label=_("Keys"),
            missing=_("Select where the keys are"),
            when=Includes("done", "vehicle"),
            options=(
                Option("here", _("We have all of them")),
                Option("stolen", _("They were stolen, or taken with force or a trick")),
                Option("not_sure", _("I do not know")),
            ),
        ),
        YesNo(
            name="tracker",
            text=_("Can the vehicle be tracked now?"),
            label=_("Can be tracked now"),
            hint=_(
                "By its own app, a tracking firm, or a phone or earphones left inside. Do not go after it yourself."
            ),
            missing=_("Select yes if the vehicle can be tracked now"),
            not_sure=True,
            when=Includes("done", "vehicle"),
        ),
        Group(
            name="taken",
            text=_("What was taken from the vehicle?"),
            label=_("Things taken"),
            item_text=_("Thing"),
            missing=_("Add at least one thing that was taken"),
            another_text=_("Was anything else taken?"),
            another_missing=_("Select yes if anything else was taken"),
            says=Means.PROPERTY,
            when=Includes("done", "contents"),
            questions=(
                Text(
                    name="detail",
                    text=_("What is it?"),
                    label=_("Description"),
                    missing=_("Enter what it is"),
                    max=500,
                    says=Means.PROPERTY_DETAIL,
                    example="Red toolbox with drills",
                ),
                Text(
                    name="serial",
                    text=_("Serial number"),
                    label=_("Serial number"),
                    required=False,
                    max=100,
                    says=Means.PROPERTY_SERIAL,
                    example="DW-4471",
                ),
                Money(
                    name="worth",
                    text=_("What was it worth?"),
                    label=_("Worth"),
                    hint=_("A guess is fine."),
                    required=False,
                    says=Means.PROPERTY_VALUE,
                ),
            ),
        ),
    ),
)

WHAT_HAPPENED = Task(
    _("What happened"),
    (
        Address(
            name="place",
            text=_("Where was the vehicle?"),
            label=_("Where it was"),
            missing=_("Select whether you know the address, then enter it or describe the place"),
            says=Means.PLACE,
        ),
        Moment(
            name="moment",
            text=_("When did it happen?"),
            label=_("When it happened"),
            hint=_("If you found it later, give when you left the vehicle and when you came back."),
            missing=_("Select whether you know when it happened"),
            says=Means.WHEN,
        ),
        Radios(
            name="threat",
            text=_("Was anybody threatened or hurt?"),
            label=_("Threats or injuries"),
            missing=_("Select whether anybody was threatened or hurt"),
            says=Means.THREAT,
            options=(
                Option("hurt", _("Yes, somebody was hurt"), says=Means.INJURY),
                Option("weapon", _("Yes, somebody had a weapon"), says=Means.WEAPON),
                Option("threat", _("Yes, somebody was threatened")),
                Option("no", _("No"), denies=True),
            ),
        ),
        LongText(
            name="account",
            text=_("Tell us what happened, and about anybody who was seen"),
            label=_("What happened"),
            missing=_("Enter what happened"),
            rows=8,
            says=Means.ACCOUNT,
        ),
        PHOTOS,
    ),
)

REPORT = ReportType(
    kind=Kind.TAKEN,
    journey=Journey(
        slug="vehicle-crime",
        title=_("Report a vehicle taken, broken into or damaged"),
        summary=_(
            "A car, van, motorcycle, lorry or caravan was taken, something was taken from it, or somebody tried."
        ),
        minutes=8,
        before=_("the registration number\nwhere the vehicle was left, and when you last saw it\nwhere the keys are"),
        tasks=(THE_VEHICLE, WHAT_HAPPENED, ABOUT_YOU),
        interrupts=(
            Interrupt(
                name="tracked",
                when=Is("tracker", "yes"),
                title=_("Call us now: a vehicle that can be tracked can be stopped"),
                body=_(
                    "Call 999 if you can see on a map where the vehicle is. Have the registration number ready, "
                    "and keep the app open.\n\nDo not follow the vehicle or go to where it is."
                ),
            ),
            injured(Is("threat", "hurt")),
            Interrupt(
                name="weapon",
                when=Is("threat", "weapon"),
                title=_("Call 999 if they could come back"),
                body=_("If the people with the weapon could still be near, call 999 now and go somewhere safe."),
            ),
        ),
    ),
    offence=Offence("126", _("Interfering with a motor vehicle")),
    offences=(
        Offence("48", _("Theft or unauthorised taking of a motor vehicle"), when=Includes("done", "vehicle")),
        Offence("45", _("Theft from a motor vehicle"), when=Includes("done", "contents")),
    ),
    may_be_known=True,
    only_here=(
        OnlyHere("registration", _("Cameras on the roads look for a stolen vehicle within minutes of its report.")),
        OnlyHere("tracker", _("A vehicle that can be tracked now is worth sending somebody at once.")),
        OnlyHere("keys", _("All keys at hand points to relay or electronic theft, which comes in series.")),
    ),
    thrive=Thrive(
        threat=_("Was it taken with force or a weapon? Is it being driven dangerously now?"),
        harm=_("Was anybody hurt? Is it somebody's work, or how they get to hospital?"),
        risk=_("Were house keys in it? Has the street had several lately?"),
        investigation=_("Can it be tracked? Cameras, doorbells, parts with numbers?"),
        vulnerability=_("Is it an adapted vehicle? Was medicine or a child's seat in it?"),
        engagement=_("How is it safe to reach them, and by when do they need news for the insurer?"),
    ),
    statement_alone=True,
    search_words=_(
        "car, van, motorbike, motorcycle, moped, lorry, caravan, stolen car, car theft, car broken into, smashed "
        "window, catalytic converter, number plates, tools from van, keyless, vehicle, my car was taken, vehicle "
        "taken, off the drive, nicked, taken without keys, tried to steal my car, went through my car, glove box, sat "
        "nav, trailer, tractor, horsebox, wheels stolen, car keys, transit, transit van, pickup, truck, golf, ford, "
        "bmw, audi, motor home, campervan, moped stolen, scooter stolen, quad stolen, wheels, alloys, wheel, exhaust, "
        "converter, cat stolen, plates, broke into my van, tools, power tools, work tools, tool theft, back of the "
        "van, boot of car, left in my car, handbag from car, laptop from car, window smashed and, car gone, van gone, "
        "car missing, hotwired, relay, signal, doors unlocked, joyriders, tried my car door, car park theft"
    ),
)
