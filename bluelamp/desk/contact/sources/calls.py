"""Calls that are on the line, and lines that went dead before anybody knew what it was about."""

from django.utils.translation import gettext_lazy as _

from bluelamp.desk.contact.sources._called import Called

SOURCE = Called("calls", _("Calls"), call_backs=False)
