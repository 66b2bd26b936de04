"""Fraud: the national service records it, and we do what it cannot.

Most people are best served there, and are told so with the reason. What is left for us: somebody at the door, money
that leaves now, a suspect nearby, and a victim who needs somebody to come.
"""

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import Kind, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._agencies import NATIONAL_FRAUD, in_use
from bluelamp.contact.report_types._questions import account, moment, place, suspect
from bluelamp.contact.report_types._shared import ABOUT_YOU, PHOTOS
from bluelamp.journeys.definition import (
    Checkboxes,
    First,
    Includes,
    Interrupt,
    Is,
    Journey,
    Link,
    Means,
    Money,
    Option,
    Radios,
    Task,
    Text,
)

_SERVICE = in_use(NATIONAL_FRAUD)
_LINKS = (Link(_SERVICE.name, _SERVICE.address), Link(f"{_SERVICE.name}: {_SERVICE.phone}", _SERVICE.tel))

RIGHT_NOW = Task(
    _("Right now"),
    (
        Radios(
            name="under_way",
            text=_("Is it going on at the moment?"),
            label=_("Going on"),
            missing=_("Select whether it is going on at the moment"),
            says=Means.HAPPENING_NOW,
            options=(
                Option("door", _("Yes: somebody is at the door, in the home, or coming to collect something")),
                Option("phone", _("Yes: they are on the telephone or in a computer, or money is leaving")),
                Option("over", _("No, it is over, or nothing was lost"), denies=True),
            ),
        ),
        Checkboxes(
            name="police_part",
            text=_("Is any of this so?"),
            label=_("What we can act on"),
            missing=_("Select what is so, or that none of this is"),
            options=(
                Option("local", _("Whoever did it is known, lives near or was seen")),
                Option("came", _("Somebody came in person, or cash or cards were handed to a courier")),
                Option("power", _("It is a carer, relative, friend or somebody with a power of attorney")),
                Option(
                    "vulnerable",
                    _("The person who lost money is older, ill, disabled, alone or still believes them"),
                    says=Means.VULNERABILITY,
                ),
                Option("threat", _("They threaten, or blackmail"), says=Means.THREAT),
            ),
            none=Option("none", _("None of this")),
        ),
    ),
)

THE_FRAUD = Task(
    _("The fraud"),
    (
        account(
            _("What were you or they told, and what happened then?"),
            hint=_(
                "In the order in which it happened, as well as you can. Anybody can be tricked: these people are "
                "skilled."
            ),
        ),
        Text(
            name="posed_as",
            text=_("Who did they say they were?"),
            label=_("Said they were"),
            hint=_("For example, a bank, the police, a builder, a son or daughter, somebody in love."),
            required=False,
            max=300,
            says=Means.METHOD,
            example="The fraud team of my bank",
        ),
        Checkboxes(
            name="paid_by",
            text=_("How was money or something else handed over?"),
            label=_("Handed over by"),
            missing=_("Select how it was handed over, or that nothing was"),
            options=(
                Option("transfer", _("Bank transfer")),
                Option("card", _("Card, or card details")),
                Option("cash", _("Cash, gold, cards or a telephone, handed over or posted")),
                Option("crypto", _("Cryptocurrency")),
                Option("vouchers", _("Gift cards or vouchers")),
                Option("details", _("Passwords, codes or copies of documents")),
            ),
            none=Option("nothing", _("Nothing was handed over")),
        ),
        Money(
            name="lost",
            text=_("About how much was lost?"),
            label=_("Lost"),
            hint=_("A guess is fine."),
            required=False,
            says=Means.PROPERTY_VALUE,
        ),
        Radios(
            name="bank_told",
            text=_("Does the bank know?"),
            label=_("Bank knows"),
            hint=_(
                "Call 159, which connects you safely with most banks. A bank can sometimes stop money within hours."
            ),
            missing=_("Select whether the bank knows"),
            options=(
                Option("yes", _("Yes")),
                Option("no", _("Not yet")),
                Option("not_needed", _("No bank is involved")),
            ),
        ),
        suspect(
            _("What do you know about how to find them?"),
            hint=_("Numbers, addresses, websites, account numbers, names, a vehicle. Do not answer them any more."),
        ),
        place(_("Where does the person who was tricked live?"), label=_("Lives")),
        moment(_("When did it begin?")),
        PHOTOS,
    ),
)

