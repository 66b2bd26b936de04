from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "bluelamp.records"
    label = "records"
