from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "bluelamp.conversations"
    label = "conversations"

    def ready(self) -> None:
        from bluelamp.conversations.timeline import entries  # noqa: PLC0415 - models are loaded only now
        from bluelamp.records import timeline  # noqa: PLC0415 - the same

        timeline.register("conversations", entries)
