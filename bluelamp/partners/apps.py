from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "bluelamp.partners"
    label = "partners"

    def ready(self) -> None:
        from bluelamp.access import home  # noqa: PLC0415 - models are loaded only now

        home.register(
            "victims.inbox.read",
            _("Referrals"),
            "partners:inbox",
            _("People who asked to be put in touch with you."),
        )
