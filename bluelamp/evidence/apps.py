from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "bluelamp.evidence"
    label = "evidence"

    def ready(self) -> None:
        from bluelamp.evidence.statements.questions import STATEMENT, STATEMENT_WITH_OFFICER  # noqa: PLC0415 - the same
        from bluelamp.evidence.timeline import entries  # noqa: PLC0415 - models are loaded only now
        from bluelamp.journeys import catalogue  # noqa: PLC0415 - the same
        from bluelamp.records import timeline  # noqa: PLC0415 - the same

        timeline.register("evidence", entries)
        catalogue.register(STATEMENT)
        catalogue.register(STATEMENT_WITH_OFFICER)
