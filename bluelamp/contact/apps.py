from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "bluelamp.contact"
    label = "contact"

    def ready(self) -> None:
        from bluelamp.contact.timeline import entries  # noqa: PLC0415 - models are loaded only now
        from bluelamp.records import timeline  # noqa: PLC0415 - the same

        timeline.register("contact", entries)
