"""Stalking and harassment: the same person, again and again.

One thing alone looks small, so the journey asks for the pattern and never for proof. Safe contact comes first, since
whoever stalks often reads along. No answer is advised, and no odds are given: rules, safety and support.
"""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import Kind, Offence, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._questions import account, moment, place, suspect, witnesses
from bluelamp.contact.report_types._shared import PHOTOS, SAFE_FIRST, without_contact
from bluelamp.journeys.definition import (
    Checkboxes,
    First,
    Group,
    Includes,
    Interrupt,
    Is,
    Journey,
    Link,
    LongText,
    Means,
    Name,
    Not,
    OneOf,
    Option,
    Radios,
    Task,
    Text,
    YesNo,
)

NOW = Task(
    _("Now"),
    (
        Radios(
            name="where_are_they",
            text=_("Where is this person at the moment?"),
            label=_("At the moment"),
            missing=_("Select where this person is at the moment"),
            says=Means.HAPPENING_NOW,
            options=(
                Option("here", _("Outside, following, or trying to get in")),
                Option("coming", _("They have said that they will come"), denies=True, says=Means.THREAT),
                Option("away", _("Somewhere else"), denies=True),
                Option("not_sure", _("I do not know"), denies=True),
            ),
        ),
        YesNo(
            name="threats_made",
            text=_("Has this person threatened or hurt you or anybody close to you?"),
            label=_("Threatened or hurt somebody"),
            missing=_("Select yes if this person has threatened or hurt anybody"),
            says=Means.THREAT,
        ),
    ),
)

THE_PATTERN = Task(
    _("What keeps happening"),
    (
        Checkboxes(
            name="ways",
            text=_("What does this person keep doing?"),
            label=_("What they do"),
            missing=_("Select what this person keeps doing"),
            options=(
                Option("waits", _("Follows, waits, watches, or turns up at home, work or elsewhere")),
                Option("messages", _("Calls or writes again and again, or through others")),
                Option("gifts", _("Sends or leaves things")),
                Option("tracks", _("Knows things they should not: a tracker, an app, accounts or cameras")),
                Option("posts", _("Writes about you, or pretends to be you, online")),
                Option("damage", _("Breaks or takes things, or has been inside the home")),
                Option("others", _("Contacts family, friends, neighbours, work or school")),
                Option("pets", _("Harms or threatens pets")),
                Option("else", _("Something else that does not stop")),
            ),
        ),
        Radios(
            name="how_long",
            text=_("How long has it gone on?"),
            label=_("Has gone on for"),
            missing=_("Select how long it has gone on"),
            says=Means.HAPPENED_BEFORE,
            options=(
                Option("days", _("Some days")),
                Option("weeks", _("Some weeks")),
                Option("months", _("Some months")),
                Option("year", _("A year or longer")),
            ),
        ),
        Radios(
            name="rhythm",
            text=_("How often does something happen, and does that change?"),
            label=_("How often"),
            missing=_("Select how often something happens"),
            options=(
                Option("more", _("It happens more often, or it goes further"), says=Means.VULNERABILITY),
                Option("daily", _("On most days")),
                Option("weekly", _("Every week or so")),
                Option("seldom", _("Less often, but it does not stop")),
            ),
        ),
        Group(
            name="times",
            text=_("Which times do you remember best?"),
            label=_("Times remembered"),
            item_text=_("Time"),
            hint=_("Two or three are enough to see the pattern. The day need not be exact."),
            required=False,
            missing=_("Enter what happened that time"),
            another_text=_("Do you want to add another time?"),
            another_missing=_("Select yes if you want to add another time"),
            max=20,
            questions=(
                Text(
                    name="when_about",
                    text=_("About when?"),
                    label=_("About when"),
                    missing=_("Enter about when it was"),
                    example="A Friday in March, after work",
                ),
                LongText(
                    name="what_then",
                    text=_("What happened?"),
                    label=_("What happened"),
                    missing=_("Enter what happened"),
                    rows=3,
                    max=3000,
                ),
            ),
        ),
        account(
            _("What is it like for you, and what has changed because of it?"),
            hint=_(
                "For example, ways you no longer take, work, sleep, or how it began. As much or as little as you like."
            ),
            required=False,
        ),
        place(
            _("Where does it mostly happen?"),
            label=_("Where it mostly happens"),
            hint=_("If it is only online or by telephone, where you are when it reaches you."),
        ),
        moment(_("When was the last time?"), label=_("Last time"), hint=_("As far as you remember.")),
    ),
)

THIS_PERSON = Task(
    _("This person"),
    (
        Radios(
            name="tie",
            text=_("Who is this person to you?"),
            label=_("Who it is"),
            missing=_("Select who this person is to you"),
            options=(
                Option("former", _("A partner or former partner"), says=Means.DOMESTIC),
                Option("family", _("A relative"), says=Means.DOMESTIC),
                Option("known", _("Somebody I know: from work, school, a neighbour, a client")),
                Option("stranger", _("Somebody I hardly know, or only from the internet")),
                Option("unknown", _("I do not know who it is")),
            ),
        ),
        Name(
            name="stalker_name",
            text=_("What is their name?"),
            label=_("Their name"),
            hint=_("Also a name that they use online. We do not contact them before we have spoken with you."),
            required=False,
            says=Means.SUSPECT_NAME,
            when=Not(Is("tie", "unknown")),
        ),
        suspect(
            _("What else do we need to know about them?"),
            hint=_(
                "Where they live or work, a vehicle, accounts and numbers they use, access to weapons, an order they "
                "break, or what they did to others."
            ),
        ),
        YesNo(
            name="order",
            text=_("Is there a court order, bail condition or police warning to keep away?"),
            label=_("Told to keep away"),
            missing=_("Select yes if there is an order, condition or warning to keep away"),
            not_sure=True,
            says=Means.VULNERABILITY,
        ),
        witnesses(_("Colleagues, neighbours, friends. Only those whom you would like us to speak with.")),
        replace(PHOTOS, hint=_("For example, messages, screenshots, lists of calls or photos. Send them as they are.")),
    ),
)

