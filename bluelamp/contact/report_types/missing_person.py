"""Missing person: call first. The form is what to have at hand for the call, and what to add after it.

There is no waiting time, whatever a neighbour says. Nothing here starts a search, and every page says so.
"""

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import Kind, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._questions import account, moment, place
from bluelamp.contact.report_types._shared import ACCESS_NEED, PHOTOS, SAFE_CONTACT, YOUR_NAME
from bluelamp.journeys.definition import (
    Checkboxes,
    Day,
    First,
    Interrupt,
    IsNot,
    Journey,
    Link,
    LongText,
    Means,
    Name,
    Option,
    Radios,
    Task,
    Text,
)

CALL = Task(
    _("The call"),
    (
        Radios(
            name="called",
            text=_("Have you called us?"),
            label=_("Called"),
            missing=_("Select whether you have called us"),
            options=(
                Option("yes", _("Yes, and I want to add something")),
                Option("cannot", _("I cannot use a telephone")),
                Option("no", _("No")),
            ),
        ),
        Name(
            name="missing_name",
            text=_("Who is missing?"),
            label=_("Who is missing"),
            hint=_("Also any nickname."),
            missing=_("Enter the name of who is missing"),
            says=Means.VICTIM_NAME,
        ),
        Day(
            name="missing_born",
            text=_("When were they born?"),
            label=_("Born"),
            hint=_("About is good enough: give 1 1 and the year."),
            required=False,
            past_only=True,
            says=Means.VICTIM_BORN,
        ),
    ),
)

THE_PERSON = Task(
    _("The person"),
    (
        place(_("Where were they last seen?"), label=_("Last seen")),
        moment(_("When were they last seen or heard from?"), label=_("Last seen or heard from")),
        account(
            _("Why are you worried now?"),
            hint=_("What is not like them? What happened before they went, what did they say?"),
        ),
        Checkboxes(
            name="worries",
            text=_("Does any of this worry you?"),
            label=_("Worries"),
            missing=_("Select what worries you, or none of this"),
            says=Means.VULNERABILITY,
            options=(
                Option("child", _("A child or young person"), says=Means.CHILD),
                Option("self", _("They may hurt themselves, or have left a note or given things away")),
                Option("medicine", _("They need medicine or care soon")),
                Option("memory", _("Dementia, a learning disability, autism, confusion or a head injury")),
                Option("danger", _("Somebody may have hurt them, or be with them who does")),
                Option("used", _("They are being used by others: drugs, sex, work, money")),
                Option("weather", _("Not dressed for the weather, or near water")),
            ),
            none=Option("none", _("None of this")),
        ),
        LongText(
            name="looks",
            text=_("What do they look like, and what were they wearing?"),
            label=_("Looks and clothes"),
            hint=_("Height, build, hair, skin, scars or tattoos, glasses, a bag, a stick, a dog with them."),
            missing=_("Enter what they look like and what they were wearing"),
            rows=5,
        ),
        LongText(
            name="might_be",
            text=_("Where might they go, and to whom?"),
            label=_("Where they might be"),
            hint=_(
                "Old homes, work, school, family, friends, an online friend, a grave, a walk, water. Where have "
                "you looked?"
            ),
            required=False,
            rows=5,
        ),
        Text(
            name="carries",
            text=_("What do they carry that can be traced?"),
            label=_("Carries"),
            hint=_("A telephone number and network, a bank, a travel card, a car and its plate, a tracker."),
            required=False,
            max=1000,
            example="07700 900123, Example Bank, blue Ford AB51 ABC",
        ),
        PHOTOS,
    ),
)

ABOUT_YOU = Task(
    _("About you"),
    (
        YOUR_NAME,
        Text(
            name="your_tie",
            text=_("What are you to them?"),
            label=_("What you are to them"),
            missing=_("Enter what you are to them"),
            max=200,
            example="Mother; the manager of the home",
        ),
        ACCESS_NEED,
        SAFE_CONTACT,
    ),
)

