"""Robbery: something was taken, or was to be, with force or threats.

Many are young, afraid of people whom they will meet again, and write on a borrowed telephone. So it says early that
nobody at school is told, that an adult may be there, and that no statement is made alone.
"""

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import Kind, Offence, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._questions import PREJUDICE, account, moment, place, suspect, things, witnesses
from bluelamp.contact.report_types._shared import ABOUT_YOU, PHOTOS, camera, injured
from bluelamp.journeys.definition import (
    Interrupt,
    Is,
    Journey,
    LongText,
    Means,
    OneOf,
    Option,
    Radios,
    Task,
    YesNo,
)

SAFETY = Task(
    _("Your safety"),
    (
        Radios(
            name="robbers",
            text=_("Where are the people who did it?"),
            label=_("Where they are"),
            missing=_("Select where the people who did it are"),
            says=Means.HAPPENING_NOW,
            options=(
                Option("near", _("Still near, or they may come back")),
                Option("gone", _("Gone"), denies=True),
                Option("not_sure", _("I do not know"), denies=True),
            ),
        ),
        Radios(
            name="armed_with",
            text=_("Did they have, show or speak of a weapon?"),
            label=_("Weapon"),
            missing=_("Select whether they had, showed or spoke of a weapon"),
            says=Means.WEAPON,
            options=(
                Option("knife", _("A knife or something sharp")),
                Option("gun", _("A gun, or something like one")),
                Option("other", _("Something else: a bottle, a bat, a dog, a vehicle, a liquid")),
                Option("spoken", _("They said that they had one")),
                Option("no", _("No, they used force or threats without one"), denies=True, says=Means.THREAT),
            ),
        ),
        YesNo(
            name="hurt",
            text=_("Is anybody hurt?"),
            label=_("Somebody is hurt"),
            hint=_("However slightly, and also if it is the shock."),
            missing=_("Select yes if anybody is hurt"),
            says=Means.INJURY,
        ),
        Radios(
            name="age_group",
            text=_("How old is the person who was robbed?"),
            label=_("Age"),
            missing=_("Select how old the person is"),
            options=(
                Option("child", _("Under 18"), says=Means.CHILD),
                Option("adult", _("18 or older")),
            ),
        ),
    ),
)

THE_ROBBERY = Task(
    _("The robbery"),
    (
        place(_("Where was it?"), hint=_("For example, between which streets, in which park, at which stop.")),
        moment(_("When was it?")),
        account(
            _("What happened?"),
            hint=_("What they did and said. It does not have to be in order, and nobody asks why you did not fight."),
        ),
        things(
            _("What did they take?"),
            another=_("Did they take anything else?"),
            hint=_("If they took nothing, continue without adding anything."),
            required=False,
        ),
        Radios(
            name="whose",
            text=_("Whose was what they took or wanted?"),
            label=_("Belongs to"),
            missing=_("Select whose it was"),
            options=(
                Option("person", _("A person's")),
                Option("business", _("A shop's, firm's or other organisation's")),
            ),
        ),
    ),
)

THEM = Task(
    _("Who did it"),
    (
        LongText(
            name="got_away",
            text=_("Which way did they go, and how?"),
            label=_("Which way they went"),
            hint=_("On foot, by bicycle, moped or car, with its colour or plate. Where you saw them last."),
            required=False,
            rows=3,
            max=3000,
            says=Means.SUSPECT_VEHICLE,
        ),
        suspect(
            _("What did they look like?"),
            hint=_(
                "How many, about how old, clothes and shoes, hair, voice, anything odd. What you remember is enough."
            ),
        ),
        Radios(
            name="met_before",
            text=_("Have you seen any of them before?"),
            label=_("Seen before"),
            hint=_("We do not tell them, their family or a school that you know them."),
            missing=_("Select whether you have seen any of them before"),
            options=(
                Option("know", _("Yes, and I know who they are"), says=Means.SUSPECT),
                Option("around", _("Yes, around here, at school or online"), says=Means.SUSPECT),
                Option("no", _("No")),
            ),
        ),
        YesNo(
            name="revenge",
            text=_("Are you worried about what they might do?"),
            label=_("Afraid of revenge"),
            missing=_("Select yes if you are worried about what they might do"),
            says=Means.VULNERABILITY,
        ),
        witnesses(_("Friends who were there, people who helped, a driver or shopkeeper.")),
        camera(_("On a bus, in a shop, at a door. Tell the shop today: most are wiped within days.")),
        PREJUDICE,
        PHOTOS,
    ),
)

