"""What people who exist nowhere have reported: answers as a form would send them, question by question."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from bluelamp.core.clock import LONDON, now
from bluelamp.demo.invention import family_name, given_name, street

Fields = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Story:
    """``answers`` by question; a question that a story does not name gets its quietest answer."""

    slug: str
    answers: dict[str, Fields] = field(default_factory=dict)
    items: dict[str, list[Fields]] = field(default_factory=dict)
    language: str = ""  # that its teller chose, when not English


def burglary(rng: Random, *, postcode: str, vulnerable: str = "", hurt: bool = False) -> Story:
    """A home broken into while its people were out."""
    answers = _shared(rng, postcode)
    answers |= {
        "still_there": {"still_there": ["no"]},
        "hurt": {"hurt": ["yes" if hurt else "no"]},
        "hurt_account": {"hurt_account": ["I was pushed over in the hall and my wrist is swollen."]},
        "threat": {"threat": ["not_there"]},
        "place_kind": {"place_kind": ["home"]},
        "got_in": {"got_in": ["yes"]},
        "method": {"method": ["window_forced"]},
        "account": {"account": ["I came home and the back window was broken. The drawers were on the floor."]},
        "traces": {"traces": ["yes"]},
        "traces_account": {"traces_account": ["There is a footprint on the kitchen sill. We have not touched it."]},
        "anything_taken": {"anything_taken": ["yes"]},
        "keys_taken": {"keys_taken": ["no"]},
        "seen": {"seen": ["no"]},
        "cctv": {"cctv": ["other"]},
        "cctv_account": {"cctv_account": ["The neighbour across the road has a doorbell camera."]},
        "vulnerable": {"vulnerable": [vulnerable] if vulnerable else ["none"]},
    }
    taken = {
        "kind": ["device"],
        "detail": ["Silver laptop with a blue sticker"],
        "serial": [f"BL{rng.randrange(10**8):08d}"],
        "worth": ["640"],
    }
    return Story("burglary", answers, {"taken": [taken]})


def suspicious(rng: Random, *, postcode: str) -> Story:
    """Somebody trying car doors."""
    answers = _shared(rng, postcode)
    answers |= {
        "going_on": {"going_on": ["no"]},
        "about": {"about": ["person"]},
        "account": {"account": ["Somebody in a grey coat tried the doors of parked cars, then cycled away."]},
        "how_often": {"how_often": ["several"]},
        "known_how": {"known_how": ["seen"]},
        "named": {"named": ["no"]},
    }
    return Story("something-suspicious", answers)


def vehicle(rng: Random, *, postcode: str) -> Story:
    """A van gone from outside."""
    answers = _shared(rng, postcode)
    answers |= {
        "done": {"done": ["vehicle"]},
        "vehicle": {"vehicle": ["White van with a ladder rack, four years old"]},
        "keys": {"keys": ["here"]},
        "tracker": {"tracker": ["no"]},
        "threat": {"threat": ["no"]},
        "account": {"account": ["I parked it at nine in the evening. In the morning there was only glass."]},
    }
    return Story("vehicle-crime", answers)


def hate_crime(rng: Random, *, postcode: str) -> Story:
    """Insulted and pushed off a tram for a language, told in that language."""
    answers = _shared(rng, postcode)
    answers |= {
        "safe_here": {"safe_here": ["again"]},
        "violence": {"violence": ["touched"]},
        "account": {
            "account": [
                "Rozmawiałem z siostrą po polsku. Mężczyzna kazał mi mówić po angielsku i wypchnął mnie z tramwaju."
            ]
        },
        "words_used": {"words_used": ["“Speak English or go home.” He said it twice, then he pushed me."]},
        "aimed_at": {"aimed_at": ["race"]},
        "setting": {"setting": ["transport"]},
        "before": {"before": ["once"]},
        "suspect": {"suspect": ["About 50, a green jacket, got off at the next stop towards the market."]},
        "witnesses": {"witnesses": ["A student gave me her number. She saw all of it."]},
        "cctv": {"cctv": ["other"]},
        "effect": {"effect": ["My sister no longer takes the tram."]},
        "support": {"support": ["yes"]},
        "with_name": {"with_name": ["yes"]},
        "access_need": {"access_need": ["A Polish interpreter when you call"]},
    }
    return Story("hate-crime", answers, language="pl")


def bicycle(rng: Random, *, postcode: str) -> Story:
    """A bicycle gone from a rack, and seen for sale."""
    answers = _shared(rng, postcode)
    answers |= {
        "force": {"force": ["gone"]},
        "locked": {"locked": ["chain"]},
        "account": {"account": ["Two other bicycles were gone from the same rack. A camera looks at it."]},
        "on_sale": {"on_sale": ["yes"]},
        "where_on_sale": {"where_on_sale": ["An advert with my sticker on the frame, put up this morning."]},
    }
    taken = {"detail": ["Orange town bicycle with a wicker basket"], "frame": [f"WB{rng.randrange(10**7):07d}X"]}
    return Story("bicycle-theft", answers, {"bicycles": [taken | {"worth": ["280"]}]})


def antisocial(rng: Random, *, postcode: str) -> Story:
    """One household, night after night."""
    answers = _shared(rng, postcode)
    answers |= {
        "at_this_time": {"at_this_time": ["no"]},
        "behaviour": {"behaviour": ["groups"]},
        "targeted": {"targeted": ["person"]},
        "account": {"account": ["They throw stones at her windows and shout when she opens the door."]},
        "see_it": {"see_it": ["Thursday to Saturday, from nine until midnight, from the bus stop."]},
        "prejudice": {"prejudice": ["disability"]},
        "toll": {"toll": ["afraid"]},
        "told_who": {"told_who": ["police", "landlord"]},
        "with_name": {"with_name": ["no"]},
        "part": {"part": ["witness"]},
        "your_view": {"your_view": ["saw"]},
    }
    return Story("antisocial-behaviour", answers)


def stalking(rng: Random, *, postcode: str) -> Story:
    """A former partner who waits outside somebody's work, and who must not see a message."""
    answers = _shared(rng, postcode)
    answers |= {
        "where_are_they": {"where_are_they": ["not_sure"]},
        "threats_made": {"threats_made": ["no"]},
        "ways": {"ways": ["waits", "messages"]},
        "how_long": {"how_long": ["months"]},
        "rhythm": {"rhythm": ["more"]},
        "account": {"account": ["He waits across the road when I finish. I now leave by the back."]},
        "tie": {"tie": ["former"]},
        "order": {"order": ["no"]},
        "contact": answers["contact"] | {"contact-when": ["weekday_day"], "contact-may-say": ["nothing"]},
    }
    times = {"when_about": ["Last Tuesday, after work"], "what_then": ["He walked behind me to the stop."]}
    return Story("stalking", answers, {"times": [times]})


def _shared(rng: Random, postcode: str) -> dict[str, Fields]:
    given, family = given_name(rng), family_name(rng)
    day = (now() - timedelta(days=1)).astimezone(LONDON)
    return {
        "place": {
            "place-known": ["exact"],
            "place-line1": [street(rng)],
            "place-town": [""],
            "place-postcode": [postcode],
        },
        "moment": {
            "moment-known": ["exact"],
            "moment-exact-day": [str(day.day)],
            "moment-exact-month": [str(day.month)],
            "moment-exact-year": [str(day.year)],
            "moment-exact-time": ["7:30pm"],
        },
        "part": {"part": ["victim"]},
        "your_name": {"your_name-given": [given], "your_name-family": [family]},
        "contact": {
            "contact-how": ["email"],
            "contact-email": [f"{given}.{family}@example.invalid".lower()],
            "contact-when": ["any"],
            "contact-may-say": ["subject"],
            "contact-name": [given],
        },
    }
