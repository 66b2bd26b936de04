"""Ending a chat from the desk: never by one click, and never without a word of what became of it."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bluelamp.access.routes import Request, route
from bluelamp.access.submitting import submit
from bluelamp.conversations import selectors, services
from bluelamp.desk.conversations.standing import may_end
from bluelamp.ledger.enums import Purpose


class EndForm(forms.Form):
    became = forms.CharField(
        label=_("What became of it?"),
        help_text=_("A few words. The person does not see them; they are kept with the chat."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Write in a few words what became of it."),
            "max_length": _("Write at most 500 characters."),
        },
    )


@never_cache
@require_http_methods(["GET", "POST"])
@route(action="conversations.chat.end", purpose=Purpose.CONTACT)
def end(request: Request, conversation_id: UUID) -> HttpResponse:
    """It is over: asked once more, with what became of it."""
    found = selectors.conversation(actor=request.actor, conversation_id=conversation_id)
    form = EndForm(request.POST if request.method == "POST" else None)

    def close() -> None:
        services.end_chat(actor=request.actor, conversation_id=found.id, became=form.cleaned_data["became"])

    done = submit(form, close) if request.method == "POST" else not may_end(request, found)
    if done:  # or it is not theirs to end, or not any more: the chat's own page shows that
        return redirect("desk_conversations:conversation", found.id)
    context = {"chat": found, "form": form}
    return render(request, "desk/conversations/end.html", context, status=422 if form.errors else 200)
