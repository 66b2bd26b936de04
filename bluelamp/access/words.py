"""What roles and actors are called on screens, in the language of the page. The words of roles are core's."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bluelamp.core.actor import ActorKind
from bluelamp.core.roles import WORDS, Role

_KINDS: dict[ActorKind, Promise] = {
    ActorKind.STAFF: _("somebody who works here"),
    ActorKind.CITIZEN: _("member of the public"),
    ActorKind.RECEIPT: _("holder of a receipt"),
    ActorKind.DEVICE: _("a device"),
    ActorKind.PARTNER: _("a partner organisation"),
    ActorKind.JOB: _("Bluelamp itself"),
    ActorKind.PUBLIC: _("member of the public"),
}


def role_name(role: Role | str) -> str:
    """``RTIC analyst``, ``call taker``: inside a sentence. The ledger may name roles that are no more."""
    return gettext(WORDS[Role(role)]) if role in set(Role) else role.replace("_", " ")


def role_title(role: Role | str) -> str:
    """``RTIC analyst``, ``Call taker``: standing alone."""
    return _capital(role_name(role))


def kind_title(kind: ActorKind | str) -> str:
    """What somebody is called who has no name here: ``Holder of a receipt``."""
    return _capital(str(_KINDS[ActorKind(kind)]))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
