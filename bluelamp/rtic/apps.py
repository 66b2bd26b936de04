from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RticConfig(AppConfig):
    name = "bluelamp.rtic"
    label = "rtic"

    def ready(self) -> None:
        from bluelamp.access import home  # noqa: PLC0415 - models are loaded only now

        home.register(
            "intelligence.report.write",
            _("Intelligence centre"),
            "rtic:picture",
            _("The live picture, and alerts to the officers concerned."),
        )