REPORT = ReportType(
    kind=Kind.HURT,
    journey=Journey(
        slug="missing-person",
        title=_("Somebody is missing"),
        summary=_("You do not know where somebody is, and you are worried about them."),
        minutes=8,
        before=_("a recent photo\nwhat they wore\ntheir telephone number and bank\nplaces and people they know"),
        first=First(
            title=_("Call us now. You never have to wait 24 hours"),
            body=_(
                "Call 999 if they are a child, ill, may be hurt or may hurt themselves, or if you fear for them. "
                "If you are not sure, call 999.\n\n"
                "Otherwise call 101. The person who answers asks you what is asked on the next pages."
            ),
            links=(Link(_("Call 999"), "tel:999"), Link(_("Call 101"), "tel:101")),
            instead=True,
            start=_("Prepare for the call, or add to it"),
        ),
        tasks=(CALL, THE_PERSON, ABOUT_YOU),
        interrupts=(
            Interrupt(
                name="call_first",
                when=IsNot("called", "yes"),
                title=_("Call first: this form does not start a search"),
                body=_(
                    "We read forms later than we answer calls. The call takes a few minutes.\n\n"
                    "If you cannot speak or hear, text 999 if your telephone is registered, use 999 BSL, or call 18000 "
                    "with Relay UK. Somebody near you can also call."
                ),
                carry_on=_("I have called, or cannot: carry on"),
            ),
        ),
        declaration=_("By sending this you say that, as far as you know, what you have told us is true."),
        submit=_("Send to the police"),
    ),
    offence=None,
    nsir="safety",
    not_a_crime=_("Missing person: nothing that was said is by itself a crime."),
    says=(Means.MISSING,),
    only_here=(
        OnlyHere("looks", _("What officers on the street look for in the first hour.")),
        OnlyHere("might_be", _("Most missing people are found where those who love them thought.")),
        OnlyHere("carries", _("A telephone or card can be traced only when we know which.")),
    ),
    thrive=Thrive(
        threat=_("Is somebody with them who harms them? Could they harm themselves?"),
        harm=_("Medicine, weather, water, how long without?"),
        risk=_("Low, medium or high risk today, and why? No apparent risk is also a decision."),
        investigation=_("Telephone, bank, cameras, last seen, home searched? Who has called already?"),
        vulnerability=_("Child, care, dementia, exploitation? Return interview if found?"),
        engagement=_("One person of the family to speak with. When do they hear from us next?"),
    ),
    search_words=_(
        "missing, missing person, disappeared, not come home, didn't come home, hasn't come home, can't find, run "
        "away, ran away, runaway, lost child, lost my child, gone missing, not answering phone, left a note, dementia "
        "wandered, wandered off, haven't seen, welfare check, worried about neighbour, concern for somebody, home, "
        "hasn't returned, not returned, not been seen, nobody has seen, no contact for days, can't get hold of, "
        "cannot reach, not answering, doesn't answer the door, not at school, left hospital, absconded, teenager "
        "gone, husband gone, phone switched off, wandered, dementia, alzheimer's, last seen, vanished, elderly "
        "neighbour, left the house and, not picking up, picking up, phone off, not answering his phone, no answer, "
        "children's home, foster child, not returned from school, didn't turn up, never arrived, never got home, last "
        "seen yesterday, vulnerable adult gone, left care home, walked out, sectioned, patient gone, gone for hours, "
        "out all night, overdue, hiker, swimmer, kayak, teen, teenager has not returned, son gone, daughter gone, "
        "grandad, grandmother, nan gone, partner gone, worried about my friend, not heard from, heard from, can't "
        "reach, no sign of, find my brother, find my sister, lost contact with, trace a relative, reported missing, "
        "whereabouts, collapse behind door, milk on doorstep, curtains closed for days"
    ),
)
