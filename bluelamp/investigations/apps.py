from django.apps import AppConfig


class InvestigationsConfig(AppConfig):
    name = "bluelamp.investigations"
    label = "investigations"

    def ready(self) -> None:
        from bluelamp.investigations.timeline import entries  # noqa: PLC0415 - models are loaded only now
        from bluelamp.records import timeline  # noqa: PLC0415 - the same

        timeline.register("investigations", entries)
