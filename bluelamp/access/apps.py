from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "bluelamp.access"
    label = "access"

    def ready(self) -> None:
        from bluelamp.access import jobs  # noqa: F401, PLC0415 - registers its task once the job queue is ready
        from bluelamp.access.frames import staff_frame  # noqa: PLC0415 - models are loaded only now
        from bluelamp.ui.services import provide_frame  # noqa: PLC0415 - the same

        provide_frame("staff", staff_frame)
