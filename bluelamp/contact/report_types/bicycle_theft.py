"""Bicycle theft: a pedal cycle or electric bicycle taken."""

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import Kind, Offence, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._shared import ABOUT_YOU, PHOTOS
from bluelamp.journeys.definition import (
    Address,
    Checkboxes,
    Group,
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
)

THE_THEFT = Task(
    _("The theft"),
    (
        Radios(
            name="force",
            text=_("How was it taken?"),
            label=_("How it was taken"),
            missing=_("Select how it was taken"),
            says=Means.THREAT,
            options=(
                Option("gone", _("It was gone when I came back"), denies=True),
                Option("seen", _("Somebody saw it being taken"), denies=True),
                Option("force", _("Somebody took it from me with force or threats")),
            ),
        ),
        Address(
            name="place",
            text=_("Where was it taken from?"),
            label=_("Where"),
            missing=_("Select whether you know the address, then enter it or describe the place"),
            says=Means.PLACE,
        ),
        Moment(
            name="moment",
            text=_("When was it taken?"),
            label=_("When"),
            hint=_("If you do not know, give when you left it and when you came back."),
            missing=_("Select whether you know when it was taken"),
            says=Means.WHEN,
        ),
        Checkboxes(
            name="locked",
            text=_("How was it locked?"),
            label=_("Locked with"),
            missing=_("Select how it was locked, or that it was not"),
            says=Means.METHOD,
            options=(
                Option("d_lock", _("A D-lock")),
                Option("chain", _("A chain or cable")),
                Option("building", _("Inside a locked building, shed or bike store")),
            ),
            none=Option("not_locked", _("It was not locked")),
        ),
        LongText(
            name="account",
            text=_("What else do you know about the theft?"),
            label=_("What happened"),
            hint=_("Who was seen, which way they went, and cameras nearby."),
            required=False,
            says=Means.ACCOUNT,
        ),
    ),
)

THE_BICYCLE = Task(
    _("The bicycle"),
    (
        Group(
            name="bicycles",
            text=_("Which bicycle was taken?"),
            label=_("Bicycles taken"),
            item_text=_("Bicycle"),
            missing=_("Add at least one bicycle"),
            another_text=_("Was another bicycle taken?"),
            another_missing=_("Select yes if another bicycle was taken"),
            says=Means.PROPERTY,
            questions=(
                Text(
                    name="detail",
                    text=_("What does it look like?"),
                    label=_("Description"),
                    hint=_("Make, model, colour, and anything that stands out."),
                    missing=_("Enter what the bicycle looks like"),
                    max=500,
                    says=Means.PROPERTY_DETAIL,
                    example="Green Raleigh with a wicker basket",
                ),
                Text(
                    name="frame",
                    text=_("Frame number"),
                    label=_("Frame number"),
                    hint=_("Stamped below the pedals, and on the receipt. A register's code is as good."),
                    required=False,
                    max=50,
                    says=Means.PROPERTY_SERIAL,
                    example="WTU123X0456",
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
        Radios(
            name="on_sale",
            text=_("Have you seen it for sale, or do you know where it is?"),
            label=_("Seen for sale"),
            missing=_("Select whether you have seen it for sale or know where it is"),
            options=(
                Option("yes", _("Yes")),
                Option("no", _("No")),
            ),
        ),
        LongText(
            name="where_on_sale",
            text=_("Where is it for sale, or where is it now?"),
            label=_("Where it is"),
            hint=_("A link to the advert, the seller's name, or the address. Do not go there yourself."),
            missing=_("Enter where it is for sale, or where it is now"),
            rows=4,
            max=3000,
            says=Means.SUSPECT,
            when=Is("on_sale", "yes"),
        ),
        PHOTOS,
    ),
)

REPORT = ReportType(
    kind=Kind.TAKEN,
    journey=Journey(
        slug="bicycle-theft",
        title=_("Report a stolen bicycle"),
        summary=_("A bicycle or electric bicycle was taken."),
        minutes=6,
        before=_("the frame number, if you have it\na photo of the bicycle\nwhere and when you left it"),
        tasks=(THE_THEFT, THE_BICYCLE, ABOUT_YOU),
        interrupts=(
            Interrupt(
                name="robbed",
                when=Is("force", "force"),
                title=_("Call 999 if it has just happened or somebody is hurt"),
                body=_("Taking something with force or threats is robbery.\n\nGo somewhere safe. Do not follow them."),
            ),
        ),
    ),
    offence=Offence("44", _("Theft or unauthorised taking of a pedal cycle")),
    only_here=(
        OnlyHere("locked", _("How it was locked shows which thieves are at work in an area.")),
        OnlyHere("bicycles", _("Found bicycles go back to their owners by the frame number.")),
        OnlyHere("on_sale", _("A bicycle that is for sale leads to who sells it.")),
    ),
    thrive=Thrive(
        threat=_("Was force used or threatened? That is robbery."),
        harm=_("Was anybody hurt? Is it how somebody gets to work or to school?"),
        risk=_("Have several gone from the same racks lately?"),
        investigation=_("Is it for sale? Is there a frame number, a camera, a tracker?"),
        vulnerability=_("Is it an adapted cycle? Was it taken from a child?"),
        engagement=_("How is it safe to reach them? Would security marking help?"),
    ),
    statement_alone=True,
    search_words=_(
        "bike, bicycle, cycle, e-bike, electric bike, pushbike, stolen bike, bike theft, lock cut, bike shed, bike "
        "rack, cycle rack, scooter, frame number, mountain bike, road bike, child's bike, racks, bike gone, bike "
        "taken, bike missing, bike nicked, bike cut, cut off the railings, railings, from outside school, my bike, "
        "daughters bike, sons bike, kids bike, cargo bike, brompton, padlock, bolt cutters, hallway bike, gumtree, "
        "for sale, cycle gone"
    ),
)
