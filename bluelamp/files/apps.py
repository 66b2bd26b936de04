from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "bluelamp.files"
    label = "files"
