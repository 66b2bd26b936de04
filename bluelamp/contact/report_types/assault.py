"""Assault: somebody hurt, hit, pushed or attacked somebody. Care comes before the account."""

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import Kind, Offence, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._questions import PREJUDICE, account, before, moment, place, suspect, witnesses
from bluelamp.contact.report_types._shared import ABOUT_YOU, PHOTOS, camera, injured
from bluelamp.journeys.definition import (
    Interrupt,
    Is,
    Journey,
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
            name="attacker",
            text=_("Where is the person who did it?"),
            label=_("Where they are"),
            missing=_("Select where the person who did it is"),
            says=Means.HAPPENING_NOW,
            options=(
                Option("here", _("Here or near, or on the way")),
                Option("away", _("Away, or I do not know"), denies=True),
            ),
        ),
        Radios(
            name="injuries",
            text=_("What injuries are there?"),
            label=_("Injuries"),
            hint=_("Select the first that is true."),
            missing=_("Select what injuries there are"),
            says=Means.INJURY,
            options=(
                Option(
                    "grave",
                    _("Bleeding that does not stop, hit on the head, fainted, cannot breathe or move something well"),
                ),
                Option("care", _("Something that a nurse or doctor should look at")),
                Option("slight", _("Bruises, scratches or pain")),
                Option("none", _("None that can be seen or felt"), denies=True),
            ),
        ),
        Radios(
            name="used",
            text=_("What did they attack with?"),
            label=_("Attacked with"),
            missing=_("Select what they attacked with"),
            says=Means.WEAPON,
            options=(
                Option("blade", _("A knife or something else sharp")),
                Option("thing", _("Another object, a vehicle or a dog")),
                Option("liquid", _("A liquid or spray"), _("Rinse with much water at once, and call 999")),
                Option("body", _("Hands, feet, head or teeth, or by spitting"), denies=True),
                Option("not_sure", _("I do not know"), denies=True),
            ),
        ),
    ),
)

WHAT_HAPPENED = Task(
    _("What happened"),
    (
        account(
            _("What did they do?"),
            hint=_(
                "Begin where it began for you. If there was a quarrel before, you can say so: it helps to be told all."
            ),
        ),
        place(_("Where did it happen?"), hint=_("In a pub or club: its name, and inside or outside.")),
        Radios(
            name="place_kind",
            text=_("What kind of place was it?"),
            label=_("Kind of place"),
            missing=_("Select what kind of place it was"),
            says=Means.PLACE_KIND,
            options=(
                Option("home", _("A home or garden")),
                Option("night", _("A pub, club, restaurant or takeaway, or outside one")),
                Option("street", _("A street, park, shop or other public place")),
                Option("work", _("At work, serving the public or caring for people")),
                Option("school", _("A school, college or youth club")),
                Option("care", _("A care home, hospital or place where somebody is kept")),
            ),
        ),
        moment(_("When did it happen?")),
        Radios(
            name="treated",
            text=_("Has anybody looked at the injuries?"),
            label=_("Looked at by"),
            hint=_(
                "A doctor's notes are evidence. We ask before we ask for them. Photograph bruises again after a day."
            ),
            missing=_("Select whether anybody has looked at the injuries"),
            says=Means.FORENSIC,
            options=(
                Option("hospital", _("Yes, at a hospital or by an ambulance crew")),
                Option("doctor", _("Yes, a doctor, nurse, dentist or pharmacist")),
                Option("no", _("No, or there are none"), denies=True),
            ),
        ),
    ),
)

