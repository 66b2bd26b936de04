"""The desks of the staff, each a package of its own."""

from importlib.util import find_spec

from django.urls import include, path

_DESKS = ("contact", "dispatch", "cases", "audit", "search")

_READY = [desk for desk in _DESKS if find_spec(f"bluelamp.desk.{desk}.urls")]

urlpatterns = [path(f"{desk}/", include(f"bluelamp.desk.{desk}.urls")) for desk in _READY]
