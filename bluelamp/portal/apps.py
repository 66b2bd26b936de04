from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "bluelamp.portal"
    label = "portal"
