from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "bluelamp.contact"
    label = "contact"

    def ready(self) -> None:
        from bluelamp.contact import jobs  # noqa: F401, PLC0415 - registers its task once the job queue is ready
        from bluelamp.contact.timeline import entries  # noqa: PLC0415 - models are loaded only now
        from bluelamp.records import timeline  # noqa: PLC0415 - the same

        timeline.register("contact", entries)
