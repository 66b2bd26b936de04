"""What a browser is shown, and in which language."""

import re
from typing import Any

from django.test import Client


def page(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, address
    return response


def language_of(response: Any) -> str:
    found = re.search(r'<html lang="([^"]+)"', response.content.decode())
    assert found
    return found.group(1)


def speaking(code: str) -> Client:
    """A browser that asks for a language."""
    client = Client()
    client.cookies["language"] = code
    return client
