"""Where static files are found: under names that carry a fingerprint of their content (see ``build.mjs``)."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage

LIST = "bundle.json"


class BundleStorage(StaticFilesStorage):
    """Knows the bundle as it was when the process began: a later one leaves those files where they are.

    A name that the bundle does not have stays as it is, so that what is missing is a plain 404.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        path = Path(settings.STATIC_ROOT) / LIST
        self._names: dict[str, str] = json.loads(path.read_bytes())["names"] if path.exists() else {}

    def url(self, name: str | None) -> str:
        """The address of a file by its plain name, such as ``ui/public.css``."""
        return super().url(self._names.get(name, name) if name else name)
