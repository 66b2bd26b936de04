from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "bluelamp.evidence"
    label = "evidence"
