"""Words that may mean that somebody is in danger now. Whoever writes them is led to 999 before anything else.

It is better to say it once too often: somebody whose bag was taken by a man with a knife last week reads one line more.
"""

from functools import lru_cache

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from bluelamp.contact.spelling import words

# Divided by commas. Each is looked for as it stands: “broke in” is over, “breaking in” is not.
DANGER_WORDS = _(
    "knife, knives, machete, sword, gun, shotgun, pistol, firearm, shooting, shot, stabbed, stabbing, stab, acid, "
    "weapon, axe, bleeding, blood everywhere, can't breathe, cannot breathe, not breathing, stopped breathing, "
    "choking, unconscious, passed out, won't wake up, collapsed, heart attack, overdose, overdosed, taken pills, "
    "kill myself, end my life, want to die, suicidal, suicide, going to jump, on the bridge, hanging, going to "
    "kill, threatened to kill, kill me, kill him, kill her, kill us, strangled, strangling, by the throat, right "
    "now, happening now, at this moment, as we speak, help me, please help, need help now, hurry, being followed, "
    "following me, chasing me, outside my door, at my door, outside my house, trying to get in, breaking in, "
    "breaking into, in my house, in the house now, inside my house, intruder, burglar in, on fire, burning, fire, "
    "explosion, bomb, grenade, hostage, kidnapped, abducted, held against, locked me in, locked in, won't let me "
    "out, won't let me leave, being attacked, attacking, being beaten, is hitting, hitting me, is beating, beating "
    "me, fight going on, fighting, riot, drowning, in the water, in the river, trapped, crash, collision, crashed, "
    "ran over, knocked down, missing child, lost child, child is missing, dementia, gas leak, smell gas"
)


def shows_danger(text: str) -> bool:
    """Whether something in it may mean danger now."""
    said = f" {' '.join(words(text))} "
    return any(f" {phrase} " in said for phrase in _phrases(get_language() or ""))


@lru_cache(maxsize=64)
def _phrases(language: str) -> tuple[str, ...]:  # noqa: ARG001 - the words are those of the active language
    with override(settings.LANGUAGE_CODE):  # in danger people use the words that come, in whichever language
        english = str(DANGER_WORDS)
    return tuple(" ".join(words(phrase)) for phrase in f"{english},{DANGER_WORDS}".split(","))
