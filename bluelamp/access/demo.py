"""The cast of the demo force. They exist nowhere else; production refuses to start with any of them."""

from dataclasses import dataclass

from django.conf import settings

from bluelamp.core.roles import Role

DEMO_PASSWORD = "demo-lamp-2026"  # noqa: S105 - shown on the demo's own sign-in page


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    username: str
    display_name: str
    role: Role
    team: str
    collar_number: str


DEMO_SIGN_INS = (
    DemoSignIn("call-taker", "Asha Verity", Role.CALL_TAKER, "Contact centre", "C101"),
    DemoSignIn("dispatcher", "Owen Marlow", Role.DISPATCHER, "Control room", "D201"),
    DemoSignIn("responder", "PC Ruth Calloway", Role.RESPONDER, "Response A", "4471"),
    DemoSignIn("responder2", "PC Idris Penhale", Role.RESPONDER, "Response A", "4472"),
    DemoSignIn("detective", "DC Nora Silvester", Role.DETECTIVE, "Investigations", "7012"),
    DemoSignIn("exhibits", "Tomasz Wrenfield", Role.EXHIBITS_OFFICER, "Exhibits", "E310"),
    DemoSignIn("rtic", "Leila Ashdown", Role.RTIC_ANALYST, "Real-time intelligence", "R404"),
    DemoSignIn("analyst", "Grace Holloway", Role.ANALYST, "Analysis", "N115"),
    DemoSignIn("supervisor", "Sgt Callum Reeve", Role.SUPERVISOR, "Response A", "2203"),
    DemoSignIn("registrar", "Helen Osgood", Role.CRIME_REGISTRAR, "Crime registry", "G001"),
    DemoSignIn("auditor", "Priya Lockhart", Role.AUDITOR, "Audit", "A900"),
    DemoSignIn("administrator", "Martin Sedge", Role.ADMINISTRATOR, "Administration", "S001"),
    DemoSignIn("standards", "DS Judith Amberley", Role.PROFESSIONAL_STANDARDS, "Professional standards", "7301"),
    DemoSignIn("reviewer", "Marta Fairweather", Role.TRANSLATION_REVIEWER, "Translation", "S014"),
    DemoSignIn("support", "Bea Larkfield", Role.SUPPORT_WORKER, "Harbourlight Support", ""),
)


def is_demo_sign_in(username: str) -> bool:
    """Whether this is one of the cast, whose password stands on the demo's sign-in page and stays what it is."""
    return settings.BLUELAMP_DEMO and username in {person.username for person in DEMO_SIGN_INS}
