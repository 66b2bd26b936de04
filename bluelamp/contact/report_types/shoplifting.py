"""Shoplifting: for businesses, several incidents at once.

A shop worker fills this in between customers. One incident is one page, and the questions that are the same for all
are asked once. Violence against staff comes first: it is not a part of the job.
"""

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import Kind, Offence, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._questions import account, place
from bluelamp.contact.report_types._shared import ABOUT_YOU, PHOTOS, injured
from bluelamp.journeys.definition import (
    Group,
    Interrupt,
    Is,
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
)

YOUR_STAFF = Task(
    _("Your staff"),
    (
        Radios(
            name="in_shop",
            text=_("Are they in or near the shop at the moment?"),
            label=_("In or near the shop"),
            missing=_("Select whether they are in or near the shop"),
            says=Means.HAPPENING_NOW,
            options=(Option("yes", _("Yes")), Option("no", _("No"), denies=True)),
        ),
        Radios(
            name="staff_hurt",
            text=_("Was anybody who works or shops there threatened or hurt?"),
            label=_("Threatened or hurt"),
            missing=_("Select whether anybody was threatened or hurt"),
            says=Means.THREAT,
            options=(
                Option("hurt", _("Yes, somebody was hurt"), says=Means.INJURY),
                Option("weapon", _("Yes, with a weapon, needle or bottle"), says=Means.WEAPON),
                Option("threat", _("Yes, somebody was threatened, pushed or spat at")),
                Option("no", _("No"), denies=True),
            ),
            why=_("Violence against people who serve the public is an offence of its own."),
        ),
    ),
)

THE_SHOP = Task(
    _("The shop"),
    (
        Text(
            name="shop",
            text=_("What is the business called?"),
            label=_("Business"),
            hint=_("And your own shop number or incident reference, if you use one."),
            missing=_("Enter what the business is called"),
            max=200,
            example="Corner Stores, branch 12",
        ),
        place(_("Where is the shop?"), label=_("Shop")),
    ),
)

THE_INCIDENTS = Task(
    _("What was stolen"),
    (
        Group(
            name="incidents",
            text=_("Which incidents do you report?"),
            label=_("Incidents"),
            item_text=_("Incident"),
            hint=_("Each time that somebody took something is one incident. You can add several, newest first."),
            missing=_("Add at least one incident"),
            another_text=_("Do you report another incident?"),
            another_missing=_("Select yes if you report another incident"),
            says=Means.PROPERTY,
            max=30,
            questions=(
                Moment(
                    name="at",
                    text=_("When was it?"),
                    label=_("When"),
                    missing=_("Select whether you know when it was"),
                    says=Means.WHEN,
                ),
                Text(
                    name="goods",
                    text=_("What was taken?"),
                    label=_("Taken"),
                    missing=_("Enter what was taken"),
                    max=500,
                    says=Means.PROPERTY_DETAIL,
                    example="6 packs of razor blades",
                ),
                Money(
                    name="price",
                    text=_("What does it sell for, together?"),
                    label=_("Worth"),
                    hint=_("A guess is fine."),
                    required=False,
                    says=Means.PROPERTY_VALUE,
                ),
                Text(
                    name="who",
                    text=_("Who took it?"),
                    label=_("Who"),
                    hint=_("What they looked like and wore, a name or nickname, or “the same as before”."),
                    required=False,
                    max=500,
                    says=Means.SUSPECT,
                    example="Two men, one in a red cap; the same as on Monday",
                ),
                Radios(
                    name="recording",
                    text=_("Is it on camera?"),
                    label=_("On camera"),
                    missing=_("Select whether it is on camera"),
                    says=Means.CCTV,
                    options=(
                        Option("saved", _("Yes, and the recording is saved")),
                        Option("can", _("Yes, but it is not saved yet")),
                        Option("no", _("No"), denies=True),
                    ),
                ),
            ),
        ),
        Radios(
            name="regulars",
            text=_("Are any of them known to your staff?"),
            label=_("Known to staff"),
            missing=_("Select whether any of them are known to your staff"),
            options=(
                Option("banned", _("Yes, and banned from the shop"), says=Means.HAPPENED_BEFORE),
                Option("name", _("Yes, by name"), says=Means.HAPPENED_BEFORE),
                Option("sight", _("Yes, by sight"), says=Means.HAPPENED_BEFORE),
                Option("no", _("No")),
            ),
        ),
        account(
            _("What should an officer know who reads this?"),
            hint=_(
                "For example, how they work together, a vehicle, when they usually come, what is hidden or sold on."
            ),
            required=False,
            rows=5,
        ),
        LongText(
            name="statement_from",
            text=_("Who can tell us more, and when are they at work?"),
            label=_("Can tell more"),
            hint=_("Who saw it, who can hand over recordings and receipts. First name and shift are enough."),
            missing=_("Enter who can tell us more and when they are at work"),
            rows=3,
            max=2000,
            says=Means.WITNESS,
            why=_("Most of these cases end because nobody could be reached for a short statement."),
        ),
        PHOTOS,
    ),
)