REPORT = ReportType(
    kind=Kind.HURT,
    journey=Journey(
        slug="stalking",
        title=_("Report stalking or harassment"),
        summary=_("Somebody keeps following, watching, contacting or frightening you or somebody else."),
        minutes=10,
        before=_("a rough idea of when things happened\nmessages, pictures or a diary, if you have kept any"),
        first=First(
            title=_("You do not have to prove it"),
            body=_(
                "If it happens again and again and frightens you, it is right to tell us. You can stop at any "
                "time, and nothing is sent until you send it.\n\n"
                "Use a device that this person has never had in their hands, if you can. Do not answer them, and "
                "do not delete what they send.\n\n"
                "The National Stalking Helpline gives advice without the police."
            ),
            links=(Link(_("Call the National Stalking Helpline: 0808 802 0300"), "tel:08088020300"),),
        ),
        tasks=(SAFE_FIRST, NOW, THE_PATTERN, THIS_PERSON, without_contact()),
        interrupts=(
            Interrupt(
                name="here_now",
                when=Is("where_are_they", "here"),
                title=_("Call 999 now"),
                body=_(
                    "Stay inside or go where other people are. Lock doors. Do not go out to them or speak with "
                    "them.\n\n"
                    "If you are followed while driving, go to a police station, a petrol station or another busy "
                    "place, not home."
                ),
            ),
            Interrupt(
                name="coming",
                when=OneOf("where_are_they", ("coming",)),
                title=_("Call 999 if they may come soon"),
                body=_(
                    "You do not have to wait until they are there. Tell somebody near you, and do not be alone if you "
                    "can help it."
                ),
            ),
            Interrupt(
                name="tracker",
                when=Includes("ways", "tracks"),
                title=_("Leave a tracker or app where it is for now"),
                body=_(
                    "Taking it away tells this person that you know. Call from a telephone that they have never "
                    "had, or ask somebody to.\n\n"
                    "We help you to find it and to keep it as evidence."
                ),
            ),
        ),
        quiet=True,
        declaration=_("By sending this you say that, as far as you know, what you have told us is true."),
    ),
    offence=Offence("8Q", _("Stalking")),
    says=(Means.STALKING,),
    only_here=(
        OnlyHere("rhythm", _("More often or further is the clearest sign that somebody must act now.")),
        OnlyHere("times", _("Two remembered times make a course of conduct, which the law asks for.")),
        OnlyHere("tie", _("Who it is decides where the danger lies: former partners most of all.")),
    ),
    thrive=Thrive(
        threat=_("Are they there now, or have they said that they will come? Was a threat made?"),
        harm=_("What has it already done: sleep, work, ways changed, somebody hurt?"),
        risk=_("Fixated, obsessive, unwanted, repeated? More often or further? An order broken?"),
        investigation=_("Keep messages and devices as they are. Accounts, trackers, cameras, earlier reports?"),
        vulnerability=_("A former partner? Children, pets, living alone? Do they reach the person's devices?"),
        engagement=_("Only the safe way and name. Is a stalking advocate wanted? One person to speak with, not many."),
    ),
    search_words=_(
        "stalking, stalker, harassment, harassing me, following me, followed, being followed, watching me, waits "
        "outside, keeps turning up, ex won't leave me alone, won't stop calling, keeps messaging, keeps texting, "
        "unwanted messages, silent calls, tracker, airtag, spying, obsessed, unwanted gifts, outside my work, outside "
        "my house, non-molestation order, restraining order, breach of order, waits, waiting outside, outside my "
        "home, outside work, follows me, keeps following, won't stop, wont leave me alone, keeps calling, keeps "
        "coming, keeps sending, every day, sends flowers, flowers, letters, told him to stop, turns up, shows up, at "
        "my window, looks through my window, phone calls, calls every night, withheld number, harass, harassed, "
        "harrassment, former colleague, ex boyfriend, ex girlfriend, injunction, breached, broke the order, gps, "
        "tracking me, sits outside, sits in his car, parked outside my house watching, drives past, drives past my "
        "house, outside every evening, follow, following, new accounts, blocked him, blocked her, after i blocked, "
        "keeps adding me, found an airtag, found a tracker, handbag tracker, tag in my bag, stalkerware, hacked my "
        "phone to follow me, knows where i am, appears everywhere, every time i go out, at the gym, obsessive, "
        "obsession, fan, customer obsessed, patient obsessed, pupil obsessed, leaves notes, notes on my car, "
        "presents, letters from prison, through his friends, through the children, turned up at, came to my work, "
        "ringing my mum, contacting my family, no contact, unwanted attention, unwanted calls, hang up calls, private "
        "number"
    ),
)
