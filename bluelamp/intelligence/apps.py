from django.apps import AppConfig


class IntelligenceConfig(AppConfig):
    name = "bluelamp.intelligence"
    label = "intelligence"

    def ready(self) -> None:
        from bluelamp.intelligence import jobs  # noqa: F401, PLC0415 - registers its task once the job queue is ready
        from bluelamp.intelligence.timeline import entries  # noqa: PLC0415 - models are loaded only now
        from bluelamp.records import timeline  # noqa: PLC0415 - the same

        timeline.register("intelligence", entries)
