from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MobileConfig(AppConfig):
    name = "bluelamp.mobile"
    label = "mobile"

    def ready(self) -> None:
        from bluelamp.access import home  # noqa: PLC0415 - models are loaded only now
        from bluelamp.mobile.frames import phone_frame  # noqa: PLC0415 - the same
        from bluelamp.ui.services import provide_frame  # noqa: PLC0415 - the same

        provide_frame("phone", phone_frame)
        home.register("incidents.assignment.read", _("My work"), "mobile:work", _("What you are sent to."))
