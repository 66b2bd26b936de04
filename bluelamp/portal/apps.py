from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "bluelamp.portal"
    label = "portal"

    def ready(self) -> None:
        from bluelamp.portal.frames import public_frame  # noqa: PLC0415 - models are loaded only now
        from bluelamp.ui.services import provide_frame  # noqa: PLC0415 - the same

        provide_frame("public", public_frame)
