"""Offences as they are recorded: Home Office code, title, and the type under which figures are published."""

from dataclasses import dataclass

from bluelamp.core.errors import Invalid


@dataclass(frozen=True, slots=True)
class Offence:
    code: str
    title: str
    home_office_code: str
    crime_type: str


OFFENCES = (
    Offence("burglary_home", "Residential burglary of a home", "28E", "Burglary"),
    Offence("burglary_other", "Business and community burglary", "30C", "Burglary"),
    Offence("vehicle_theft", "Theft of a motor vehicle", "48", "Vehicle crime"),
    Offence("vehicle_contents", "Theft from a motor vehicle", "45", "Vehicle crime"),
    Offence("vehicle_interference", "Interfering with a motor vehicle", "126", "Vehicle crime"),
    Offence("cycle_theft", "Theft of a pedal cycle", "44", "Bicycle theft"),
    Offence("theft_person", "Theft from the person", "39", "Theft from the person"),
    Offence("shoplifting", "Shoplifting", "46", "Shoplifting"),
    Offence("theft_other", "Other theft", "49", "Other theft"),
    Offence("robbery_personal", "Robbery of personal property", "34B", "Robbery"),
    Offence("criminal_damage", "Criminal damage", "58", "Criminal damage and arson"),
    Offence("assault_no_injury", "Assault without injury", "105A", "Violence and sexual offences"),
    Offence("assault_injury", "Assault with injury", "8N", "Violence and sexual offences"),
    Offence("public_order", "Public fear, alarm or distress", "9A", "Public order"),
    Offence("other", "Other crime", "99", "Other crime"),
)
_BY_CODE = {offence.code: offence for offence in OFFENCES}


def offence(code: str) -> Offence:
    """The offence with this code; ``Invalid`` for none."""
    found = _BY_CODE.get(code)
    if found is None:
        raise Invalid("Choose the offence from the list.", field="offence")
    return found
