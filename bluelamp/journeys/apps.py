from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JourneysConfig(AppConfig):
    name = "bluelamp.journeys"
    label = "journeys"

    def ready(self) -> None:
        from bluelamp.journeys import jobs  # noqa: F401, PLC0415 - registers its task once the job queue is ready

        # A room that has something to ask offers it in a package of this name, without touching this room.
        autodiscover_modules("report_types")
