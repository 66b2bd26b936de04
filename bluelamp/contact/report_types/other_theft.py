"""Theft that has no form of its own: from a pocket, a table, a doorstep, a garden, a shared home, a workplace.

The first hour decides whether a telephone is found and an account emptied, so blocking comes before describing.
"""

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import Kind, Offence, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._questions import account, moment, place, suspect, things, witnesses
from bluelamp.contact.report_types._shared import ABOUT_YOU, PHOTOS, camera
from bluelamp.journeys.definition import (
    Checkboxes,
    Interrupt,
    Is,
    Journey,
    Means,
    Option,
    Radios,
    Task,
    YesNo,
)

FIRST_THINGS = Task(
    _("What cannot wait"),
    (
        Radios(
            name="by_force",
            text=_("Did anybody push, threaten or hurt somebody to get it?"),
            label=_("Force or threats"),
            missing=_("Select whether anybody was pushed, threatened or hurt"),
            says=Means.THREAT,
            options=(
                Option("yes", _("Yes")),
                Option("no", _("No, or only noticed later"), denies=True),
            ),
        ),
        YesNo(
            name="located",
            text=_("Can a stolen telephone, computer, tag or earphones still be located?"),
            label=_("Can be located"),
            hint=_("With “find my device”, a family app or a tag. Do not go there yourself."),
            missing=_("Select yes if something can still be located"),
            not_sure=True,
        ),
        Checkboxes(
            name="blocked",
            text=_("What have you been able to block or cancel?"),
            label=_("Blocked"),
            hint=_("Your bank is reached by calling 159. Your network can bar a telephone and its number."),
            missing=_("Select what you have blocked, or that there was nothing to block"),
            options=(
                Option("cards", _("Bank cards and accounts")),
                Option("phone", _("A telephone or SIM card")),
                Option("passwords", _("Passwords, email or apps on a device")),
                Option("documents", _("A passport, driving licence or travel pass")),
                Option("not_yet", _("Not yet, but I need to")),
            ),
            none=Option("nothing", _("There was nothing to block")),
        ),
    ),
)

THE_THEFT = Task(
    _("The theft"),
    (
        Radios(
            name="way_taken",
            text=_("From where did it go?"),
            label=_("From where"),
            missing=_("Select from where it went"),
            says=Means.METHOD,
            options=(
                Option("person", _("From a pocket, bag or hand, while somebody had it with them")),
                Option("put_down", _("From where it was put down: a table, changing room, trolley, beach")),
                Option("parcel", _("A parcel from a doorstep or hallway")),
                Option("outside", _("From a garden, yard, field or building site")),
                Option("shared", _("From a place where others may be: work, school, a hospital, a shared home")),
                Option("made_off", _("Fuel, a meal, a ride or goods that were not paid for")),
                Option("other", _("From somewhere else")),
            ),
        ),
        things(_("What was stolen?"), another=_("Was anything else stolen?")),
        place(_("Where was it stolen?")),
        moment(
            _("When was it stolen?"),
            hint=_("If you noticed later, give when you last had it and when you missed it."),
        ),
        account(
            _("How did it happen, as far as you know?"),
            hint=_("For example, who came close, what distracted you, and whether others lost things too."),
        ),
        suspect(
            _("What do you know about who took it?"),
            hint=_("What they looked like, where they went, a name if you have one. Do not ask them yourself."),
        ),
        witnesses(_("Staff, friends or others who were there, with a name or where they work.")),
        camera(_("In a shop, bar, bus, hallway or at a neighbour's door. Ask that it is kept: many are soon wiped.")),
        PHOTOS,
    ),
)

REPORT = ReportType(
    kind=Kind.TAKEN,
    journey=Journey(
        slug="other-theft",
        title=_("Report another theft"),
        summary=_(
            "Something was stolen from a person, table, doorstep, garden, workplace or shared home, without force. "
            "Bicycles, vehicles, burglaries and shops have forms of their own."
        ),
        minutes=8,
        before=_(
            "what was taken, with serial or IMEI numbers\nwhere you last had it\nwhat a tracking app shows, if any"
        ),
        tasks=(FIRST_THINGS, THE_THEFT, ABOUT_YOU),
        interrupts=(
            Interrupt(
                name="robbed",
                when=Is("by_force", "yes"),
                title=_("Call 999 if it has just happened or somebody is hurt"),
                body=_(
                    "Taking something with force or threats is robbery. Go somewhere safe, and do not follow them.\n\n"
                    "You can go on here or with the robbery form: we read both."
                ),
            ),
            Interrupt(
                name="traced",
                when=Is("located", "yes"),
                title=_("Call us while it can be located"),
                body=_(
                    "Call 999 if you see the thief or it is moving near you now. Otherwise call 101 and say that "
                    "it can be located.\n\n"
                    "Write down the place and time that the app shows. Do not go there: people have been hurt for "
                    "less."
                ),
            ),
        ),
    ),
    offence=Offence("49", _("Other theft")),
    offences=(Offence("39", _("Theft from the person"), when=Is("way_taken", "person")),),
    only_here=(
        OnlyHere("way_taken", _("From the person is another offence, and shows where pickpockets work.")),
        OnlyHere("located", _("A device that can be located leads to many others, for a few hours.")),
        OnlyHere("blocked", _("The loss grows by the minute after a card or telephone is gone.")),
    ),
    thrive=Thrive(
        threat=_("Was there force or a threat? That is robbery."),
        harm=_("Is it medicine, a means to work, a memory, all of somebody's money?"),
        risk=_("Is it one of a series: pickpockets, parcels, building sites? Were keys or an address with it?"),
        investigation=_("Can it be located now? Serial numbers, cameras, a card used, a name?"),
        vulnerability=_("Was it taken by a carer or relative? From somebody older, ill or a child?"),
        engagement=_("How is it safe to reach them, now that the telephone may be gone?"),
    ),
    statement_alone=True,
    search_words=_(
        "theft, stolen, stole, pickpocket, pickpocketed, purse, wallet, handbag, bag, phone stolen, mobile, laptop, "
        "parcel, package, doorstep, garden, tools, scrap metal, jewellery, theft at work, gym locker, hotel room, "
        "drove off without paying, fuel, petrol, did not pay, carer stole, belongings, nicked, taken from table, "
        "stealing, took my, missing from, gone, taken, pub, cafe, restaurant, bus, changing room, gym, hospital, "
        "school, plants, pots, garden furniture, lead from roof, cash, card, watch, coat, shopping, airpods, "
        "headphones, ipad, tablet, theft by carer, flatmate stole, deliveroo, delivery, purse went, purse gone, phone "
        "gone, took my phone, hand in my bag, market, crowd, concert, festival, off the step, porch, missing parcel, "
        "parcel taken, amazon parcel, stolen delivery, diesel, pump, bilked, bilking, taxi fare, did not pay the "
        "fare, restaurant bill, left without paying for a meal, plant pots, gnome, statue, hanging basket, garden "
        "bench, oil tank, heating oil, copper, cable, metal theft, sheep, livestock, plant machinery, digger, "
        "colleague stole, employee stole, housemate, stolen from hospital bed, stolen while asleep, necklace missing, "
        "money missing, cleaner stole, medication stolen, glasses stolen, rucksack stolen, suitcase"
    ),
)
