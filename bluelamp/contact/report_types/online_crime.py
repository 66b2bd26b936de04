"""Cybercrime and online abuse: threats, images, blackmail, accounts, a child approached.

What helps differs by kind, so the kind is asked early and each gets the one thing to do at once. Images are never to
be sent to us with the form.
"""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.report_types import SOMEBODY_DECIDES, Kind, Offence, OnlyHere, ReportType, Thrive
from bluelamp.contact.report_types._agencies import NATIONAL_FRAUD, in_use
from bluelamp.contact.report_types._questions import PREJUDICE, account, before, moment, place
from bluelamp.contact.report_types._shared import ABOUT_YOU_OR_NOT, PHOTOS
from bluelamp.journeys.definition import (
    Interrupt,
    Is,
    Journey,
    Link,
    LongText,
    Means,
    OneOf,
    Option,
    Radios,
    Task,
    YesNo,
)

_SERVICE = in_use(NATIONAL_FRAUD)

RIGHT_NOW = Task(
    _("Right now"),
    (
        Radios(
            name="offline_danger",
            text=_("Could it become dangerous outside the internet?"),
            label=_("Danger outside the internet"),
            missing=_("Select whether it could become dangerous outside the internet"),
            says=Means.THREAT,
            options=(
                Option("come", _("Yes: they know where somebody is, and say that they will come or hurt them")),
                Option("self", _("Somebody may hurt themselves because of it"), says=Means.VULNERABILITY),
                Option("no", _("No, or I do not think so"), denies=True),
            ),
        ),
        Radios(
            name="online_kind",
            text=_("Which of these is nearest?"),
            label=_("Kind"),
            missing=_("Select which of these is nearest"),
            options=(
                Option("abuse", _("Threats, abuse, hatred or lies about somebody")),
                Option("images", _("Private or sexual pictures shared, or somebody threatens to share them")),
                Option("blackmail", _("Somebody wants money or more pictures to keep quiet")),
                Option("child", _("An adult approaches a child, or asks a child for pictures"), says=Means.CHILD),
                Option("account", _("An account, device or network was broken into, locked or copied")),
                Option("posing", _("Somebody pretends to be me or somebody else")),
            ),
        ),
    ),
)

WHAT_HAPPENED = Task(
    _("What happened"),
    (
        account(
            _("What has happened so far?"),
            hint=_("How it began, and what they wrote or did. You do not have to copy everything."),
        ),
        LongText(
            name="handles",
            text=_("Which accounts, numbers and addresses do they use?"),
            label=_("Accounts and addresses"),
            hint=_(
                "The names exactly as they are written, links to profiles and posts, email addresses, the app or game."
            ),
            required=False,
            rows=5,
            says=Means.SUSPECT,
            why=_("Names that are shown change in a minute. A link or an address leads to whoever pays for it."),
        ),
        Radios(
            name="kept",
            text=_("Is it kept?"),
            label=_("Kept"),
            hint=_(
                "Pictures of the screen with the date and the name on it. Do not delete messages, and do not reply."
            ),
            missing=_("Select whether it is kept"),
            says=Means.EVIDENCE,
            options=(
                Option("yes", _("Yes, the messages or pictures of the screen")),
                Option("there", _("No, but it can still be seen online")),
                Option("gone", _("No, it is gone"), denies=True),
            ),
        ),
        YesNo(
            name="still_access",
            text=_("Can they still get into an account, device or network?"),
            label=_("Still have access"),
            hint=_("Change the password of your email first, from a device that they never had. Then the others."),
            missing=_("Select yes if they can still get in"),
            not_sure=True,
        ),
        place(
            _("Where was the person when it reached them?"),
            hint=_("Usually their home. Online things happen where they are read."),
        ),
        moment(_("When did it begin?"), label=_("Began")),
        before(_("Has this person or account done something before?"), hint=_("Online or outside it.")),
        PREJUDICE,
        replace(
            PHOTOS,
            text=_("Do you have pictures of the screen, or messages?"),
            hint=_(
                "Never send sexual pictures of anybody, least of all of a child, even as evidence: tell us that "
                "they exist."
            ),
        ),
    ),
)

