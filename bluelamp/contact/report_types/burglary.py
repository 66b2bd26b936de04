"""Burglary: somebody got in, or tried to, where they had no right to be.

Written for somebody who may be frightened, standing in a room that was searched. Danger is asked first, what was
taken is asked last but one, and nothing that the desk can find out itself is asked at all.
"""

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import Kind, Offence, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._shared import ABOUT_YOU, PHOTOS, camera, injured
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
        YesNo(
            name="still_there",
            text=_("Could whoever did this still be there or nearby?"),
            label=_("Could still be there or nearby"),
            missing=_("Select yes if whoever did this could still be there or nearby"),
            not_sure=True,
            says=Means.HAPPENING_NOW,
        ),
        YesNo(
            name="hurt",
            text=_("Is anybody hurt?"),
            label=_("Somebody is hurt"),
            hint=_("However slightly, and also if it is the shock."),
            missing=_("Select yes if anybody is hurt"),
            says=Means.INJURY,
        ),
        LongText(
            name="hurt_account",
            text=_("Who is hurt, and how?"),
            label=_("Who is hurt, and how"),
            missing=_("Enter who is hurt, and how"),
            rows=4,
            says=Means.INJURY,
            when=Is("hurt", "yes"),
        ),
        Radios(
            name="threat",
            text=_("Did anybody threaten you, or have a weapon?"),
            label=_("Threats or weapons"),
            missing=_("Select whether anybody threatened you or had a weapon"),
            says=Means.THREAT,
            options=(
                Option(
                    "weapon",
                    _("Yes, somebody had a weapon"),
                    _("Or something they used or showed as one"),
                    says=Means.WEAPON,
                ),
                Option("threat", _("Yes, somebody threatened or attacked us, without a weapon")),
                Option("no", _("No"), denies=True),
                Option("not_there", _("Nobody was there when it happened"), denies=True),
            ),
        ),
        LongText(
            name="threat_account",
            text=_("What did they say or do?"),
            label=_("What they said or did"),
            missing=_("Enter what they said or did"),
            hint=_("As far as you want to say it here. You can tell an officer the rest."),
            rows=5,
            says=Means.THREAT,
            when=OneOf("threat", ("weapon", "threat")),
        ),
    ),
)

WHAT_HAPPENED = Task(
    _("What happened"),
    (
        Radios(
            name="place_kind",
            text=_("What kind of place was it?"),
            label=_("Kind of place"),
            missing=_("Select what kind of place it was"),
            says=Means.PLACE_KIND,
            options=(
                Option("home", _("A home"), _("A house, flat, houseboat or caravan that somebody lives in")),
                Option("outbuilding", _("A shed, garage or other building at a home")),
                Option("business", _("A shop, office, school, place of worship or other business or community place")),
                Option("other", _("Somewhere else, such as an empty building or an allotment")),
            ),
        ),
        Address(
            name="place",
            text=_("Where did it happen?"),
            label=_("Where it happened"),
            missing=_("Select whether you know the address, then enter it or describe the place"),
            says=Means.PLACE,
        ),
        Moment(
            name="moment",
            text=_("When did it happen?"),
            label=_("When it happened"),
            hint=_("If you came home to it, give the time you left and the time you came back."),
            missing=_("Select whether you know when it happened"),
            says=Means.WHEN,
        ),
        Radios(
            name="got_in",
            text=_("Did they get inside?"),
            label=_("They got inside"),
            missing=_("Select whether they got inside"),
            options=(
                Option("yes", _("Yes")),
                Option("tried", _("No, they tried to but did not get in")),
                Option("not_sure", _("I do not know")),
            ),
        ),
        Checkboxes(
            name="method",
            text=_("How did they get in, or try to?"),
            label=_("How they got in"),
            missing=_("Select how they got in, or that you do not know"),
            says=Means.METHOD,
            options=(
                Option("door_forced", _("Forced a door")),
                Option("window_forced", _("Broke or forced a window")),
                Option("unlocked", _("A door or window was open or unlocked")),
                Option("key", _("Used a key, a code or keys fished through the letterbox")),
                Option(
                    "tricked",
                    _("Tricked somebody into letting them in"),
                    _("For example, they said they were from the water board or the police"),
                ),
                Option("other", _("Another way")),
            ),
            none=Option("not_known", _("I do not know")),
        ),
        LongText(
            name="trick_account",
            text=_("What did they say to be let in?"),
            label=_("What they said to be let in"),
            hint=_(
                "Their words, who they said they were, and anything they showed you. Anybody can be "
                "tricked: these people do it for a living."
            ),
            missing=_("Enter what they said to be let in"),
            rows=5,
            says=Means.METHOD,
            when=Includes("method", "tricked"),
        ),
        LongText(
            name="account",
            text=_("Tell us in your own words what happened"),
            label=_("What happened"),
            hint=_("Begin where it began for you. It does not have to be in order, and spelling does not matter."),
            missing=_("Enter what happened, in a sentence or as much as you want"),
            rows=10,
            says=Means.ACCOUNT,
        ),
        Radios(
            name="traces",
            text=_("What did they touch, break or leave behind?"),
            label=_("Traces left behind"),
            hint=_(
                "If you can, leave those places as they are until we have told you whether somebody will "
                "come for fingerprints. Feed children and pets first: people matter more."
            ),
            missing=_("Select whether they left traces"),
            says=Means.FORENSIC,
            options=(
                Option("yes", _("There is damage, blood, a tool, a footprint or something of theirs")),
                Option("tidied", _("There was, but it has been tidied up"), _("That is all right, most people do")),
                Option("no", _("Nothing that I can see"), denies=True),
            ),
        ),
        LongText(
            name="traces_account",
            text=_("What is it, and where?"),
            label=_("Traces: what and where"),
            missing=_("Enter what there is and where"),
            rows=4,
            says=Means.DAMAGE,
            when=OneOf("traces", ("yes", "tidied")),
        ),
    ),
)

