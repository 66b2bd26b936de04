"""Who may say that a translation can be relied on."""

from bluelamp.access.table import permission
from bluelamp.core.roles import Role

ROWS = (
    permission(
        "languages.translation.review",
        Role.TRANSLATION_REVIEWER,
        Role.ADMINISTRATOR,
        why="They read the words beside their source; an administrator sees how far each language is.",
    ),
    permission(
        "languages.translation.sign_off",
        Role.TRANSLATION_REVIEWER,
        why="Only somebody who reads the language stands for it, with their own name.",
    ),
)