REPORT = ReportType(
    kind=Kind.ONLINE,
    journey=Journey(
        slug="online-crime",
        title=_("Report cybercrime or online abuse"),
        summary=_(
            "Threats, abuse, blackmail, private pictures, a hacked account, or a child approached, by internet or "
            "phone."
        ),
        minutes=9,
        before=_("links and names of accounts, exactly as written\npictures of the screen, with the date"),
        quiet=True,
        tasks=(RIGHT_NOW, WHAT_HAPPENED, ABOUT_YOU_OR_NOT),
        interrupts=(
            Interrupt(
                name="may_come",
                when=Is("offline_danger", "come"),
                title=_("Call 999 if it could be soon"),
                body=_("Say where you are, and what they wrote. Go where you are not alone."),
            ),
            Interrupt(
                name="may_self_harm",
                when=Is("offline_danger", "self"),
                title=_("Call 999 if somebody may hurt themselves now"),
                body=_(
                    "If it is you: this can be stopped, many have come through it, and you have done nothing that "
                    "cannot be helped. The Samaritans are free on 116 123, Childline on 0800 1111, at any hour."
                ),
                links=(
                    Link(_("Samaritans: 116 123"), "tel:116123"),
                    Link(_("Childline: 0800 1111"), "tel:08001111"),
                ),
            ),
            Interrupt(
                name="pictures",
                when=OneOf("online_kind", ("images", "blackmail")),
                title=_("Do not pay, do not send more, do not delete"),
                body=_(
                    "Paying brings more demands. Stop writing to them, keep what there is, and tell somebody you "
                    "trust.\n\n"
                    "Pictures can be blocked on many sites before anybody sees them, without your sending them to "
                    "anybody: under 18 with Report Remove, otherwise with StopNCII."
                ),
                danger=False,
                links=(
                    Link(_("Report Remove, for under 18s"), "https://www.childline.org.uk/remove"),
                    Link(_("StopNCII, for adults"), "https://stopncii.org/"),
                ),
                carry_on=_("Continue"),
            ),
            Interrupt(
                name="child_online",
                when=Is("online_kind", "child"),
                title=_("Call 999 if a child is with this person or going to meet them"),
                body=_("Do not confront them and do not write as the child. Keep the device as it is."),
                links=(Link(_("CEOP, for children and parents"), "https://www.ceop.police.uk/"),),
            ),
            Interrupt(
                name="hacked",
                when=Is("online_kind", "account"),
                title=_("The national service records this"),
                body=_(
                    "Accounts and networks that were broken into are recorded by one national service. A business "
                    "under attack now can call it at any hour.\n\n"
                    "Go on here if you know who it is, or if it is part of stalking, abuse or threats."
                ),
                danger=False,
                links=(
                    Link(_SERVICE.name, _SERVICE.address),
                    Link(f"{_SERVICE.name}: {_SERVICE.phone}", _SERVICE.tel),
                ),
                carry_on=_("Tell the police here all the same"),
            ),
        ),
    ),
    offence=Offence("8R", _("Malicious communications")),
    offences=(
        Offence("35", _("Blackmail"), when=Is("online_kind", "blackmail")),
        replace(SOMEBODY_DECIDES, when=OneOf("online_kind", ("child", "account", "images"))),
    ),
    only_here=(
        OnlyHere("online_kind", _("Pictures, a child and a hacked account each need something else at once.")),
        OnlyHere("handles", _("An exact address is the only thread that leads to a person.")),
        OnlyHere("still_access", _("Whoever can still read along makes every message of ours dangerous.")),
    ),
    thrive=Thrive(
        threat=_("Do they know where the person is? A threat to come, a deadline?"),
        harm=_("Pictures out? Work, school, sleep? Thoughts of self-harm, above all in blackmail?"),
        risk=_("Are more victims likely? Is it an offender with a child in reach?"),
        investigation=_("Exact links and accounts, kept messages, a preservation request today?"),
        vulnerability=_("Under 18? Alone with it? A former partner?"),
        engagement=_("Which device and address do they not read? Never ask for the pictures themselves."),
    ),
    search_words=_(
        "online, internet, cybercrime, cyber, hacked, hacking, hacker, account taken over, facebook, instagram, "
        "snapchat, whatsapp, tiktok, email hacked, ransomware, virus, trolling, online abuse, online threats, abusive "
        "messages, cyberbullying, bullying online, nudes, naked photos, revenge porn, intimate images, sextortion, "
        "blackmail, fake profile, pretending to be me, impersonation, catfish, grooming online, deepfake, doxxing, "
        "video, send the video, send to my friends, send to my family, unless i pay, pay or, threatens to post, "
        "posted photos, post naked, leaked, photos online, pictures online, website, app, game, discord, telegram, "
        "twitter, youtube, troll, trolls, abuse online, threats online, messaging my daughter, messaging my son, "
        "older man, adult talking to child, computer, computers, locked, bitcoin, ransom, network, password, logged "
        "in, spyware, malware, ddos, fake account, pretends to be me, share my nudes, leak, roblox, fortnite, "
        "minecraft, xbox, playstation, gaming, chat room, kik, omegle, onlyfans, webcam, recorded me on camera, "
        "stranger asking my kid for, pictures of my daughter, my child online, adult asking for pictures, instagram "
        "stolen, account stolen, locked out of my account, messages my friends, someone is in my email, logging in as "
        "me, sim swap, crypto wallet hacked, website down, company hacked, data stolen, data breach, server, phishing "
        "staff, invoice email hacked, hate comments, comments, death threats online, post about me, posted my "
        "address, posted my number, reviews fake, blackmailing me, group chat, ai pictures, fake nudes, dating app "
        "profile of me, hacking my wifi, camera hacked, tablet, teenager bullied online"
    ),
)
