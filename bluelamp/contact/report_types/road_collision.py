"""Road traffic collision: by a driver who may have to report it, or by somebody who saw it.

Section 170 of the Road Traffic Act 1988 asks a driver to stop and give particulars, and otherwise to report in person,
to a constable or at a police station, as soon as practicable and within 24 hours. This form says so, and does not
pretend to be that report.
"""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import Kind, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._questions import account, moment, place, witnesses
from bluelamp.contact.report_types._shared import ABOUT_YOU, PHOTOS, camera
from bluelamp.journeys.definition import (
    All,
    Checkboxes,
    First,
    Group,
    Interrupt,
    Is,
    Journey,
    Link,
    Means,
    OneOf,
    Option,
    Radios,
    Task,
    Text,
    YesNo,
)

THE_ROAD = Task(
    _("People and the road"),
    (
        Radios(
            name="hurt_on_road",
            text=_("Was anybody hurt?"),
            label=_("Hurt"),
            missing=_("Select whether anybody was hurt"),
            says=Means.INJURY,
            options=(
                Option("needs", _("Yes, and somebody still needs help")),
                Option("seen", _("Yes, and they have been helped")),
                Option("animal", _("Only an animal"), denies=True),
                Option("no", _("No"), denies=True),
            ),
        ),
        YesNo(
            name="blocked_road",
            text=_("Is the road blocked or dangerous now?"),
            label=_("Road blocked or dangerous"),
            missing=_("Select yes if the road is blocked or dangerous now"),
            says=Means.HAPPENING_NOW,
        ),
        Radios(
            name="role_there",
            text=_("What was your part?"),
            label=_("Part in it"),
            missing=_("Select what your part was"),
            options=(
                Option("driver", _("I drove or rode a motor vehicle")),
                Option("other_road", _("I walked, cycled or rode a horse, or was a passenger")),
                Option("owner", _("My vehicle or property was hit while I was not there")),
                Option("saw", _("I saw it"), says=Means.WITNESS),
            ),
        ),
        Radios(
            name="exchanged",
            text=_("Did the drivers give each other their names, addresses and insurance?"),
            label=_("Particulars given"),
            missing=_("Select whether the drivers gave their names, addresses and insurance"),
            options=(
                Option("all", _("Yes, all of it")),
                Option("some", _("Not all, or not the insurance")),
                Option("left", _("No: somebody did not stop")),
                Option("not_sure", _("I do not know")),
            ),
        ),
    ),
)

THE_COLLISION = Task(
    _("The collision"),
    (
        place(
            _("Where on the road was it?"),
            label=_("Where"),
            hint=_(
                "The road, the direction, and what is near: a junction, a number on a lamp post or motorway marker."
            ),
        ),
        moment(_("When was it?")),
        account(
            _("What happened, as you saw it?"),
            hint=_("Which vehicle came from where and did what. Say also what you did not see."),
        ),
        Group(
            name="vehicles",
            text=_("Which vehicles were in it?"),
            label=_("Vehicles"),
            item_text=_("Vehicle"),
            missing=_("Enter what the vehicle is"),
            required=False,
            another_text=_("Was another vehicle in it?"),
            another_missing=_("Select yes if another vehicle was in it"),
            max=12,
            questions=(
                Text(
                    name="vehicle",
                    text=_("What vehicle is it?"),
                    label=_("Vehicle"),
                    hint=_("Kind, make, colour. A bicycle, scooter or horse counts too."),
                    missing=_("Enter what the vehicle is"),
                    max=300,
                    says=Means.VEHICLE_DETAIL,
                    example="Silver estate car with a roof box",
                ),
                Text(
                    name="plate",
                    text=_("Number plate"),
                    label=_("Number plate"),
                    hint=_("Or the part that you remember."),
                    required=False,
                    max=20,
                    says=Means.VEHICLE_REGISTRATION,
                    example="AB51 ABC",
                ),
                Text(
                    name="did",
                    text=_("Who drove it, and what did it do?"),
                    label=_("Driver, and what it did"),
                    hint=_("Name and insurer, if they were given. Or what the driver looked like, and where it went."),
                    required=False,
                    max=1000,
                    says=Means.SUSPECT,
                    example="A woman with red hair; turned right without stopping",
                ),
            ),
        ),
        Checkboxes(
            name="conditions",
            text=_("What was it like there?"),
            label=_("It was"),
            missing=_("Select what it was like, or nothing of this"),
            options=(
                Option("dark", _("Dark, or low sun")),
                Option("wet", _("Wet, icy or foggy")),
                Option("works", _("Roadworks, a hole, or signals out of order")),
                Option("speed", _("Somebody drove much too fast, or raced")),
                Option("unfit", _("Somebody seemed drunk, drugged, asleep or on a telephone")),
            ),
            none=Option("nothing", _("Nothing of this")),
        ),
        witnesses(_("Anybody who stopped, and the number of any vehicle with a camera.")),
        camera(_("A dash or helmet camera, a bus, a doorbell. Save the minutes before and after it now.")),
        replace(
            PHOTOS, hint=_("Of the road, the damage and the plates. The camera's own file, not filmed from a screen.")
        ),
    ),
)

