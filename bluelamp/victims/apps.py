from django.apps import AppConfig


class VictimsConfig(AppConfig):
    name = "bluelamp.victims"
    label = "victims"

    def ready(self) -> None:
        from bluelamp.records import timeline  # noqa: PLC0415 - models are loaded only now
        from bluelamp.victims import asked, jobs  # noqa: F401, PLC0415 - registers what is asked, and its jobs
        from bluelamp.victims.timeline import entries  # noqa: PLC0415 - the same

        timeline.register("victims", entries)
