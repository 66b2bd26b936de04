"""Which door stands where."""

from django.urls import URLPattern, URLResolver, include, path

from bluelamp.access.routes import public
from bluelamp.ui.views import styleguide

_DOORS = {
    "": "portal",
    "account/": "portal.account",
    "staff/": "access",
    "desk/": "desk",
    "phone/": "mobile",
    "rtic/": "rtic",
    "partners/": "partners",
    "journeys/": "journeys",
    "live/": "live",
    "dev/": "notices",
    "style/": "ui",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path(prefix, include(f"bluelamp.{room}.urls")) for prefix, room in _DOORS.items()
]
urlpatterns.append(path("desk/notices/", include("bluelamp.notices.desk_urls")))
public(styleguide)  # ui lies below access, so the rule of its one page is set here
handler404 = "bluelamp.access.views.not_found"
handler500 = "bluelamp.access.views.server_error"
