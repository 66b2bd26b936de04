"""Domestic abuse: somebody hurts, threatens or controls a partner, former partner or relative.

How it is safe to write comes before anything else. The questions are those that specially trained staff would ask, in
plain words, without a score and without odds: a person weighs them. Nothing is to be proved, nothing asks why somebody
stayed, and nothing suggests speaking to whoever does it. What happens is told by choosing, so that nobody has to write.
"""

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import SOMEBODY_DECIDES, Kind, Offence, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._questions import account, moment, place
from bluelamp.contact.report_types._shared import PHOTOS, SAFE_FIRST, injured, without_contact
from bluelamp.journeys.definition import (
    Checkboxes,
    Condition,
    First,
    Includes,
    Interrupt,
    Is,
    Journey,
    Link,
    LongText,
    Means,
    Name,
    Option,
    Radios,
    Task,
    YesNo,
)

NOW = Task(
    _("Now"),
    (
        Radios(
            name="danger",
            text=_("Is somebody in danger?"),
            label=_("In danger"),
            missing=_("Select whether somebody is in danger"),
            says=Means.HAPPENING_NOW,
            options=(
                Option("now", _("Yes, now")),
                Option("soon", _("Not this minute, but I am afraid of what may happen soon"), says=Means.THREAT),
                Option("no", _("No, not at the moment"), denies=True),
            ),
        ),
        YesNo(
            name="hurt_lately",
            text=_("Has anybody been hurt in the last few days?"),
            label=_("Hurt in the last few days"),
            missing=_("Select yes if anybody has been hurt in the last few days"),
            says=Means.INJURY,
        ),
        Checkboxes(
            name="at_home",
            text=_("Who else is at risk in the home?"),
            label=_("Also at risk"),
            hint=_("Also those who are there only sometimes."),
            missing=_("Select who else is at risk, or nobody"),
            options=(
                Option("children", _("Children"), says=Means.CHILD),
                Option("pregnant", _("Somebody who is pregnant or has a new baby"), says=Means.VULNERABILITY),
                Option("depends", _("Somebody who depends on care, older or disabled"), says=Means.VULNERABILITY),
                Option("pets", _("Pets")),
            ),
            none=Option("nobody", _("Nobody else")),
            why=_("Children who see or hear it are victims in their own right. We plan for them, not against you."),
        ),
    ),
)

WHAT_HAPPENS = Task(
    _("What has been happening"),
    (
        Radios(
            name="who_is_it",
            text=_("Who does this?"),
            label=_("Who does it"),
            missing=_("Select who does this"),
            options=(
                Option("partner", _("A partner, husband or wife")),
                Option("former", _("A former partner")),
                Option("parent", _("A parent or step-parent")),
                Option("child", _("A son or daughter")),
                Option("relative", _("Another relative, or several")),
                Option("other", _("Somebody else who lives in the home or cares for the person")),
            ),
        ),
        Checkboxes(
            name="acts",
            text=_("What does this person do?"),
            label=_("What they do"),
            hint=_("Now or before. If it is not in the list, that does not make it less serious."),
            missing=_("Select what this person does, or the last answer"),
            options=(
                Option("hits", _("Hits, kicks, pushes, burns or otherwise hurts")),
                Option("strangles", _("Holds or squeezes the throat, or stops the breath"), says=Means.THREAT),
                Option("kill", _("Threatens to kill somebody"), says=Means.THREAT),
                Option("weapon", _("Uses or threatens with a weapon, or something used as one"), says=Means.WEAPON),
                Option("sexual", _("Does or demands sexual things that are not wanted"), says=Means.SEXUAL),
                Option("controls", _("Controls money, food, sleep, clothes, the telephone, or who may be seen")),
                Option("follows", _("Follows, watches, tracks or keeps turning up")),
                Option("threatens_self", _("Says they will kill or harm themselves"), says=Means.VULNERABILITY),
                Option("others", _("Threatens or hurts children, relatives or pets"), says=Means.THREAT),
                Option("family", _("Acts together with relatives, or because of “honour”"), says=Means.VULNERABILITY),
                Option("words", _("Insults, humiliates, or breaks things")),
            ),
            none=Option("tell", _("Something else, or I would rather tell a person")),
        ),
        Radios(
            name="worse",
            text=_("Is it getting worse, or happening more often?"),
            label=_("Getting worse"),
            missing=_("Select whether it is getting worse or happening more often"),
            says=Means.HAPPENED_BEFORE,
            options=(
                Option("yes", _("Yes"), says=Means.VULNERABILITY),
                Option("same", _("It has gone on for some time, much the same")),
                Option("first", _("It was the first time"), denies=True),
                Option("not_sure", _("I do not know"), denies=True),
            ),
        ),
        Checkboxes(
            name="changes",
            text=_("Is any of this going on?"),
            label=_("Going on"),
            hint=_("These are times when more help is often needed."),
            missing=_("Select what is going on, or that none of this is"),
            says=Means.VULNERABILITY,
            options=(
                Option("leaving", _("Leaving, having left, or thinking about it")),
                Option("contact", _("A dispute about children or contact with them")),
                Option("order", _("A court order or bail condition that they must keep away")),
                Option("drink", _("They drink or take drugs, or are unwell in their mind")),
                Option("alone", _("No way to see family or friends")),
                Option("visa", _("Afraid about a visa, or about having no money of one's own")),
            ),
            none=Option("none", _("None of this")),
            why=_("We do not report the victim of a crime for anything they tell us about themselves here."),
        ),
        YesNo(
            name="gun",
            text=_("Can this person get hold of a gun, or do they keep another weapon?"),
            label=_("Gun or other weapon"),
            missing=_("Select yes if this person can get hold of a gun or keeps another weapon"),
            not_sure=True,
            says=Means.WEAPON,
        ),
        account(
            _("Is there anything that you want to write about it?"),
            hint=_("You do not have to: you can tell a specially trained person instead. A sentence is enough."),
            required=False,
        ),
    ),
)

