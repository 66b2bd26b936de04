"""Sexual offences: few questions, none about what was done in detail, a person as soon as somebody wants one.

Whoever reads this may have told nobody. The first page says what there is without the police. There are no odds, no
demand for an account, for evidence or for a decision. How it is safe to write comes before anything else, and almost
everything can be left empty.
"""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import SOMEBODY_DECIDES, Kind, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._questions import account, moment, place
from bluelamp.contact.report_types._shared import SAFE_FIRST, without_contact
from bluelamp.journeys.definition import (
    Checkboxes,
    First,
    Interrupt,
    Is,
    Journey,
    Link,
    LongText,
    Means,
    Option,
    Radios,
    Task,
)

NOW = Task(
    _("How you are now"),
    (
        Radios(
            name="safe_from_them",
            text=_("Is everybody safe from this person now?"),
            label=_("Safe now"),
            missing=_("Select whether everybody is safe now"),
            says=Means.HAPPENING_NOW,
            options=(
                Option("no", _("No")),
                Option("near", _("Not always: I may have to see them again"), denies=True, says=Means.VULNERABILITY),
                Option("yes", _("Yes"), denies=True),
                Option("skip", _("I would rather not say"), denies=True),
            ),
        ),
        Radios(
            name="age_then",
            text=_("Was the person it happened to under 18 at that time?"),
            label=_("Under 18 then"),
            missing=_("Select whether they were under 18 at that time, or that you would rather not say"),
            says=Means.CHILD,
            options=(
                Option("still", _("Yes, and they are now")),
                Option("then", _("Yes, but they are older now"), denies=True),
                Option("no", _("No"), denies=True),
                Option("skip", _("I do not know, or I would rather not say"), denies=True),
            ),
        ),
        Radios(
            name="how_recent",
            text=_("About how long ago was it?"),
            label=_("How long ago"),
            hint=_("It is never too late to tell us."),
            missing=_("Select about how long ago it was, or that you would rather not say"),
            options=(
                Option("week", _("In the last 7 days")),
                Option("year", _("In the last year")),
                Option("longer", _("Longer ago")),
                Option("skip", _("I would rather not say")),
            ),
            why=_(
                "In the first days a centre can keep traces for you, so that you can decide later. It is your choice."
            ),
        ),
    ),
)

ONLY_WHAT_YOU_WANT = Task(
    _("Only what you want to say"),
    (
        account(
            _("Is there anything that you want us to know before we speak?"),
            hint=_(
                "You do not have to describe what happened, here or at any time before you are ready. “I was raped” or "
                "“something happened” is enough, and so is nothing."
            ),
            required=False,
            rows=5,
        ),
        Radios(
            name="who_then",
            text=_("Is it somebody whom the person knows?"),
            label=_("Somebody known"),
            missing=_("Select whether it is somebody known, or that you would rather not say"),
            options=(
                Option("partner", _("A partner, former partner or relative"), says=Means.DOMESTIC),
                Option("trust", _("Somebody with a duty of care: at work, school, in a club, faith or care")),
                Option("known", _("Somebody else they know")),
                Option("stranger", _("Somebody they do not know")),
                Option("skip", _("I would rather not say")),
            ),
        ),
        place(
            _("Where was it, as far as you want to say?"),
            label=_("Where"),
            hint=_("A town is enough, so that the right people read this. You can leave it empty."),
            required=False,
        ),
        replace(
            moment(_("Do you want to say when it was?"), label=_("When"), required=False),
            between_hint=_("As near as you know"),
        ),
        LongText(
            name="keep",
            text=_("Is there anything that might get lost?"),
            label=_("Might get lost"),
            hint=_(
                "For example, a place with a camera, messages that delete themselves, or clothes. We never need your "
                "telephone to take your report. You can leave this empty."
            ),
            required=False,
            rows=3,
            says=Means.FORENSIC,
        ),
    ),
)

WHAT_NOW = Task(
    _("What you would like now"),
    (
        Checkboxes(
            name="choices",
            text=_("What would you like?"),
            label=_("Would like"),
            hint=_("You can change your mind about every one of these, at any time."),
            missing=_("Select what you would like, or that you do not know yet"),
            options=(
                Option("trained", _("To speak with a specially trained officer")),
                Option("woman", _("A woman officer, if that is possible"), says=Means.WITH_WOMAN),
                Option("man", _("A man, if that is possible"), says=Means.WITH_MAN),
                Option("centre", _("To be put in touch with a sexual assault referral centre")),
                Option("advocate", _("To have an independent sexual violence adviser beside me")),
                Option("tell", _("That you know it, and contact me only if I ask")),
            ),
            none=Option("not_sure", _("I do not know yet")),
        ),
        LongText(
            name="good_time",
            text=_("When and where could you speak without being overheard?"),
            label=_("Good to speak"),
            hint=_("A first talk is about you and what you need. It is not a statement. You can bring somebody."),
            required=False,
            rows=3,
            max=2000,
        ),
    ),
)

