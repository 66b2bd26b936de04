"""Offences as they are recorded: Home Office code, name, and the type under which figures are published.

Codes were compared with the offence classification that the Office for National Statistics publishes with police
recorded crime, as it stood after April 2017, when 28E and 30C came in. The Home Office changes its counting rules every
April: the force's crime registrar must confirm each code, with the day from which it holds, before figures are
returned. Dated for that reason; a crime keeps the code it was recorded under. The types are those that data.police.uk
publishes.
"""

from dataclasses import dataclass
from datetime import date

from bluelamp.core.dated import Codes

_VIOLENCE, _ORDER = "Violence and sexual offences", "Public order"
_COUNTING_YEAR = date(2025, 4, 1)  # the year that the list is for, not the day a code came in


@dataclass(frozen=True, slots=True)
class Offence:
    """``code`` is our own; in use from ``since`` until the day before ``until``."""

    code: str
    name: str
    home_office_code: str
    crime_type: str
    since: date = _COUNTING_YEAR
    until: date | None = None


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
    Offence("robbery_business", "Robbery of business property", "34A", "Robbery"),
    Offence("blackmail", "Blackmail", "35", "Other theft"),
    Offence("arson", "Arson not endangering life", "56B", "Criminal damage and arson"),
    Offence("arson_life", "Arson endangering life", "56A", "Criminal damage and arson"),
    Offence("criminal_damage_home", "Criminal damage to a dwelling", "58A", "Criminal damage and arson"),
    Offence("criminal_damage_building", "Criminal damage to another building", "58B", "Criminal damage and arson"),
    Offence("criminal_damage_vehicle", "Criminal damage to a vehicle", "58C", "Criminal damage and arson"),
    Offence("criminal_damage", "Other criminal damage", "58D", "Criminal damage and arson"),
    Offence("assault_no_injury", "Assault without injury", "105A", _VIOLENCE),
    Offence("assault_injury", "Assault with injury", "8N", _VIOLENCE),
    Offence("assault_aggravated", "Racially or religiously aggravated assault", "105B", _VIOLENCE),
    Offence(
        "assault_injury_aggravated",
        "Racially or religiously aggravated assault with injury",
        "8P",
        _VIOLENCE,
    ),
    Offence("threats_to_kill", "Threats to kill", "3B", _VIOLENCE),
    Offence("harassment", "Harassment", "8L", _VIOLENCE),
    Offence("stalking", "Stalking", "8Q", _VIOLENCE),
    Offence("malicious_messages", "Malicious communications", "8R", _VIOLENCE),
    Offence("rape_female", "Rape of a female aged 16 and over", "19C", _VIOLENCE),
    Offence("rape_male", "Rape of a male aged 16 and over", "19F", _VIOLENCE),
    Offence("sexual_assault_female", "Sexual assault on a female aged 13 and over", "20A", _VIOLENCE),
    Offence("sexual_assault_male", "Sexual assault on a male aged 13 and over", "17A", _VIOLENCE),
    Offence("sexual_child", "Sexual activity involving a child under 16", "22B", _VIOLENCE),
    Offence("exposure", "Exposure and voyeurism", "88E", _VIOLENCE),
    Offence("sexual_other", "Other sexual offences", "88C", _VIOLENCE),
    Offence("public_order_aggravated", "Racially or religiously aggravated fear, alarm or distress", "9B", _ORDER),
    Offence("public_order", "Public fear, alarm or distress", "9A", _ORDER),
    Offence("other", "Other crime", "99", "Other crime"),
)
_OTHER = "other"
_CODES = Codes[str, Offence](OFFENCES, field="offence", refused="Choose the offence from the list.")
offence, choices, name_of = _CODES.given, _CODES.choices, _CODES.name_of


def for_home_office(code: str, on: date) -> str:
    """Our code for what is recorded on a day under a Home Office code; “other” where there is none then."""
    return next((known.code for known in choices(on) if known.home_office_code == code), _OTHER)
