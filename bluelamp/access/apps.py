from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "bluelamp.access"
    label = "access"

    def ready(self) -> None:
        from bluelamp.access.frames import staff_frame  # noqa: PLC0415 - models are loaded only now
        from bluelamp.ui.services import provide_frame  # noqa: PLC0415 - the same

        provide_frame("staff", staff_frame)