REPORT = ReportType(
    kind=Kind.AROUND,
    journey=Journey(
        slug="road-collision",
        title=_("Report a road traffic collision"),
        summary=_("Vehicles, cyclists, people on foot or animals collided on a road, with or without injuries."),
        minutes=9,
        before=_("number plates\nnames and insurers, if they were given\na dash camera's file\nwhere exactly it was"),
        first=First(
            title=_("Hurt, or somebody drove off? Call"),
            body=_(
                "Call 999 if anybody is hurt or the road is dangerous.\n\n"
                "If you drove, and somebody else was hurt or somebody else's vehicle, property or certain animals were "
                "harmed, the law asks you to stop and give your name, address and vehicle. If you could not, or if "
                "somebody was hurt and you did not show your insurance, you must report it in person: at a police "
                "station or to an officer, as soon as you can and within 24 hours. This form does not replace that.\n\n"
                "If you only saw it, you need not report it, but what you saw may decide it. It is not too late."
            ),
            links=(
                Link(
                    _("The law: Road Traffic Act 1988, section 170"),
                    "https://www.legislation.gov.uk/ukpga/1988/52/section/170",
                ),
            ),
        ),
        tasks=(THE_ROAD, THE_COLLISION, ABOUT_YOU),
        interrupts=(
            Interrupt(
                name="help_needed",
                when=Is("hurt_on_road", "needs"),
                title=_("Call 999 for an ambulance"),
                body=_("Do not move anybody unless they are in danger where they are. Leave a helmet on."),
            ),
            Interrupt(
                name="blocked",
                when=Is("blocked_road", "yes"),
                title=_("Call 999 if somebody could drive into it"),
                body=_(
                    "Hazard lights on, everybody out and behind a barrier. Do not stand on the road to warn others."
                ),
            ),
            Interrupt(
                name="duty",
                when=All(Is("role_there", "driver"), OneOf("exchanged", ("some", "left"))),
                title=_("You may have to report this in person within 24 hours"),
                body=_(
                    "Go to a police station, or speak to an officer, as soon as you can and within 24 hours of the "
                    "collision. Take your insurance certificate.\n\n"
                    "Whoever comes late, but comes, is better off than who does not come. Go on here too: it saves "
                    "time when you are there."
                ),
                danger=False,
                carry_on=_("Continue"),
            ),
        ),
    ),
    offence=None,
    nsir="transport",
    not_a_crime=_("Road traffic collision: whether there is an offence is decided from what was seen and recorded."),
    only_here=(
        OnlyHere("role_there", _("A driver has duties by law that a witness has not.")),
        OnlyHere("exchanged", _("It decides whether the law was kept at the scene, and by whom not.")),
        OnlyHere("vehicles", _("One plate, even half of one, finds a driver who did not stop.")),
    ),
    thrive=Thrive(
        threat=_("Is somebody on the road, a vehicle smoking, a driver still driving unfit?"),
        harm=_("Killed or hurt? Whoever felt well at the scene: have they since?"),
        risk=_("Did somebody fail to stop? Is the place known for collisions?"),
        investigation=_("Dash camera, plates, debris, marks, witnesses' numbers, telephone use?"),
        vulnerability=_("A child, an older person on foot, a cyclist, no insurance?"),
        engagement=_("When do they hear for the insurer? A family with somebody badly hurt needs one officer."),
    ),
    statement_alone=True,
    search_words=_(
        "car crash, crash, collision, accident, car accident, traffic accident, rtc, rta, hit and run, hit my car, "
        "drove into, bumped, ran over, knocked down, knocked off my bike, dashcam, dash camera, did not stop, failed "
        "to stop, parked car hit, scraped my car, motorway, hit a deer, hit a dog, dangerous driving, drink driving, "
        "witness to a crash, hit by a car, car hit me, hit me and drove off, drove off, drove away, bump, bumped my "
        "car, rear ended, shunt, side swiped, swerved, overturned, cyclist, pedestrian, insurance details, would not "
        "give details, exchange details, left no note, lorry, van hit, deer, horse, roundabout, junction, ring road, "
        "footage, near miss, tailgating, road rage, using phone while driving, speeding, reversed into me, reversed "
        "into, reversed, clipped, clipped my mirror, carried on, pulled out, went into the back of me, into the back, "
        "rear, bumper, wing, pranged, prang, write off, airbag, bus hit, hit by a bus, hit by a van, hit by a lorry, "
        "hit by a motorbike, hit by an e-scooter, cyclist hit, pedestrian hit, zebra crossing, traffic light jumped, "
        "red light, wrong way, undertook, overtook, close pass, cut me up, skidded, black ice, pile up, hit a wall, "
        "hit a lamppost, hit my parked car, supermarket car park, car park bump, insurers, insurance claim, drunk "
        "driver, drink driver, drug driver, racing, came off my bike, horse rider, dead badger, hit a cat, hit a "
        "sheep"
    ),
)