REPORT = ReportType(
    kind=Kind.ONLINE,
    journey=Journey(
        slug="fraud",
        title=_("Get help with fraud or a scam"),
        summary=_("Somebody was tricked, or nearly, out of money, goods or personal details."),
        minutes=8,
        first=First(
            title=_("Two things come first"),
            body=_(
                "If money has gone, or somebody has your details, call your bank now. The number 159 connects you "
                "with most banks.\n\n"
                "Fraud is recorded by one national service for all police forces, which sees the same people at "
                "work in many places. Report to it unless somebody is in danger, whoever did it is near or known, "
                "or the person who was tricked needs somebody to come: then go on here."
            ),
            links=(Link(_("Call 159, your bank"), "tel:159"), *_LINKS),
        ),
        tasks=(RIGHT_NOW, THE_FRAUD, ABOUT_YOU),
        interrupts=(
            Interrupt(
                name="at_the_door",
                when=Is("under_way", "door"),
                title=_("Call 999: do not open the door"),
                body=_(
                    "If they are inside and you can leave safely, leave. Police and banks never collect cash or cards."
                ),
            ),
            Interrupt(
                name="on_the_line",
                when=Is("under_way", "phone"),
                title=_("Hang up, switch off, and call 159"),
                body=_(
                    "Switch the computer off if they are in it. Call your bank from another telephone, or wait ten "
                    "minutes: they can stay on the line and pretend to be the bank.\n\n"
                    "Do not move money because somebody says that it is not safe."
                ),
                danger=False,
                links=(Link(_("Call 159, your bank"), "tel:159"),),
                carry_on=_("Continue"),
            ),
            Interrupt(
                name="national",
                when=Includes("police_part", "none"),
                title=_("The national service is the right place for this"),
                body=_(
                    "It gives you a crime number for your bank or insurer, and decides which force investigates. We do "
                    "not record fraud a second time.\n\n"
                    "You can go on here all the same, if you think that we should know."
                ),
                danger=False,
                links=_LINKS,
                carry_on=_("Tell the police here all the same"),
            ),
        ),
    ),
    offence=None,
    nsir="crime",
    not_a_crime=_("Fraud: recorded by the national service, and no call for service was found."),
    only_here=(
        OnlyHere("police_part", _("It decides whether we come, or the national service deals with it.")),
        OnlyHere("paid_by", _("Transfers and couriers can sometimes still be stopped, vouchers hardly ever.")),
        OnlyHere("posed_as", _("The role they play links the same gang over many victims.")),
    ),
    thrive=Thrive(
        threat=_("Is somebody there or coming? Is money leaving now? Are there threats?"),
        harm=_("How much of what they have? Shame, fear, thoughts of ending it?"),
        risk=_("Will they be called again? Are they on a list? Do they still believe it?"),
        investigation=_(
            "A call for service: local suspect, courier, carer? Otherwise the national service's reference?"
        ),
        vulnerability=_("Older, ill, alone, or in the hands of a carer or relative?"),
        engagement=_("By which telephone, since fraudsters pose as us? Agree on a word. Who may be with them?"),
    ),
    search_words=_(
        "fraud, scam, scammed, conned, tricked, rip-off, romance fraud, dating scam, courier fraud, bank scam, fake "
        "police officer, investment scam, crypto, phishing, fake text, fake website, rogue trader, builder took "
        "money, identity theft, used my card, card fraud, cloned card, power of attorney, lost my savings, hi mum "
        "message, never arrived, ticket scam, rental scam, money mule, money, pounds, lost money, out of money, paid, "
        "asking me to pay, asked me for money, asks for money, deposit, bank, bank card, pretending to be my bank, "
        "rang pretending, says he is from, hmrc call, amazon call, microsoft, remote access, card details, used to "
        "buy, bought things with my card, transferred, transfer, courier, met online, dating, investment, invest, "
        "invested, cannot get my money out, pension, inheritance scam, royal mail, missed parcel, marketplace, "
        "facebook marketplace, ebay seller, holiday booking, never came back, roof, driveway, sextortion payment, "
        "tickets, concert tickets, tickets never, never existed, did not exist, gift cards, sent gift cards, nan "
        "sent, grandma sent, elderly mum tricked, opened a credit card, in my name, used my name, loan in my name, "
        "credit in my name, took out a loan, cheque, bank account emptied, account emptied, money gone from my "
        "account, unauthorised payment, direct debit i did not make, fake invoice, invoice, paid the wrong account, "
        "supplier changed bank details, fake charity, collector at door, doorstep seller, cowboy builder, roofers, "
        "overcharged elderly, lottery, prize, job scam, task scam, recovery scam, timeshare, fake landlord, flat that "
        "did not exist, rent scam, puppy scam, puppy never arrived, paid for, seller, buyer, paypal, vinted, shpock, "
        "bitcoin investment, forex, trading platform, celebrity advert, whatsapp pretending to be my son, new number "
        "mum, soldier online, widow, love, fell in love online, antivirus call, broadband call, bt call, police call "
        "asking for money, courier collects"
    ),
)
