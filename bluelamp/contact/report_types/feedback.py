"""Feedback: thanks, ideas, and what went wrong. A complaint has rights of its own, and is told them."""

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import Kind, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._questions import account, moment, place
from bluelamp.contact.report_types._shared import ACCESS_NEED, PHOTOS, SAFE_CONTACT, YOUR_NAME
from bluelamp.journeys.definition import (
    Interrupt,
    Journey,
    Link,
    LongText,
    Means,
    OneOf,
    Option,
    Radios,
    Task,
    Text,
    YesNo,
)

YOUR_VIEW_OF_US = Task(
    _("What you want to tell us"),
    (
        Radios(
            name="feedback_kind",
            text=_("What do you want to give us?"),
            label=_("Kind"),
            missing=_("Select what you want to give us"),
            options=(
                Option("thanks", _("Thanks or praise")),
                Option("idea", _("An idea, or something that could be better")),
                Option(
                    "service",
                    _("A complaint about what the police did or did not do"),
                    says=Means.COMPLAINT,
                ),
                Option(
                    "person",
                    _("A complaint about how somebody who works for the police behaved"),
                    says=Means.COMPLAINT,
                ),
            ),
        ),
        account(
            _("What went well, or what went wrong?"),
            hint=_("What was done or said, by whom as far as you know, and what came of it."),
        ),
        LongText(
            name="remedy",
            text=_("What would put it right, or make it better for the next person?"),
            label=_("Would put it right"),
            hint=_("For example, an explanation, an apology, being kept informed, a change in how we work."),
            required=False,
            rows=4,
        ),
        Text(
            name="about_whom",
            text=_("Who or which team is it about?"),
            label=_("About"),
            hint=_("A name, a shoulder number, a station, a vehicle. You need not know it."),
            required=False,
            max=300,
            example="The officer with the number 4021",
        ),
        Text(
            name="earlier_reference",
            text=_("Is there a reference number?"),
            label=_("Reference"),
            hint=_("Of a report, crime or complaint. Do not give your receipt: it is yours alone."),
            required=False,
            max=100,
            example="CR-26-7KQ4M2XPW",
        ),
        place(_("Where was it, if it was at a place?"), label=_("Where"), required=False),
        moment(_("When was it, if it was at a time?"), label=_("When"), required=False),
        YesNo(
            name="passed_on",
            text=_("May we pass on your words, without your name, to those who did well or can learn from them?"),
            label=_("May be passed on"),
            missing=_("Select yes if we may pass on your words without your name"),
        ),
        PHOTOS,
    ),
)

REPORT = ReportType(
    kind=Kind.OTHER,
    journey=Journey(
        slug="feedback",
        title=_("Give feedback or complain"),
        summary=_("Thank somebody, suggest something, or tell us what the police did wrong."),
        minutes=5,
        tasks=(YOUR_VIEW_OF_US, Task(_("About you"), (YOUR_NAME, ACCESS_NEED, SAFE_CONTACT))),
        interrupts=(
            Interrupt(
                name="complaint",
                when=OneOf("feedback_kind", ("service", "person")),
                title=_("Your rights when you complain"),
                body=_(
                    "Those who look into it do not work with those it is about. You hear that it has arrived, how "
                    "it is dealt with, and what came of it with the reasons. If you disagree you can ask for a "
                    "review.\n\n"
                    "Complaining does no harm to a report you have made. You can also complain through the "
                    "Independent Office for Police Conduct, which is not the police.\n\n"
                    "Call 999 if somebody is in danger, also from somebody who works for the police."
                ),
                danger=False,
                links=(
                    Link(_("Independent Office for Police Conduct"), "https://www.policeconduct.gov.uk/complaints"),
                ),
                carry_on=_("Continue"),
            ),
        ),
        declaration=_("By sending this you say that, as far as you know, what you have told us is true."),
    ),
    offence=None,
    nsir="administration",
    not_a_crime=_("Feedback: it is dealt with by those responsible for the service. No crime is alleged."),
    only_here=(
        OnlyHere("feedback_kind", _("A complaint starts rights and duties that thanks do not.")),
        OnlyHere("remedy", _("Most people want an explanation, and are given a form.")),
        OnlyHere("passed_on", _("Praise that nobody hears changes nothing.")),
    ),
    thrive=Thrive(
        threat=_("Is somebody in danger from a person who works for the police?"),
        harm=_("Does it say that a crime was done, force used or somebody hurt? Then it is not only feedback."),
        risk=_("Has the same person or place been complained about before?"),
        investigation=_("Are there recordings that are deleted soon? Who keeps them now?"),
        vulnerability=_("Was somebody treated worse for who they are?"),
        engagement=_("Who answers, and by when? Complaints go to professional standards, never to the person."),
    ),
    search_words=_(
        "feedback, complaint, complain, complain about police, complain about an officer, police officer was rude, "
        "thank you, thanks, praise, compliment, suggestion, unhappy with police, nobody called back, no update, "
        "officer behaviour, police misconduct, unfair treatment, stopped and searched, poor service, rude, rude "
        "officer, helpful, brilliant, how do i complain, called me back, called back, update, updates, case closed, "
        "my case, waiting to hear, officers who helped, for no reason, stop and search, excessive force, custody, "
        "disagree, 101 wait, slow, opinion, survey, want to praise, pc, sergeant, well done, grateful, amazing "
        "officers, kind officer, no one has told me, told me anything, weeks and no, six weeks, months and no, heard "
        "nothing, not heard back, waiting for, still waiting, what is happening with my case, chasing, chase up, "
        "investigating officer does not reply, nobody came, police never came, police did nothing, did nothing, took "
        "no action, ignored, let down, disappointed, disgusted, heavy handed, handcuffs too tight, wrongly arrested, "
        "police damaged my door, police racist, profiled, searched me, rude on phone, hung up on me, website, "
        "accessibility"
    ),
)
