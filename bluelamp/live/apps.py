from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "bluelamp.live"
    label = "live"

    def ready(self) -> None:
        from bluelamp.live import jobs  # noqa: F401, PLC0415 - registers its task once the job queue is ready
