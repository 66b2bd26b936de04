from django.apps import AppConfig


class IntelligenceConfig(AppConfig):
    name = "bluelamp.intelligence"
    label = "intelligence"

    def ready(self) -> None:
        from bluelamp.intelligence import jobs  # noqa: F401, PLC0415 - registers its task once the job queue is ready
