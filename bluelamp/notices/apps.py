from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "bluelamp.notices"
    label = "notices"

    def ready(self) -> None:
        from bluelamp.notices import jobs  # noqa: F401, PLC0415 - registers its tasks once the job queue is ready
