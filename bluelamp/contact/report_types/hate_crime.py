"""Hate crime: somebody was targeted for who they are, or for who somebody took them to be.

Asked about what was said and done, never about what the person is. Their own words come first and in any language;
"hate" is a large word, so whoever is not sure is told that small things count. It can be reported without a name.
"""

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import Kind, Offence, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._questions import account, before, moment, place, suspect, witnesses
from bluelamp.contact.report_types._shared import ABOUT_YOU_OR_NOT, PHOTOS, camera, injured
from bluelamp.journeys.definition import (
    Checkboxes,
    Interrupt,
    Is,
    Journey,
    LongText,
    Means,
    Option,
    Radios,
    Task,
)

SAFETY = Task(
    _("Your safety"),
    (
        Radios(
            name="safe_here",
            text=_("Are you somewhere safe?"),
            label=_("Somewhere safe"),
            missing=_("Select whether you are somewhere safe"),
            says=Means.HAPPENING_NOW,
            options=(
                Option("no", _("No: they are still here or near")),
                Option("again", _("Yes, but I am afraid it will happen again"), denies=True, says=Means.VULNERABILITY),
                Option("yes", _("Yes"), denies=True),
            ),
        ),
        Radios(
            name="violence",
            text=_("Was anybody hurt or threatened?"),
            label=_("Hurt or threatened"),
            hint=_("If more than one is true, select the first that is."),
            missing=_("Select whether anybody was hurt or threatened"),
            says=Means.THREAT,
            options=(
                Option("weapon", _("Somebody had a weapon, or something used as one"), says=Means.WEAPON),
                Option("hurt", _("Somebody was hurt"), says=Means.INJURY),
                Option("touched", _("Somebody was pushed, grabbed or spat at"), denies=True),
                Option("threatened", _("Somebody was threatened")),
                Option("no", _("No"), denies=True),
            ),
        ),
    ),
)

WHAT_HAPPENED = Task(
    _("What happened"),
    (
        account(
            _("What happened, in your own words?"),
            hint=_(
                "Write in the language you are most at home in: we have it translated. It does not have to be in order."
            ),
        ),
        LongText(
            name="words_used",
            text=_("What was said, shown or done that made it about who somebody is?"),
            label=_("What made it about who somebody is"),
            hint=_(
                "The exact words, if you can bear to write them, or the gesture, sign or symbol. Words in another "
                "language as you heard them. If it was only a feeling, say that: it counts."
            ),
            missing=_("Enter what was said, shown or done, or what gave you the feeling"),
            rows=5,
            says=Means.METHOD,
        ),
        Checkboxes(
            name="aimed_at",
            text=_("What do you think it was aimed at?"),
            label=_("Aimed at"),
            hint=_("What they seemed to think, also if they were wrong. You do not have to say what you are."),
            missing=_("Select what you think it was aimed at, or that you are not sure"),
            says=Means.HATE,
            options=(
                Option("race", _("Race, colour, nationality, language or accent")),
                Option("religion", _("Religion or belief, or having none")),
                Option("orientation", _("Sexual orientation")),
                Option("transgender", _("Being transgender, or thought to be")),
                Option("disability", _("A disability, learning disability or mental health")),
                Option("other", _("Something else"), _("For example, age, sex or gender, or how somebody dresses")),
            ),
            none=Option("not_sure", _("I am not sure")),
            why=_("We record what you believe. You do not have to prove it."),
        ),
        place(
            _("Where did it happen?"),
            hint=_("On a bus, tram or train: the line, between which stops, and its number if you noticed it."),
        ),
        Radios(
            name="setting",
            text=_("What kind of place was that?"),
            label=_("Kind of place"),
            missing=_("Select what kind of place it was"),
            says=Means.PLACE_KIND,
            options=(
                Option("home", _("At home or next to it")),
                Option("transport", _("On public transport, or at a stop or station")),
                Option("street", _("In a street, park, shop or other public place")),
                Option("work", _("At work, school, college or in care")),
                Option("worship", _("At a place of worship or a community centre")),
                Option("online", _("Online, by telephone or by post")),
            ),
        ),
        moment(_("When did it happen?"), hint=_("If it has gone on for some time, give the last time.")),
        before(
            _("Has it happened before, to the same people or in the same place?"),
            hint=_("Small things count, and so does what was never reported."),
        ),
        PHOTOS,
    ),
)

WHO_DID_IT = Task(
    _("Who did it, and who saw it"),
    (
        suspect(
            _("What do you know about who did it?"),
            hint=_(
                "How many, what they looked like and wore, which way they went, a number plate. A name or a name they "
                "use online, if you know it. Do not go and look for them."
            ),
        ),
        witnesses(
            _("A name and a number, if they said that we may call them. A driver, guard or shopkeeper counts too.")
        ),
        camera(_("On a bus or tram, in a shop, a doorbell, or somebody's phone. Most are wiped within days.")),
    ),
)

