"""What victims can write after their report: how it affected them, that they disagree, that they want to stop."""

from django.utils.translation import gettext_lazy as _

from bluelamp.journeys.definition import Checkboxes, Journey, LongText, Option, Radios, Task
from bluelamp.victims.enums import Confidence, Rating, Shortfall

STATEMENT = Journey(
    slug="personal-statement",
    title=_("Tell us how it has affected you"),
    summary=_(
        "A Victim Personal Statement says in your own words how the crime has affected you. You choose whether to make "
        "one. It is not about what happened, and nobody asks you for proof."
    ),
    minutes=15,
    tasks=(
        Task(
            _("How it has affected you"),
            (
                Checkboxes(
                    name="areas",
                    text=_("What has it changed for you?"),
                    label=_("What it has changed"),
                    hint=_("Only to help you begin. You can leave this empty."),
                    required=False,
                    options=(
                        Option("feelings", _("How I feel, or sleep")),
                        Option("safety", _("How safe I feel, and where I go")),
                        Option("health", _("My health, or an injury")),
                        Option("family", _("My family or other people close to me")),
                        Option("work", _("My work, school or studies")),
                        Option("money", _("Money, or things that I lost")),
                    ),
                ),
                LongText(
                    name="words",
                    text=_("In your own words, how has it affected you?"),
                    label=_("In your own words"),
                    hint=_("You can stop at any time and come back. Write as much or as little as you like."),
                    missing=_("Write how it has affected you, or leave this form and come back when you like"),
                    rows=12,
                    max=8000,
                ),
            ),
        ),
        Task(
            _("If there is a court case"),
            (
                Radios(
                    name="read_out",
                    text=_("If somebody is found guilty, would you like your statement to be read out in court?"),
                    label=_("Read out in court"),
                    hint=_("You can decide later. The court decides in the end."),
                    missing=_("Select whether you would like it to be read out"),
                    options=(
                        Option("myself", _("Yes, I would like to read it myself")),
                        Option("somebody", _("Yes, by somebody else")),
                        Option("no", _("No, the court can read it quietly")),
                        Option("later", _("I will decide later")),
                    ),
                ),
            ),
        ),
    ),
    declaration=_(
        "What you wrote is true, as far as you know. If there is a court case, the person who is accused and their "
        "lawyers may read it. You cannot change it after you send it, but you can send another at any time."
    ),
    submit=_("Send my statement"),
)

REVIEW = Journey(
    slug="ask-for-review",
    title=_("Ask us to look at a decision again"),
    summary=_(
        "You have a right to ask for a review when we decide to stop or not to charge anybody. Somebody who had "
        "nothing to do with the decision looks at it. You do not need a lawyer, and it costs nothing."
    ),
    minutes=5,
    tasks=(
        Task(
            _("Why you disagree"),
            (
                LongText(
                    name="why",
                    text=_("Why do you think that the decision is wrong?"),
                    label=_("Why it is wrong"),
                    hint=_("“I do not agree” is enough."),
                    missing=_("Write why you think that the decision is wrong. “I do not agree” is enough"),
                    rows=6,
                    max=5000,
                ),
                LongText(
                    name="new",
                    text=_("Is there anything that we did not know?"),
                    label=_("What we did not know"),
                    hint=_("For example, a witness or a recording."),
                    required=False,
                    rows=4,
                    max=5000,
                ),
            ),
        ),
    ),
    declaration=_("We answer you in writing, in the way that is safe for you, and on the page of your report."),
    submit=_("Ask for a review"),
)

STOP = Journey(
    slug="stop",
    title=_("You do not want to go on"),
    summary=_(
        "You can tell us at any time that you do not want to go on. Nothing is closed by this form: somebody talks "
        "with you first, in the way that is safe for you, and you keep your rights and your support."
    ),
    minutes=5,
    tasks=(
        Task(
            _("Your wish"),
            (
                Radios(
                    name="pressure",
                    text=_("Has anybody asked you, or made you feel that you have, to stop?"),
                    label=_("Asked or made to stop"),
                    hint=_("Whatever you answer, nobody outside the police is told."),
                    missing=_("Select whether anybody has asked you to stop"),
                    options=(
                        Option("yes", _("Yes")),
                        Option("no", _("No"), denies=True),
                        Option("not_say", _("I would rather say it to a person")),
                    ),
                ),
                Checkboxes(
                    name="because",
                    text=_("Is it because of any of these?"),
                    label=_("Because of"),
                    required=False,
                    options=(
                        Option("afraid", _("I am afraid of what could happen")),
                        Option("long", _("It takes too long")),
                        Option("believed", _("I feel that I was not believed or not told enough")),
                        Option("settled", _("It has been settled, or I have what I lost")),
                        Option("upset", _("It upsets me too much")),
                        Option("court", _("I do not want to go to court")),
                    ),
                ),
                LongText(
                    name="words",
                    text=_("Is there anything you want us to know?"),
                    label=_("What you want us to know"),
                    required=False,
                    rows=4,
                    max=3000,
                ),
            ),
        ),
    ),
    declaration=_(
        "Somebody contacts you within 2 working days, only in the way that you said is safe, and asks what you need. "
        "If you are in danger now, call 999. If you cannot speak, press 55 when asked."
    ),
    submit=_("Tell the police"),
)

HOW_WE_DID = Journey(
    slug="how-we-did",
    title=_("How did we do?"),
    summary=_(
        "Two questions. Your answers are counted with those of others. No officer sees what you answered, and it "
        "changes nothing about your report."
    ),
    minutes=1,
    tasks=(
        Task(
            _("Our service"),
            (
                Radios(
                    name="rating",
                    text=_("How good was the service that you had from us?"),
                    label=_("Our service"),
                    missing=_("Select how good our service was"),
                    options=tuple(Option(one.value, one.label) for one in Rating),
                ),
                Checkboxes(
                    name="shortfalls",
                    text=_("What should have been better?"),
                    label=_("What should have been better"),
                    required=False,
                    options=tuple(Option(one.value, one.label) for one in Shortfall),
                ),
                Radios(
                    name="confidence",
                    text=_(
                        "Taking everything into account, how good a job do you think the police in this area are doing?"
                    ),
                    label=_("The police in this area"),
                    required=False,
                    options=tuple(Option(one.value, one.label) for one in Confidence),
                ),
            ),
        ),
    ),
    declaration=_(
        "We keep your choices and the month apart from your report. They are shown only as counts, never of fewer "
        "than 5 people."
    ),
    submit=_("Send my answers"),
)
