"""People who were promised to be called back."""

from django.utils.translation import gettext_lazy as _

from bluelamp.desk.contact.sources._called import Called

SOURCE = Called("call_backs", _("Call-backs"), call_backs=True)
