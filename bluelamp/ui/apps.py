from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "bluelamp.ui"
    label = "ui"

    def ready(self) -> None:
        from bluelamp.ui.plain_words import speak_plainly  # noqa: PLC0415 - the settings are loaded only now

        speak_plainly()