WHO = Task(
    _("Who did it"),
    (
        Radios(
            name="relation",
            text=_("Who is that person to whoever was attacked?"),
            label=_("Who it is"),
            missing=_("Select who that person is"),
            options=(
                Option("partner", _("A partner or former partner"), says=Means.DOMESTIC),
                Option("family", _("A relative, or somebody from the same home"), says=Means.DOMESTIC),
                Option("known", _("Somebody else they know: a neighbour, colleague, patient or pupil")),
                Option("group", _("Several people")),
                Option("stranger", _("A stranger, or I do not know")),
            ),
        ),
        suspect(
            _("What do you know about them?"),
            hint=_("Names if you know them. Otherwise looks, clothes, where they went. Do not go and look for them."),
        ),
        before(_("Has this person attacked or threatened anybody before?"), hint=_("Also what was never reported.")),
        YesNo(
            name="again",
            text=_("Is anybody afraid of being attacked again?"),
            label=_("Afraid of another attack"),
            missing=_("Select yes if anybody is afraid of being attacked again"),
            says=Means.VULNERABILITY,
        ),
        witnesses(_("Friends, door staff, passers-by, somebody who filmed it.")),
        camera(
            _("Pubs, clubs, buses and shops have them. Ask that the recording is kept: most are wiped within weeks.")
        ),
        PREJUDICE,
        PHOTOS,
    ),
)

REPORT = ReportType(
    kind=Kind.HURT,
    journey=Journey(
        slug="assault",
        title=_("Report an assault"),
        summary=_("Somebody was hit, kicked, bitten, spat at, pushed, attacked or hurt in another way."),
        minutes=10,
        before=_("photos of injuries and torn clothes\nwho saw it\nwhere a doctor or nurse saw the injuries"),
        tasks=(SAFETY, WHAT_HAPPENED, WHO, ABOUT_YOU),
        interrupts=(
            Interrupt(
                name="attacker_here",
                when=Is("attacker", "here"),
                title=_("Go somewhere safe and call 999"),
                body=_("Lock a door between you, or go where other people are. Do not speak with them again."),
            ),
            injured(OneOf("injuries", ("grave", "care"))),
            Interrupt(
                name="weapon",
                when=OneOf("used", ("blade", "thing", "liquid")),
                title=_("Call 999 if they could still be near or could do it again"),
                body=_("Say at once what they attacked with. Leave it where it is, if that is safe."),
            ),
        ),
    ),
    offence=Offence("105A", _("Assault without injury")),
    offences=(Offence("8N", _("Assault with injury"), when=OneOf("injuries", ("grave", "care", "slight"))),),
    only_here=(
        OnlyHere("used", _("The same wound is another offence with a knife than with a fist.")),
        OnlyHere("treated", _("Notes of a doctor or ambulance crew prove an injury long after it has healed.")),
        OnlyHere(
            "relation", _("By a partner or relative it is domestic abuse, and is read by those who know about it.")
        ),
    ),
    thrive=Thrive(
        threat=_("Is the attacker there or expected? What was used? Threats of more?"),
        harm=_("How bad, head or throat, seen by whom? Can they work, sleep, go out?"),
        risk=_("Partner or relative? Before, and worse? A feud, a gang, alcohol and weekends?"),
        investigation=_("Injury photos, medical notes, cameras, door staff, clothes with blood?"),
        vulnerability=_("A child, somebody in care, at work with the public, hatred?"),
        engagement=_("How is it safe to reach them, if they live with whoever did it?"),
    ),
    search_words=_(
        "assault, assaulted, attack, attacked, hit, punched, kicked, beaten up, beat up, fight, slapped, bitten, "
        "headbutt, stabbed, stabbing, bottle, glassed, pushed over, spat, strangled, bleeding, black eye, violence, "
        "violent, jumped, thumped, acid, nurse attacked, staff attacked, bouncer, hurt me, attacked me, shoved, "
        "pushed me, knocked out, broke my nose, broken jaw, hit me, hit my, hit him, hit her, hit with, pushed down, "
        "bottled, hit over the head, in the face, scratched, kicked me, dragged, pulled my hair, grabbed me, "
        "nightclub, club, pub fight, dog bite, dog attack, set a dog on, neighbour hit, slap, slaps, thumped me, got "
        "jumped, jumped by a group, set upon, group of men attacked, knocked to the ground, hit by customer, kicked "
        "by, punched by, colleague attacked, customer attacked, teacher attacked, paramedic, ambulance crew, security "
        "guard hit, doorman, bouncer hit me, taxi driver hit me, glass, bar fight, street fight, fists, choke, "
        "choked, arm broken, stitches, teeth, concussion, bruise, bruises, pepper spray, egged in face, spat in my "
        "face, coughed, poisoned, thrown at me, hit by an object, air rifle, crossbow"
    ),
)