AFTERWARDS = Task(
    _("What it does to you"),
    (
        LongText(
            name="effect",
            text=_("What has changed since, for you or the people close to you?"),
            label=_("What has changed since"),
            hint=_("For example, ways you no longer take, sleep, or what children may do. Only if you want to say it."),
            required=False,
            rows=5,
            why=_("It shows how much harm was done, which the same words alone do not."),
        ),
        Radios(
            name="support",
            text=_("Would you like help from somebody who is not the police?"),
            label=_("Help from outside the police"),
            hint=_("For example, a local organisation that speaks your language. It is free."),
            missing=_("Select whether you would like help from somebody who is not the police"),
            options=(
                Option("speak", _("Yes, and they may speak with you for me")),
                Option("yes", _("Yes, but I speak for myself")),
                Option("no", _("No, or not now")),
            ),
        ),
    ),
)

REPORT = ReportType(
    kind=Kind.HURT,
    journey=Journey(
        slug="hate-crime",
        title=_("Report a hate crime or hate incident"),
        summary=_(
            "Somebody was insulted, threatened, hurt or harmed because of who they are, or who somebody took them for."
        ),
        minutes=10,
        before=_(
            "the words that were used, as well as you remember them\n"
            "where and when it happened\n"
            "photos, messages or recordings, if you have them\n"
            "a witness's name or number, if you have one"
        ),
        tasks=(SAFETY, WHAT_HAPPENED, WHO_DID_IT, AFTERWARDS, ABOUT_YOU_OR_NOT),
        interrupts=(
            Interrupt(
                name="near",
                when=Is("safe_here", "no"),
                title=_("Go somewhere safe and call 999"),
                body=_(
                    "Get to where other people are: a shop, a driver, a guard, a neighbour.\n\n"
                    "Do not answer them and do not film them if it makes you less safe."
                ),
            ),
            Interrupt(
                name="weapon",
                when=Is("violence", "weapon"),
                title=_("Call 999 if they could still be near or could come back"),
                body=_("Also if you know where they are, or have been told that they will come."),
            ),
            injured(Is("violence", "hurt")),
        ),
    ),
    offence=Offence("9A", _("Public fear, alarm or distress")),
    offences=(
        Offence("8N", _("Assault with injury"), when=Is("violence", "hurt")),
        Offence("105A", _("Assault without injury"), when=Is("violence", "touched")),
    ),
    says=(Means.HATE,),
    only_here=(
        OnlyHere("words_used", _("The words are the evidence that a court needs to see hostility.")),
        OnlyHere("aimed_at", _("It decides which law applies, and it is the victim's view that is recorded.")),
        OnlyHere("effect", _("A whole street can be afraid of what looks small on paper.")),
    ),
    thrive=Thrive(
        threat=_("Are they still near? Was a weapon shown, or a threat made that could be carried out?"),
        harm=_("Was anybody hurt? What can they no longer do, and who else in their community is afraid?"),
        risk=_("Has it happened before, and is it getting worse? Are there tensions in that place now?"),
        investigation=_("The exact words, a witness, a recording on transport? Is somebody known?"),
        vulnerability=_("Are they alone with it? Is there a disability, a child, or does the person live next door?"),
        engagement=_("In which language, and through whom, do they want to be spoken to? Is outside help wanted?"),
    ),
    search_words=_(
        "hate crime, hate incident, racism, racist abuse, racial abuse, called me names, slur, insulted, my language, "
        "go back to your country, accent, foreigner, immigrant, islamophobia, hijab, antisemitism, jewish, muslim, "
        "sikh, homophobic, gay, lesbian, transphobic, trans, disability hate, mocked, spat at, religion, "
        "discrimination, prejudice, swastika, hate, racist, racial, homophobic abuse, transphobic abuse, called me, "
        "abuse because, because i am, because of my, skin colour, black, asian, polish, speaking, in my language, "
        "speaking my language, gypsy, traveller, roma, refugee, mosque, synagogue, temple, church, headscarf, turban, "
        "wheelchair, learning disability, autistic, autism, down's syndrome, holding hands, pride, spitting, mocking, "
        "mocked for, speak english, told me to speak english, the p word, the n word, foreign, my accent, immigrants, "
        "asylum, eastern european, romanian, ukrainian, chinese, jew, islam, allah, veil, burka, niqab, cross, "
        "christian, hindu, gay slurs, queer, faggot, dyke, same sex, my husband and i gay, two mums, drag, gender, "
        "pronouns, non-binary, wheelchair user, deaf, blind, dwarf, retard, special needs, mental illness, mate "
        "crime, befriended and used, autistic son, down syndrome, names because of, because of his, because of her, "
        "picked on because, goth, racist graffiti, nazi, monkey, bananas"
    ),
)
