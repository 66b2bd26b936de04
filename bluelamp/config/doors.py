"""What is printed when everything is up: the address of each door, and who may sign in to the demo."""

from bluelamp.core.roles import WORDS

# prefix, for whom
_DOORS = (
    ("", "Public site: report, track, crime in your area"),
    ("staff/home", "Staff desks: contact, dispatch, investigations, audit"),
    ("phone/", "Officer's phone"),
    ("rtic/", "Real-time intelligence centre"),
    ("partners/", "Partner organisations: referrals of victims who asked for support"),
    ("dev/", "Mailbox: every email and text message the demo would send"),
)


def addresses(url: str) -> dict[str, str]:
    """Address -> for whom."""
    return {f"{url}/{prefix}": whom for prefix, whom in _DOORS}


def sign_ins() -> dict[str, str]:
    """User name -> who that is, for the demo's cast."""
    from bluelamp.access.demo import DEMO_SIGN_INS  # noqa: PLC0415 - not needed in production

    return {person.username: f"{person.display_name}, {WORDS[person.role]}" for person in DEMO_SIGN_INS}


def password() -> str:
    """The one password of the demo's cast."""
    from bluelamp.access.demo import DEMO_PASSWORD  # noqa: PLC0415 - not needed in production

    return DEMO_PASSWORD


def card(url: str, *, demo: bool) -> str:
    """The lines to print."""
    lines = [f"Bluelamp is ready at {url}/", ""]
    doors = addresses(url)
    longest = max(map(len, doors))
    lines += [f"  {address:<{longest}}  {whom}" for address, whom in doors.items()]
    if demo:
        lines += ["", f"Sign in as any of these with the password {password()}"]
        lines += [f"  {username:<16} {who}" for username, who in sign_ins().items()]
        lines += ["", "Everybody and everything here is invented: synthetic, not any force's data."]
    return "\n".join([*lines, "", "Ctrl-C stops everything."])
