from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "bluelamp.incidents"
    label = "incidents"

    def ready(self) -> None:
        from bluelamp.incidents.timeline import entries  # noqa: PLC0415 - models are loaded only now
        from bluelamp.records import timeline  # noqa: PLC0415 - the same

        timeline.register("incidents", entries)
