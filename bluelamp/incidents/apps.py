from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "bluelamp.incidents"
    label = "incidents"
