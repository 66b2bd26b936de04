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
