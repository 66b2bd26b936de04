"""Lost and found: what the police take in, what they do not, and who does.

Short. Most things are found by asking where they were lost, so that comes with the reason. Something dangerous that was
found comes first.
"""

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import Kind, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._questions import moment, place
from bluelamp.contact.report_types._shared import PHOTOS, SAFE_CONTACT, YOUR_NAME
from bluelamp.journeys.definition import (
    Checkboxes,
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
)

THE_THING = Task(
    _("The thing"),
    (
        Radios(
            name="which_way",
            text=_("Have you lost or found something?"),
            label=_("Lost or found"),
            missing=_("Select whether you have lost or found something"),
            options=(
                Option("lost", _("Lost"), says=Means.PROPERTY_LOST),
                Option("found", _("Found"), says=Means.PROPERTY_FOUND),
            ),
            inline=True,
        ),
        Radios(
            name="thing",
            text=_("What kind of thing is it?"),
            label=_("Kind of thing"),
            missing=_("Select what kind of thing it is"),
            options=(
                Option(
                    "dangerous", _("A weapon, ammunition, fireworks, chemicals, needles or drugs"), says=Means.WEAPON
                ),
                Option("valuable", _("Cash, jewellery, a bag, purse, telephone or computer")),
                Option("document", _("A passport, driving licence, bank card or other document")),
                Option("animal", _("A dog or another animal")),
                Option("transport", _("Something left on a bus, train, tram, in a taxi, shop, airport or school")),
                Option("other", _("Keys, clothes, glasses or something else")),
            ),
        ),
        Text(
            name="what_exactly",
            text=_("What is it, so that somebody would know it again?"),
            label=_("What it is"),
            hint=_("Make, colour, serial number. If you found it, leave out one thing that only its owner can know."),
            missing=_("Enter what it is"),
            max=800,
            says=Means.ACCOUNT,
            example="Black leather purse with a red zip",
        ),
        place(_("Where was it lost or found?"), label=_("Where")),
        moment(_("When was it lost or found?"), label=_("When")),
        Text(
            name="kept_at",
            text=_("Where is it now?"),
            label=_("Is now"),
            hint=_("For example, with you, handed in at a shop, or left where it was."),
            missing=_("Enter where it is now"),
            max=300,
            example="Handed in at the library",
            when=Is("which_way", "found"),
        ),
        Checkboxes(
            name="asked_at",
            text=_("Where have you asked or told somebody already?"),
            label=_("Asked at"),
            missing=_("Select where you have asked, or nowhere yet"),
            options=(
                Option("place", _("At the place itself, or its lost property office")),
                Option("bank", _("The bank or telephone network")),
                Option("register", _("An online register of lost things")),
                Option("council", _("The council, a vet or the dog warden")),
            ),
            none=Option("nowhere", _("Nowhere yet")),
        ),
        PHOTOS,
    ),
)

REPORT = ReportType(
    kind=Kind.OTHER,
    journey=Journey(
        slug="lost-and-found",
        title=_("Tell us about something lost or found"),
        summary=_("Something valuable or dangerous that you lost or found in a public place."),
        minutes=4,
        tasks=(THE_THING, Task(_("About you"), (YOUR_NAME, SAFE_CONTACT))),
        interrupts=(
            Interrupt(
                name="do_not_touch",
                when=Is("thing", "dangerous"),
                title=_("Do not touch or move it"),
                body=_(
                    "Keep others away, and do not bring it to us. Call 999 if it could hurt somebody now, if it "
                    "looks like a bomb, shell or grenade, or if you think that it was used in a crime. Otherwise "
                    "call 101.\n\n"
                    "Needles and chemicals are collected by the council."
                ),
            ),
            Interrupt(
                name="elsewhere",
                when=OneOf("thing", ("document", "animal", "transport")),
                title=_("Somebody else takes this in, and sooner"),
                body=_(
                    "We do not keep these, so that they get back to their owners without going around by us.\n\n"
                    "Documents: whoever issued them. A bank card: call the bank and cut it up. Found dogs: the "
                    "council. Things left on transport or in a building: whoever runs it.\n\n"
                    "If you think that it was stolen, go back and report a theft."
                ),
                danger=False,
                links=(
                    Link(_("Lost or stolen passport"), "https://www.gov.uk/report-a-lost-or-stolen-passport"),
                    Link(_("Lost driving licence"), "https://www.gov.uk/apply-online-to-replace-a-driving-licence"),
                    Link(_("Find the council"), "https://www.gov.uk/find-local-council"),
                ),
                carry_on=_("Tell the police all the same"),
            ),
        ),
        declaration=_("By sending this you say that, as far as you know, what you have told us is true."),
    ),
    offence=None,
    nsir="administration",
    not_a_crime=_("Lost or found property: nothing that was said is a crime."),
    only_here=(
        OnlyHere("what_exactly", _("One thing left out proves later whose it is.")),
        OnlyHere("kept_at", _("What was handed in nearby needs no search.")),
        OnlyHere("asked_at", _("Nearly everything that comes back does so from the place itself.")),
    ),
    thrive=Thrive(
        threat=_("Is it a weapon, a shell, drugs? Who keeps others away?"),
        harm=_("Medicine, a key to a home with an address, somebody's ashes?"),
        risk=_("Could it have been stolen, or used in a crime?"),
        investigation=_("Does it fit a theft or robbery nearby? Serial numbers?"),
        vulnerability=_("Does its owner depend on it: a hearing aid, a child's toy, a white stick?"),
        engagement=_("Who keeps it, and until when? Tell the finder what becomes of it."),
    ),
    search_words=_(
        "lost, lost property, found, found something, handed in, lost wallet, lost purse, lost phone, lost keys, lost "
        "passport, lost dog, found dog, found a knife, found a gun, found drugs, grenade, found money, found ring, "
        "left on bus, left on train, lost my bag, dropped, lose, find, hand in, where do i hand in, dropped it, left "
        "it somewhere, mislaid, on the pavement, in the street, picked up, cash found, found on the beach, "
        "ammunition, shell, cannot find my, lost my, found a, lost somewhere, lost card, lost glasses, lost hearing "
        "aid, can't find my, cant find, glasses, bus pass, driving licence lost, id lost, card lost, phone lost, lost "
        "handbag, lost jewellery, lost ring, lost camera, lost hearing, lost bike, lost coat, lost teddy, rucksack "
        "found, phone found, wallet found, keys found, bank card found, cash on the floor, found on the bus, found in "
        "a taxi, found in the park, handed a phone, stranger gave me, who do i give, give it in, property office, "
        "collect my property, seized property, where do i take, mislaid my, unattended bag, bullets, old grenade, "
        "firework found, syringe"
    ),
)
