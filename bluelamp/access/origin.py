"""Where a request comes from, as far as it is known. Nobody keeps it: it is only counted by, as a digest."""

from django.conf import settings
from django.http import HttpRequest

from bluelamp.core.strangers import connection_of


def address_of(request: HttpRequest) -> str:
    """The address of the connection that asks; "" where it is not known.

    Behind the proxy that ends TLS it is what that proxy wrote last, whatever its client wrote before. Without such a
    line nothing is known: what arrives is then the proxy's own address, and everybody would be counted as one.
    """
    heard = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        heard = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return connection_of(heard)