REPORT = ReportType(
    kind=Kind.HURT,
    journey=Journey(
        slug="robbery",
        title=_("Report a robbery"),
        summary=_("Somebody took something from a person or business with force or threats, or tried to."),
        minutes=10,
        before=_("where it was\nwhat was taken, and whether a telephone can be located\nwhat they looked like"),
        tasks=(SAFETY, THE_ROBBERY, THEM, ABOUT_YOU),
        interrupts=(
            Interrupt(
                name="near",
                when=Is("robbers", "near"),
                title=_("Go somewhere safe and call 999"),
                body=_("A shop, a bus, any open door. Do not follow them, and do not go back for your things."),
            ),
            Interrupt(
                name="weapon",
                when=OneOf("armed_with", ("knife", "gun", "other", "spoken")),
                title=_("Call 999 if this was today"),
                body=_(
                    "People with a weapon may do it again within the hour. Say at once that there was a weapon.\n\n"
                    "You are not in trouble, whatever they told you."
                ),
            ),
            injured(Is("hurt", "yes")),
            Interrupt(
                name="worried",
                when=Is("revenge", "yes"),
                title=_("We do not tell them that you have told us"),
                body=_(
                    "We talk with you first about what makes you safe, and where and when it is safe to talk. If it "
                    "comes to court, they may learn who said what: we tell you before that, and there is help.\n\n"
                    "If somebody threatens you, call 999. If they may hear you, press 55 when asked."
                ),
                danger=False,
                carry_on=_("Continue"),
            ),
            Interrupt(
                name="young",
                when=Is("age_group", "child"),
                title=_("You can have an adult with you"),
                body=_(
                    "It can be a parent, another relative, a teacher or somebody else you trust. You choose.\n\n"
                    "We do not tell your school. You never have to make a statement alone: a trained officer speaks "
                    "with you, at a time that is good for you.\n\n"
                    "You can go on with this by yourself."
                ),
                danger=False,
                carry_on=_("Continue"),
            ),
        ),
    ),
    offence=Offence("34B", _("Robbery of personal property")),
    offences=(Offence("34A", _("Robbery of business property"), when=Is("whose", "business")),),
    only_here=(
        OnlyHere("armed_with", _("A weapon decides who goes there, and how soon.")),
        OnlyHere("age_group", _("Whoever is under 18 is met by somebody trained, never alone.")),
        OnlyHere("got_away", _("The way they went finds the cameras that saw their faces.")),
    ),
    thrive=Thrive(
        threat=_("Are they near? Which weapon, shown or only spoken of?"),
        harm=_("Is anybody hurt, or too afraid to leave home or go to school?"),
        risk=_("Do they know where the victim lives? Others robbed nearby today?"),
        investigation=_("Cameras along the way, a telephone that can be located, clothes, a name?"),
        vulnerability=_("Under 18? Made to hand things over before? Is anybody being exploited?"),
        engagement=_("By which telephone, now that theirs is gone? Is it safe to write where parents read it?"),
    ),
    search_words=_(
        "robbery, robbed, mugged, mugging, took my phone with a knife, knifepoint, held up, gunpoint, snatched, "
        "grabbed my bag, made me hand over, threatened me for money, gang took, jumped me and took, hold-up, street "
        "robbery, phone snatched, moped, watch ripped off my wrist, knife, gun, snatch, snatched my bag, pushed me "
        "and took, forced me, gave them my phone, cash machine, cashpoint, gave them my money, trainers, coat taken, "
        "betting shop, post office, at knife point, betting shop held up, threatened me and took, took it off me, "
        "followed me and robbed, balaclava, machete, blade, took my coat, took my necklace, grabbed my necklace, "
        "grabbed my phone, grabbed my chain, ran off with my, made me take money out, made me transfer, unless i "
        "gave, or he would stab, or they would, demanded, demanded money, demanded my phone, cornered, surrounded me, "
        "jacked, taxed, rob, robber, robbers, masked men, shop robbed, delivery driver robbed, taxi driver robbed, "
        "rolex, chain, give me your"
    ),
)
