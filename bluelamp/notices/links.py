"""Where staff find a kind of recipient: upper rooms say so at start, so that this room need not know them."""

from collections.abc import Callable

_links: dict[str, Callable[[str], str]] = {}


def link_recipients(label: str, address: Callable[[str], str]) -> None:
    """Say where staff find a kind of recipient: ``address`` makes a page's address from the id after ``label:``.

    For upper rooms, at start: ``link_recipients("contact.report", lambda id: reverse("desk_contact:report", …))``.
    """
    _links[label] = address


def link_to(recipient: str) -> str:
    """The page about a recipient such as ``contact.report:…``, or nothing when no room said where it is."""
    label, _, found = recipient.partition(":")
    return _links[label](found) if label in _links else ""
