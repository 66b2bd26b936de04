from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "bluelamp.analytics"
    label = "analytics"
