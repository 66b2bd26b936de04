"""What other services deal with."""

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.signposts._model import Signpost
from bluelamp.journeys.definition import Link

AGENCIES = (
    Signpost(
        slug="crimestoppers",
        title=_("Giving information to somebody who is not the police"),
        who=_("Crimestoppers, an independent charity"),
        why=_("They are not the police, never ask for a name and do not see your number. They pass on what you say."),
        ours=_("Call 999 if it is happening now. You can also tell us here without a name."),
        links=(
            Link(_("Crimestoppers online"), "https://crimestoppers-uk.org/"),
            Link(_("Crimestoppers: 0800 555 111"), "tel:0800555111"),
            Link(_("Fearless, for young people"), "https://crimestoppers-uk.org/fearless"),
        ),
        form="something-suspicious",
        search_words=_(
            "crimestoppers, anonymous, anonymously, without talking to the police, not to police, not the police, "
            "without my name, tip off, give information, fearless, grass, snitch, don't want police to know, keep my "
            "name out, no police, secret, independent, hotline"
        ),
    ),
    Signpost(
        slug="mental-health",
        title=_("Feeling unable to go on, or in a mental health crisis"),
        who=_("NHS 111, Samaritans, Shout"),
        why=_("They are trained to listen and to get the right help to you. You are not wasting their time."),
        ours=_("Call 999 if somebody may die or be hurt now. You do not have to explain."),
        links=(
            Link(_("Call 111 and choose the mental health option"), "tel:111"),
            Link(_("Samaritans, at any hour: 116 123"), "tel:116123"),
        ),
        search_words=_(
            "suicidal, suicide, want to die, end my life, kill myself, self-harm, breakdown, mental health, crisis, "
            "depressed, anxiety, hearing voices, need to talk to somebody, cannot cope, can't go on, no point living, "
            "cutting myself, panic, psychosis, voices, need help now mental, lonely, grief, someone to talk to, "
            "breaking down, distressed, not safe with myself, off my meds"
        ),
    ),
    Signpost(
        slug="railway",
        title=_("Something that happened on a train, tram, station or the Underground"),
        who=_("British Transport Police"),
        why=_(
            "They police the railways, know the trains and have the cameras. A tram or bus in the street may be ours."
        ),
        ours=_("Call 999 in an emergency, on trains too. If you are not sure whose it is, tell us: we pass it on."),
        links=(
            Link(_("British Transport Police"), "https://www.btp.police.uk/"),
            Link(_("Call them: 0800 40 50 40"), "tel:0800405040"),
        ),
        search_words=_(
            "train, on the train, railway, railway station, station platform, underground, tube, metro, rail, "
            "trespass on tracks, train guard, carriage, conductor, ticket inspector, train line, level crossing, rail "
            "replacement, platform, northern line, intercity, avanti, freight, rail track, overground, tram stop "
            "theft"
        ),
    ),
    Signpost(
        slug="scam-messages",
        title=_("A suspicious message, email or call, and nothing was lost"),
        who=_("7726, and the National Cyber Security Centre"),
        why=_("They close down the numbers and websites behind it. Forward a text to 7726 and an email to them."),
        ours=_("If money or details were given, call your bank on 159 and report fraud."),
        links=(Link(_("How to forward it"), "https://www.ncsc.gov.uk/collection/phishing-scams"),),
        form="fraud",
        search_words=_(
            "phishing, phishing email, suspicious text, suspicious email, spam, scam text, forward a scam, dodgy "
            "text, dodgy email, suspicious link, 7726, cold call, fake email, report a scam message, spam text, "
            "smishing, evri text, dpd text, hmrc text, fake delivery text, fake bank text, email asks for password, "
            "junk mail, suspicious call, robot call, strange call, missed call scam, qr code, pop up"
        ),
    ),
    Signpost(
        slug="trading-standards",
        title=_("Faulty goods, bad work, refunds, or a trader who cheats"),
        who=_("Citizens Advice consumer helpline, for trading standards"),
        why=_(
            "Quarrels over goods and work are civil matters. Trading standards act against traders who break the law."
        ),
        ours=_(
            "Call 999 if a trader is at the door, threatens, or takes somebody to a bank. Report fraud if it was a lie."
        ),
        links=(Link(_("Citizens Advice consumer helpline: 0808 223 1133"), "tel:08082231133"),),
        form="fraud",
        search_words=_(
            "refund, faulty, faulty goods, broken washing machine, garage, dodgy car, sold me a car, bad workmanship, "
            "builder poor work, trading standards, counterfeit, fake goods, underage sales, vapes sold to children, "
            "consumer, warranty, money back, return, returns, item not as described, sofa broken, kitchen fitter, "
            "plumber, gym membership, subscription, energy company, food poisoning, out of date food, scales, short "
            "measure, illegal tobacco, illegal vapes, fireworks sold to kids, knives sold to kids, unsafe toy, double "
            "glazing"
        ),
    ),
    Signpost(
        slug="civil",
        title=_("Disputes over money, homes, fences, children or contracts"),
        who=_("A court, a mediator or Citizens Advice"),
        why=_("These are civil matters: the police may not take sides or decide who is right."),
        ours=_("Call 999 if somebody is threatened, attacked or kept in. Report it if an order of a court is broken."),
        links=(Link(_("Citizens Advice"), "https://www.citizensadvice.org.uk/"),),
        search_words=_(
            "dispute, boundary, boundary dispute, fence, hedge, landlord, tenant, deposit, eviction, rent, owes me "
            "money, debt, will, inheritance, custody, contact with children, let me see the kids, see my children, "
            "divorce, contract, borrowed money, not paid rent, tenant won't leave, lodger, evict, locksmith changed "
            "locks, right of way, shared drive, tree roots, party wall, leylandii, probate, power dispute, wages, "
            "employer owes me, unpaid wages, employment, contractor owes, loan to friend, small claims, handover of "
            "children, did not return the children, visitation, ex won't return my things, belongings at ex, pets "
            "after separation, defamation, slander, neighbour's camera, cctv pointing at me, ring doorbell privacy"
        ),
    ),
    Signpost(
        slug="animals",
        title=_("An animal that is hurt, neglected or treated cruelly"),
        who=_("RSPCA"),
        why=_("They have inspectors and vets, and prosecute cruelty."),
        ours=_(
            "Call 999 if an animal on a road is a danger, or a dog attacks. Hunting and poaching are ours: call 101."
        ),
        links=(Link(_("RSPCA: 0300 1234 999"), "tel:03001234999"),),
        search_words=_(
            "animal cruelty, beating their dog, beating dog, hurting a cat, neglected dog, starving dog, injured "
            "swan, injured bird, injured animal, rspca, dog locked in car, horse left without food, stray dog, "
            "injured fox, thin, horse, pony, no water, no food, cats, kittens, puppies, rabbit, swan, deer hurt, "
            "hedgehog, fox, badger, pigeons, cruelty, dog fighting, cock fighting, dog left in hot car, dog chained, "
            "kicked a dog, poisoned cat, hare coursing, aquarium, snake loose, loose horse, cow on road"
        ),
    ),
    Signpost(
        slug="benefit-fraud",
        title=_("Somebody cheats with benefits"),
        who=_("The Department for Work and Pensions"),
        why=_("They pay benefits, and have the records to find out and to prosecute."),
        ours=_("Tell us if somebody is made to claim, or is kept and used by others."),
        links=(Link(_("Report benefit fraud"), "https://www.gov.uk/report-benefit-fraud"),),
        search_words=_(
            "benefit fraud, benefit cheat, claiming benefits, benefits and working, dole, universal credit cheat, "
            "lives alone claim, tax evasion, cash in hand, hmrc, dwp, pip, disability benefit, carers allowance, "
            "jobseekers, cash jobs, undeclared work, undeclared, claiming single, council tax fraud, subletting "
            "council house, blue badge misuse, tax dodge, vat"
        ),
    ),
    Signpost(
        slug="untaxed-vehicle",
        title=_("A vehicle without tax or MOT"),
        who=_("DVLA"),
        why=_("They keep the register, and can clamp."),
        ours=_(
            "Tell us if it is being driven without insurance or a licence, dangerously, or by somebody unfit to drive."
        ),
        links=(Link(_("Report an untaxed vehicle"), "https://www.gov.uk/report-untaxed-vehicle"),),
        form="something-suspicious",
        search_words=_(
            "no tax, untaxed, road tax, no mot, without mot, without insurance, uninsured, sorn, dvla, no licence, "
            "driving without a licence, driving while banned, mot expired, no insurance, not insured, car not "
            "insured, tax expired, cloned, foreign plates, no plates, without licence, provisional licence, banned "
            "driver, disqualified"
        ),
    ),
    Signpost(
        slug="fire-service",
        title=_("Fire safety: smoke alarms, blocked exits, advice"),
        who=_("The fire and rescue service"),
        why=_("They visit homes for free, fit alarms, and inspect buildings."),
        ours=_("Call 999 for any fire, and for a fire that was set on purpose."),
        links=(Link(_("Find the fire and rescue service"), "https://nfcc.org.uk/contact-us/fire-services-directory/"),),
        search_words=_(
            "smoke alarm, fire alarm, fire safety, blocked fire exit, fire exit, fire door, home fire check, bonfire, "
            "fire service, fire brigade, cat stuck in tree, smoke detector, carbon monoxide, fire risk, chip pan, "
            "hoarder fire, cladding, sprinkler, hydrant, stuck in lift, ring stuck, chimney, barbecue on balcony, "
            "fireworks storage"
        ),
    ),
    Signpost(
        slug="terrorism",
        title=_("Terrorism, or somebody becoming extremist"),
        who=_("Counter Terrorism Policing"),
        why=_("Specialists look at it, at any hour, and help those who can still be stopped from harm."),
        ours=_("Call 999 if there is a threat now: an attack, a bomb, somebody on their way."),
        links=(
            Link(_("Anti-Terrorist Hotline: 0800 789 321"), "tel:0800789321"),
            Link(_("Act Early, when you worry about somebody close"), "https://actearly.uk/"),
        ),
        search_words=_(
            "terrorism, terrorist, extremist, extremism, radicalised, radicalisation, planning an attack, bomb "
            "making, isis, far right, talks about bombs, attack plans, extremist material, radical, radicals, jihad, "
            "incel, neo nazi, manifesto, weapons stockpile, stockpiling, hate preacher, suspicious package public, "
            "unattended bag station, drone near airport, reconnaissance, syria, poster terrorist"
        ),
    ),
    Signpost(
        slug="modern-slavery",
        title=_("Somebody is made to work or kept by others"),
        who=_("The Modern Slavery and Exploitation Helpline"),
        why=_("They are independent, speak many languages, and know safe places. You can also tell us."),
        ours=_("Call 999 if somebody is in danger or being moved now. Otherwise you can tell us here, without a name."),
        links=(Link(_("Helpline: 08000 121 700"), "tel:08000121700"),),
        form="something-suspicious",
        search_words=_(
            "modern slavery, slavery, trafficked, trafficking, forced to work, passport taken away, held against "
            "will, car wash workers, nail bar, exploited workers, gangmaster, slave, slaves, trapped at work, no "
            "wages, sleeps at work, not allowed to leave, passport taken, debt bondage, domestic worker, maid, car "
            "wash, cannabis farmer boy, traffickers, sold, brothel women, farm workers, nail salon"
        ),
    ),
    Signpost(
        slug="utilities",
        title=_("Smell of gas, power cut, burst pipe or flood"),
        who=_("Gas, electricity or water network"),
        why=_("They make it safe at any hour, free of charge."),
        ours=_("Call 999 if there is a fire, an explosion, or somebody is trapped or in the water."),
        links=(
            Link(_("Gas emergency: 0800 111 999"), "tel:0800111999"),
            Link(_("Power cut: 105"), "tel:105"),
        ),
        search_words=_(
            "gas leak, smell of gas, smell gas, power cut, no electricity, burst pipe, water leak, flood, flooding, "
            "gas smell, smells of gas, carbon monoxide alarm, electricity off, cable down, wires down, substation, "
            "mains burst, no water, sewage, drain blocked, river rising, flooded road"
        ),
    ),
)
