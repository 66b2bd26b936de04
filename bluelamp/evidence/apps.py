from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "bluelamp.evidence"
    label = "evidence"

    def ready(self) -> None:
        from bluelamp.evidence.timeline import entries  # noqa: PLC0415 - models are loaded only now
        from bluelamp.records import timeline  # noqa: PLC0415 - the same

        timeline.register("evidence", entries)
