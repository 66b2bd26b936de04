from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JourneysConfig(AppConfig):
    name = "bluelamp.journeys"
    label = "journeys"

    def ready(self) -> None:
        from bluelamp.files import arrivals  # noqa: PLC0415 - models are loaded only now
        from bluelamp.journeys import (  # noqa: PLC0415 - the same
            jobs,  # noqa: F401 - registers its task once the job queue is ready
            services,
            uploads,
        )

        arrivals.register(uploads.KIND, services.attach_arrived)
        # A room that has something to ask offers it in a package of this name, without touching this room.
        autodiscover_modules("report_types")
