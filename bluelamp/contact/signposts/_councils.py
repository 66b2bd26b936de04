"""What councils deal with."""

from django.utils.translation import gettext_lazy as _

from bluelamp.contact.signposts._model import Signpost
from bluelamp.journeys.definition import Link

_WHO = _("The council")
_FIND = Link(_("Find the council"), "https://www.gov.uk/find-local-council")

COUNCILS = (
    Signpost(
        slug="noise",
        title=_("Noise: music, parties, dogs barking, alarms, building work"),
        who=_WHO,
        why=_("The council can measure noise, take equipment away and fine. The police have no such power."),
        ours=_("Call 999 if there is a fight, somebody screams for help, or somebody threatens you when you complain."),
        links=(Link(_("Report noise to the council"), "https://www.gov.uk/report-noise-pollution-to-local-council"),),
        form="antisocial-behaviour",
        search_words=_(
            "noise, noisy, noisy neighbours, loud music, music too loud, loud party, dog barking, barking all night, "
            "alarm going off, drilling, building work early, party next door, party until, until 4 am, until morning, "
            "bass, drums, shouting at night, tv too loud, karaoke, cockerel, hammering, generator, leaf blower, "
            "construction noise, pub noise"
        ),
    ),
    Signpost(
        slug="rubbish",
        title=_("Rubbish, fly-tipping, needles or bins"),
        who=_WHO,
        why=_("The council takes it away, finds out who left it and prosecutes."),
        ours=_(
            "Call 999 if it is being tipped now and somebody threatens people, or if it could be explosive or poison."
        ),
        links=(
            Link(_("Report fly-tipping"), "https://www.gov.uk/report-flytipping"),
            Link(_("Report needles"), "https://www.gov.uk/report-needles"),
        ),
        search_words=_(
            "rubbish, fly-tipping, fly tipping, flytipping, dumped, dumping, dumped mattress, litter, bins, waste, "
            "sofa left, needles, dog poo, dog mess, rats, tipped, builders waste, rubble, tyres dumped, fridge "
            "dumped, garden waste, household waste, farm track, lay-by, bin bags, bins not collected, overflowing "
            "bin, dog fouling, chewing gum, dead animal in road, burning rubbish, garden fire smoke"
        ),
    ),
    Signpost(
        slug="parking",
        title=_("Parking, blocked drives, yellow lines and pavements"),
        who=_WHO,
        why=_("Most parking is enforced by the council, which can fine and tow."),
        ours=_(
            "Tell us, by 101, if a parked vehicle stops you from driving out of your own drive, or is dangerous "
            "where it stands. Call 999 if an ambulance cannot pass."
        ),
        links=(_FIND,),
        search_words=_(
            "parking, parked, parked across my drive, blocking my drive, double yellow lines, parked on pavement, "
            "disabled bay, blue badge, parking ticket, clamped, school run parking, dropped kerb, can't get out of my "
            "drive, blocked in, driveway blocked, blocking, blocks, driveway, wheelchair cannot pass, permit, "
            "permits, residents bay, zig zags, bus stop parking, loading bay, private car park, parking fine, caravan "
            "parked, lorry parked, neighbour takes my space, parking space"
        ),
    ),
    Signpost(
        slug="abandoned-vehicle",
        title=_("An abandoned vehicle"),
        who=_WHO,
        why=_("The council must take away vehicles that were left for good, and finds their owners."),
        ours=_("Tell us if it could be stolen, was left after a crash or crime, or stands where it is dangerous."),
        links=(Link(_("Report an abandoned vehicle"), "https://www.gov.uk/report-abandoned-vehicle"),),
        search_words=_(
            "abandoned car, abandoned vehicle, abandoned van, abandoned, dumped car, car left for months, not moved "
            "for months, flat tyres, nobody knows whose, burnt out car, derelict car, left for weeks, no wheels, "
            "sitting there, not moved, van dumped, caravan dumped, car dumped, untaxed and abandoned, trailer left"
        ),
    ),
    Signpost(
        slug="roads-and-lights",
        title=_("Street lights, potholes, road signs and signals"),
        who=_WHO,
        why=_(
            "Whoever looks after the road mends it: the council, or National Highways for motorways and trunk roads."
        ),
        ours=_(
            "Call 999 if it will cause a crash: signals out at a busy junction, a hole, something large on a motorway."
        ),
        links=(
            Link(_("Report a street light"), "https://www.gov.uk/report-street-light"),
            Link(_("Report a pothole"), "https://www.gov.uk/report-pothole"),
        ),
        search_words=_(
            "street light, streetlight, lamp post, pothole, road sign, traffic lights not working, hole in the road, "
            "broken pavement, manhole cover, fallen tree, overgrown hedge, lamp not working, street lamp, dark "
            "street, speed bump, speed humps, missing sign, road markings, drain, manhole, grit, ice not gritted, "
            "tree down, branch, zebra crossing lights, bollard"
        ),
    ),
    Signpost(
        slug="child-or-adult-at-risk",
        title=_("Worried about a child, or an adult who needs care"),
        who=_("Children's or adult social care"),
        why=_(
            "Social workers of the council visit, protect and support, at any hour. They call us when it is a crime."
        ),
        ours=_("Call 999 if somebody is being hurt or left alone in danger now. Report it here if it may be a crime."),
        links=(
            Link(_("Report child abuse to the council"), "https://www.gov.uk/report-child-abuse-to-local-council"),
            Link(_("NSPCC: 0808 800 5000"), "tel:08088005000"),
        ),
        form="something-suspicious",
        search_words=_(
            "worried about a child, child neglect, neglected, child left alone, children left alone, child at risk, "
            "safeguarding, social services, social worker, elderly neglected, care home neglect, vulnerable adult, "
            "child hungry, baby crying, children dirty, children not at school, mother drunk with kids, left alone at "
            "home, home alone, parents on drugs, smacking child, hitting a child, foster carer, old man neglected, "
            "carer shouting, self neglect, hoarding, care worker rough"
        ),
    ),
)