REPORT = ReportType(
    kind=Kind.HURT,
    journey=Journey(
        slug="sexual-offence",
        title=_("Tell us about rape, sexual assault or another sexual offence"),
        summary=_(
            "Anything sexual that was done, shown or filmed without consent, lately or long ago, to you or another."
        ),
        minutes=5,
        first=First(
            title=_("It is your decision, at every step"),
            body=_(
                "You can stop on any page, and nothing is sent until you send it. You do not have to describe what "
                "happened. We believe that you are the one who knows what you need.\n\n"
                "You can get help without the police. A sexual assault referral centre gives medical care and support, "
                "to everybody, also if you never report. It can keep traces safe while you decide. If you may want "
                "that, it helps not to wash or change yet, but you can go there in any case.\n\n"
                "You can also call the 24/7 Rape and Sexual Abuse Support Line, free and at any hour."
            ),
            links=(
                Link(
                    _("Find a sexual assault referral centre"),
                    "https://www.nhs.uk/service-search/other-health-services/rape-and-sexual-assault-referral-centres",
                ),
                Link(_("Call the support line: 0808 500 2222"), "tel:08085002222"),
            ),
        ),
        tasks=(SAFE_FIRST, NOW, ONLY_WHAT_YOU_WANT, WHAT_NOW, without_contact(may_be_unnamed=True)),
        interrupts=(
            Interrupt(
                name="not_safe",
                when=Is("safe_from_them", "no"),
                title=_("If somebody is in danger now, call 999"),
                body=_(
                    "Go to where other people are, if you can. If you cannot speak, call and press 55 when asked.\n\n"
                    "You can ask for an ambulance too. You do not have to say why you are calling in front of others."
                ),
            ),
        ),
        quiet=True,
        declaration=_("By sending this you say that you want us to read it. You do not say anything else."),
    ),
    offence=SOMEBODY_DECIDES,
    says=(Means.SEXUAL,),
    only_here=(
        OnlyHere("how_recent", _("In the first week a centre can still keep traces; it is offered, never pressed.")),
        OnlyHere("choices", _("Control was taken away once. Here it is given back.")),
        OnlyHere("good_time", _("A call at the wrong time has stopped people from ever speaking.")),
    ),
    thrive=Thrive(
        threat=_("Are they safe from this person today? Does anybody else have to see them?"),
        harm=_("Have they been offered medical care and a referral centre? Say it as an offer."),
        risk=_("Is it a partner, a carer or somebody with others in their care? Is a child in reach?"),
        investigation=_("Days matter for traces and cameras, but nothing is asked for before they have spoken."),
        vulnerability=_("Under 18 now? Then safeguarding today, with the child's own wishes heard."),
        engagement=_("A trained officer, the safe way, the time they named. No account by message. No odds."),
    ),
    search_words=_(
        "rape, raped, sexual assault, sexually assaulted, sexual abuse, abused as a child, touched me, groped, "
        "groping, forced me, forced to have sex, without consent, drink spiked, spiked, flashed, flasher, exposed "
        "himself, upskirting, filmed me undressed, molested, indecent assault, grooming, sexual harassment, child "
        "abuse, historic abuse, assaulted on a date, sex, sexual, had sex with me, said no, did not want, didn't "
        "want, up my skirt, hand up, hands on me, hand in my trousers, breasts, bum, bottom, kissed me, tried to "
        "kiss, rubbed against me, touched my child, touching himself, masturbating, naked in the park, changing room, "
        "toilet, hidden camera, filmed me, woke up and, could not remember, as a child, by a teacher, by a priest, "
        "uncle, stepfather, incest, prostitute, massage, consent, boss touched me, put his hands on, put her hand, my "
        "uncle, years ago, my cousin, my brother touched me, teacher, coach, priest, doctor touched, masseur, taxi "
        "driver touched, woke up with no clothes, no clothes on, underwear, memory blank, blackout after party, "
        "party, date, tinder date, hotel room, made me do things, did things to me, pressured, pressed himself "
        "against me, squeezed, slapped my bottom, catcalled, followed and touched, dick pic, cyberflashing, exposed, "
        "indecent exposure, penis, vagina, oral, stealthing, condom, spiking, injected, needle, underage, sleeping "
        "with a child, sex with a minor, child touched, my daughter was touched, inappropriate touching, touched "
        "inappropriately"
    ),
)
