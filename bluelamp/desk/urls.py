"""The desks of the staff, each a package of its own."""

from django.urls import include, path

_DESKS = (
    "contact",
    "conversations",
    "dispatch",
    "cases",
    "recording",
    "victims",
    "complaints",
    "records",
    "audit",
    "accounts",
    "languages",
    "statements",
)

urlpatterns = [path(f"{desk}/", include(f"bluelamp.desk.{desk}.urls")) for desk in _DESKS]
