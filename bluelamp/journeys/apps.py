from django.apps import AppConfig


class JourneysConfig(AppConfig):
    name = "bluelamp.journeys"
    label = "journeys"
