from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "bluelamp.files"
    label = "files"

    def ready(self) -> None:
        from bluelamp.files import jobs  # noqa: F401, PLC0415 - registers its task once the job queue is ready
