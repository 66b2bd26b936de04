"""Django's side of the web process: pages and forms."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