WHO_AND_WHERE = Task(
    _("Who and where"),
    (
        Name(
            name="does_it",
            text=_("What is the name of the person who does this?"),
            label=_("Name of who does it"),
            hint=_("We do not tell them that we know it. Leave it empty if you do not want to say it yet."),
            required=False,
            says=Means.SUSPECT_NAME,
        ),
        place(
            _("Where is the person who is being hurt or controlled living now?"),
            label=_("Lives now"),
            hint=_("We use it to send help, and only in the way that is safe. The town is enough for now."),
            required=False,
        ),
        moment(_("When was the last time something happened?"), label=_("Last time"), required=False),
        PHOTOS,
    ),
)

WHAT_HELPS = Task(
    _("What would help"),
    (
        Checkboxes(
            name="wanted",
            text=_("What would you like to happen?"),
            label=_("Would like"),
            missing=_("Select what you would like to happen, or that you do not know"),
            options=(
                Option("stop", _("That somebody stops it")),
                Option("safe_home", _("To be safer at home")),
                Option("leave", _("To leave, or to have somewhere to go")),
                Option("advocate", _("To speak with somebody who is not the police")),
                Option("know", _("To know whether this person has hurt others before")),
                Option("record", _("That it is written down, and no more for now")),
            ),
            none=Option("not_sure", _("I do not know yet")),
            why=_(
                "We speak with you before we do anything. Only when a child or somebody's life is in danger we "
                "may have to act without agreement, and then we tell you."
            ),
        ),
        LongText(
            name="fear",
            text=_("What are you most afraid of?"),
            label=_("Most afraid of"),
            hint=_("You know this person. What you fear tells us more than any list."),
            required=False,
            rows=4,
            says=Means.VULNERABILITY,
        ),
    ),
)


def _armed(name: str, when: Condition) -> Interrupt:
    return Interrupt(
        name=name,
        when=when,
        title=_("Call 999 if they have the weapon with them now, or say that they will get it"),
        body=_(
            "Say at once what it is and where they keep it. Do not look for it, and do not try to take it away.\n\n"
            "Keep out of rooms with only one door and out of the kitchen, if you can."
        ),
    )