REPORT = ReportType(
    kind=Kind.TAKEN,
    journey=Journey(
        slug="shoplifting",
        title=_("Report shoplifting"),
        summary=_("For shops and other businesses: goods were taken without paying, once or several times."),
        minutes=8,
        before=_(
            "dates and times\nwhat was taken, and what it sells for\nrecordings, saved under a name you find again"
        ),
        tasks=(YOUR_STAFF, THE_SHOP, THE_INCIDENTS, ABOUT_YOU),
        interrupts=(
            Interrupt(
                name="there_now",
                when=Is("in_shop", "yes"),
                title=_("Call 999 if anybody is violent or threatens to be"),
                body=_(
                    "Also if somebody is being held until we come.\n\nLet them go rather than be hurt: goods can be "
                    "replaced. Watch where they go, and keep the doors clear."
                ),
            ),
            injured(Is("staff_hurt", "hurt")),
            Interrupt(
                name="armed",
                when=OneOf("staff_hurt", ("weapon", "threat")),
                title=_("Call 999 if they could come back"),
                body=_("Close the shop if your staff are not safe. No employer may ask them to stop somebody armed."),
            ),
        ),
    ),
    offence=Offence("46", _("Shoplifting")),
    offences=(Offence("34A", _("Robbery of business property"), when=OneOf("staff_hurt", ("hurt", "weapon"))),),
    only_here=(
        OnlyHere("incidents", _("Ten thefts by one person are one investigation, when they come together.")),
        OnlyHere("regulars", _("Most loss is by few people; a ban that is broken counts against them.")),
        OnlyHere("statement_from", _("Without a statement and the recording there is no case.")),
    ),
    thrive=Thrive(
        threat=_("Are they in the shop? Was a weapon or needle used? Was it robbery?"),
        harm=_("Was anybody hurt, and can they work? What does it cost the shop?"),
        risk=_("The same people, more often, more violent? Other shops nearby?"),
        investigation=_("Is the recording saved? Names, vehicles, receipts, bans?"),
        vulnerability=_("Does somebody work alone? Is whoever steals a child, or made to do it?"),
        engagement=_("When are they at work? Do they need advice from the neighbourhood team?"),
    ),
    statement_alone=True,
    search_words=_(
        "shoplifting, shoplifter, shop theft, stole from my shop, stealing from shop, supermarket, store, retail, "
        "customer did not pay, stock stolen, razor blades, alcohol stolen, baby milk, walked out without paying, shop "
        "worker abused, store detective, business theft, my shop, our shop, our store, the store, my store, shop "
        "assistant, staff, pharmacy, chemist, petrol station shop, took bottles, bottles of, vodka, wine, meat, "
        "cheese, perfume, cosmetics, self checkout, walked out, left without paying, steals every day, keeps "
        "stealing, keep coming in, shoplifters, thefts this week, boutique, co-op, tesco, aldi, lidl, asda, boots, "
        "convenience store, corner shop, newsagent, off licence, shopkeeper, retailer, manager, trolley full, filled "
        "a bag, filled a rucksack, concealed, hid under coat, steaks, chocolate, clothes, tags, security guard, thief "
        "in my shop, repeat thief, prolific, ran out with, ran off with, shelves, refused to pay, push out, stole "
        "stock, coffee, nappies, spirits, thief"
    ),
)
