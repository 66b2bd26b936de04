from django.apps import AppConfig
from django.conf import settings


class LanguagesConfig(AppConfig):
    name = "bluelamp.languages"
    label = "languages"

    def ready(self) -> None:
        from pathlib import Path  # noqa: PLC0415 - beside what it is for

        from bluelamp.languages.catalogue import compile_into  # noqa: PLC0415 - models are loaded only now

        compile_into(Path(settings.LOCALE_PATHS[0]))