WHAT_WAS_TAKEN = Task(
    _("What was taken"),
    (
        YesNo(
            name="anything_taken",
            text=_("Was anything taken?"),
            label=_("Anything taken"),
            hint=_("You can tell us later about things you miss only tomorrow."),
            missing=_("Select yes if anything was taken"),
            not_sure=True,
        ),
        Group(
            name="taken",
            text=_("What was taken?"),
            label=_("Things taken"),
            item_text=_("Thing"),
            hint=_(
                "One thing at a time, beginning with what matters most to you. Several alike, such as a "
                "box of jewellery, can be one."
            ),
            missing=_("Add at least one thing that was taken"),
            another_text=_("Was anything else taken?"),
            another_missing=_("Select yes if anything else was taken"),
            says=Means.PROPERTY,
            when=Is("anything_taken", "yes"),
            questions=(
                Radios(
                    name="kind",
                    text=_("What kind of thing is it?"),
                    label=_("Kind"),
                    missing=_("Select what kind of thing it is"),
                    says=Means.PROPERTY_KIND,
                    options=(
                        Option("device", _("Telephone, computer or other device")),
                        Option("jewellery", _("Jewellery or watch")),
                        Option("cash", _("Cash or bank cards"), _("Tell your bank at once about cards")),
                        Option("document", _("Passport, driving licence or other document")),
                        Option("cycle", _("Bicycle")),
                        Option("tool", _("Tool")),
                        Option("other", _("Something else")),
                    ),
                ),
                Text(
                    name="detail",
                    text=_("What is it?"),
                    label=_("Description"),
                    hint=_("Make, model, colour, and anything that makes it yours, such as an engraving."),
                    missing=_("Enter what it is"),
                    max=500,
                    says=Means.PROPERTY_DETAIL,
                    example="Silver laptop with a sticker of a fox",
                ),
                Text(
                    name="serial",
                    text=_("Serial number"),
                    label=_("Serial number"),
                    hint=_(
                        "On the box or receipt, or for a phone the 15-digit IMEI. We look for it where "
                        "stolen things are sold."
                    ),
                    required=False,
                    max=100,
                    says=Means.PROPERTY_SERIAL,
                    example="C02XK1ZZJGH5",
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
        YesNo(
            name="keys_taken",
            text=_("Were any keys taken, or could they have been copied?"),
            label=_("Keys taken"),
            hint=_("Of the home, a car or work. If so, have those locks changed as soon as you can."),
            missing=_("Select yes if any keys were taken or could have been copied"),
            not_sure=True,
        ),
    ),
)

WHO_SAW = Task(
    _("Who may have seen it"),
    (
        YesNo(
            name="seen",
            text=_("Did you or anybody else see who did it?"),
            label=_("Somebody saw who did it"),
            missing=_("Select yes if anybody saw who did it"),
            not_sure=True,
        ),
        LongText(
            name="suspect",
            text=_("What do you know about them?"),
            label=_("About who did it"),
            hint=_(
                "How many, what they looked like and wore, how they left, a vehicle and its number "
                "plate. Names, if you know them."
            ),
            missing=_("Enter what you know about them"),
            rows=6,
            says=Means.SUSPECT,
            when=Is("seen", "yes"),
        ),
        camera(_("A doorbell, CCTV, a dash camera, or a neighbour's.")),
        Text(
            name="cctv_account",
            text=_("Whose camera is it, and where?"),
            label=_("Whose camera, and where"),
            hint=_("Many cameras record over themselves within days: if it is yours, save the recording now."),
            missing=_("Enter whose camera it is and where"),
            max=1000,
            says=Means.CCTV,
            when=OneOf("cctv", ("mine", "other")),
        ),
        PHOTOS,
    ),
)

HOW_YOU_ARE = Task(
    _("How you are"),
    (
        Checkboxes(
            name="vulnerable",
            text=_("Does any of this apply to you or somebody you live with?"),
            label=_("Applies to the household"),
            hint=_("It helps us decide how soon to come and who should come."),
            missing=_("Select what applies, or that none of this does"),
            says=Means.VULNERABILITY,
            options=(
                Option("alone", _("Lives alone and is anxious about tonight")),
                Option("older_or_ill", _("Is older, ill or disabled")),
                Option("children", _("There are children or somebody is pregnant")),
                Option("known", _("May know who did it, or is afraid of somebody")),
                Option("before", _("This has happened here before"), says=Means.HAPPENED_BEFORE),
                Option("open", _("The place cannot be locked at the moment")),
            ),
            none=Option("none", _("None of this")),
        ),
        YesNo(
            name="afraid",
            text=_("Is anybody afraid of being hurt today or tonight?"),
            label=_("Afraid of being hurt today"),
            missing=_("Select yes if anybody is afraid of being hurt today or tonight"),
            says=Means.VULNERABILITY,
            when=Includes("vulnerable", "known"),
        ),
    ),
)

REPORT = ReportType(
    kind=Kind.TAKEN,
    journey=Journey(
        slug="burglary",
        title=_("Report a burglary"),
        summary=_("Somebody got into a home, shed, garage, business or other building, or tried to."),
        minutes=15,
        before=_(
            "the address, or a way to describe the place\n"
            "when it could have happened\n"
            "serial numbers of what was taken, if you have them\n"
            "photos of damage or of what was taken"
        ),
        tasks=(SAFETY, WHAT_HAPPENED, WHAT_WAS_TAKEN, WHO_SAW, HOW_YOU_ARE, ABOUT_YOU),
        interrupts=(
            Interrupt(
                name="in_progress",
                when=Is("still_there", "yes"),
                title=_("Call 999 now and stay somewhere safe"),
                body=_(
                    "If you think somebody is inside, do not go in. If you are inside, leave if you can do it safely, "
                    "or go to a room you can lock.\n\n"
                    "Tell the operator where you are first, then what you see and hear."
                ),
            ),
            Interrupt(
                name="perhaps_there",
                when=Is("still_there", "not_sure"),
                title=_("If you are not sure, stay out and call 999"),
                body=_(
                    "Somebody may still be inside. Do not go in to look. Wait where you are safe, such as with a "
                    "neighbour, and let the operator decide with you."
                ),
            ),
            injured(Is("hurt", "yes")),
            Interrupt(
                name="weapon",
                when=Is("threat", "weapon"),
                title=_("Call 999 if they could come back"),
                body=_(
                    "If the people with the weapon could still be near, or said they would come back, call 999 now "
                    "and go somewhere safe, such as a neighbour's home.\n\nDo not follow them and do not touch a "
                    "weapon they left behind."
                ),
            ),
            Interrupt(
                name="afraid_tonight",
                when=Is("afraid", "yes"),
                title=_("You do not have to wait for us to answer this report"),
                body=_(
                    "If somebody is about to hurt you, call 999. If they may hear you, press 55 when asked.\n\n"
                    "If it is somebody you live with or used to be close to, the National Domestic Abuse Helpline is "
                    "free at any hour: 0808 2000 247."
                ),
            ),
        ),
    ),
    offence=Offence("28E", _("Burglary: residential")),  # also an outbuilding at a home; an attempt keeps the code
    offences=(Offence("30C", _("Burglary: business and community"), when=OneOf("place_kind", ("business", "other"))),),
    may_be_known=True,
    only_here=(
        OnlyHere("method", _("How they got in links burglaries by the same people better than anything else.")),
        OnlyHere("traces", _("Fingerprints and tools are lost within hours when people tidy up.")),
        OnlyHere("keys_taken", _("Burglars with keys come back, and for the car.")),
    ),
    thrive=Thrive(
        threat=_("Could they still be near, or come back: keys taken, place not secure, words spoken?"),
        harm=_("Was anybody hurt, threatened or at home? What did the things mean to them?"),
        risk=_("Has it happened here or next door lately? Homes burgled once are burgled again within weeks."),
        investigation=_("Traces not yet tidied, cameras not yet overwritten, serial numbers, a description?"),
        vulnerability=_("Does anybody live alone, ill, older, with children, or afraid of somebody they know?"),
        engagement=_("How is it safe to reach them? What do they need to feel safe tonight?"),
    ),
    statement_alone=True,
    search_words=_(
        "burglary, burgled, break-in, broke in, broken into, intruder, house, flat, home, shed, garage, shop, stolen "
        "from my house, distraction, bogus caller, attempted burglary, back door, front door, kicked in the door, "
        "door forced, window forced, ransacked, came home to find, broke in overnight, till taken, from the water "
        "board, pretended to be from, let himself in, tried to get in, jewellery from the house, holiday home, lock "
        "snapped, allotment, garage door, office broken into, lawnmower, tv gone, telly gone, house turned upside "
        "down, been in the house, somebody in my house, patio door, letterbox, conservatory, loft, cellar, caravan "
        "broken into, school broken into, church broken into, warehouse, business unit, industrial unit, office, "
        "raid, raided, safe, alarm went off, disturbed them, gates forced, bathroom window, bedroom, drawers, student "
        "house, allotment shed, doorbell camera trying door, tried the door, tried doors of my house, jewellery, "
        "heirloom"
    ),
)
