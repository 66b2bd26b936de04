from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "bluelamp.complaints"
    label = "complaints"

    def ready(self) -> None:
        from bluelamp.complaints.asked import COMPLAINT  # noqa: PLC0415 - the catalogue is ready only now
        from bluelamp.journeys import catalogue  # noqa: PLC0415 - the same

        catalogue.register(COMPLAINT)
