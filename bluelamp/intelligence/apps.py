from django.apps import AppConfig


class IntelligenceConfig(AppConfig):
    name = "bluelamp.intelligence"
    label = "intelligence"
