"""From a form to what is sent."""

from bluelamp.conversations.forms import MessageForm
from bluelamp.flows.send_message import Attached


def attached(form: MessageForm) -> Attached | None:
    """The file of a form."""
    sent = form.cleaned_data["file"]
    return Attached(name=sent.name, chunks=sent.chunks()) if sent else None