REPORT = ReportType(
    kind=Kind.HURT,
    journey=Journey(
        slug="domestic-abuse",
        title=_("Report domestic abuse"),
        summary=_(
            "A partner, former partner or relative hurts, threatens, controls or frightens you or somebody else."
        ),
        minutes=8,
        first=First(
            title=_("You can stop at any time"),
            body=_(
                "Nothing is sent until you send it. If the person who does this may see this device, use one that they "
                "cannot open, or call.\n\n"
                "You do not have to report to get help. The National Domestic Abuse Helpline is free, at any hour, and "
                "does not show on most telephone bills."
            ),
            links=(Link(_("Call the helpline: 0808 2000 247"), "tel:08082000247"),),
        ),
        tasks=(SAFE_FIRST, NOW, WHAT_HAPPENS, WHO_AND_WHERE, WHAT_HELPS, without_contact(may_be_unnamed=True)),
        interrupts=(
            Interrupt(
                name="danger_now",
                when=Is("danger", "now"),
                title=_("Call 999 now if you can"),
                body=_(
                    "If you can leave safely, go: to a neighbour, a shop, anywhere with people. Leave things "
                    "behind.\n\n"
                    "If you cannot speak, call and press 55 when asked. The operator knows what that means.\n\n"
                    "Do not tell anybody that you are calling."
                ),
            ),
            Interrupt(
                name="danger_soon",
                when=Is("danger", "soon"),
                title=_("You do not have to wait until something happens"),
                body=_(
                    "Call 999 if you think that it will be today or tonight. Your fear is reason enough.\n\n"
                    "Keep a telephone and keys with you. Say to somebody you trust that they should call if you do not "
                    "answer."
                ),
            ),
            injured(Is("hurt_lately", "yes")),
            _armed("armed", Includes("acts", "weapon")),
            _armed("gun_near", Is("gun", "yes")),
            Interrupt(
                name="throat",
                when=Includes("acts", "strangles"),
                title=_("Have the throat looked at, even if there is no mark"),
                body=_(
                    "Pressure on the neck can do harm that shows only hours or days later.\n\n"
                    "Call 999 for trouble breathing, swallowing or speaking, a severe headache, fainting or confusion. "
                    "Otherwise call 111 today, or go to where you are treated, and say what happened."
                ),
            ),
        ),
        quiet=True,
        declaration=_("By sending this you say that, as far as you know, what you have told us is true."),
    ),
    offence=SOMEBODY_DECIDES,
    offences=(
        Offence("3B", _("Threats to kill"), when=Includes("acts", "kill")),
        Offence("8N", _("Assault with injury"), when=Is("hurt_lately", "yes")),
        Offence("105A", _("Assault without injury"), when=Includes("acts", "hits")),
    ),
    says=(Means.DOMESTIC,),
    only_here=(
        OnlyHere("acts", _("Some acts, strangling above all, go before the worst. Choosing is easier than writing.")),
        OnlyHere("changes", _("Danger grows around leaving and disputes: that is when a plan helps most.")),
        OnlyHere("wanted", _("Help that was not wanted drives people away from it.")),
    ),
    thrive=Thrive(
        threat=_("Is the person there or expected? Threats to kill, strangling, a weapon or a gun?"),
        harm=_("What has been done, to whom, and who was hurt? What did children see?"),
        risk=_("Is it worse or more often? Leaving, a pregnancy, an order broken, threats to kill themselves?"),
        investigation=_("Photos, messages, calls, earlier reports, neighbours? Never ask the suspect first."),
        vulnerability=_("Children, care, “honour”, immigration, no money of their own? Who is alone with it?"),
        engagement=_("Only the safe way, time and name. Do they want an independent advocate? Check again each time."),
    ),
    search_words=_(
        "domestic abuse, domestic violence, husband, wife, partner, boyfriend, girlfriend, ex, former partner, hits "
        "me, beats me, hurts me, controlling, coercive control, scared of my partner, scared to go home, threatens "
        "me, strangled, choked, takes my money, checks my phone, family violence, honour based abuse, forced "
        "marriage, son hits me, daughter hits me, parent hits, won't let me leave, abusive relationship, clare's law, "
        "violent at home, abusive, violent partner, at home, my parents, my brother hits, my sister, mother in law, "
        "in laws, married, marriage, he hit me, she hit me, he hits me, she hits me, strangled me, throat, choking, "
        "kicked me in front of the children, ex threatened, my ex came round, scared of him, scared of her, afraid of "
        "him, afraid of my husband, won't let me, isolates me, jealous, controls me, hits mum, hurting mum, refuge, "
        "used to hit me, violent past, right to ask, my husband wont, leave the house, any money, no money, "
        "allowance, locks me in, locked in, pregnant, pushed me when, kicks me, throws things at me, smashes things, "
        "breaks my things, shouts at me every day, calls me worthless, threatens to take the children, threatens "
        "suicide if i leave, frightened of, frightened of my, terrified, my son who lives, adult son, lives with me, "
        "carer hits, my stepdad, stepfather, her boyfriend beats her, his girlfriend beats him, friend's boyfriend, "
        "friend's husband, neighbour beating his wife, screaming next door, husband beats, sister's husband, i need "
        "to leave, safe place, woman's aid, passport hidden, immigration threat, forced to have, tracks my phone, "
        "reads my messages, not allowed, allowed to, cousin marriage, taken abroad to marry, dowry, punched by my "
        "partner, ex partner hit, broke up and he"
    ),
)
