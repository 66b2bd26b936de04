from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "bluelamp.ui"
    label = "ui"
