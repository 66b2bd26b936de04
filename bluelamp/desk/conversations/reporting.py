"""From a chat to its report: the same questions as the public's, with what was said filled in."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bluelamp.access.routes import Request, route
from bluelamp.access.submitting import submit
from bluelamp.contact import report_types
from bluelamp.conversations import selectors
from bluelamp.core.actor import Actor
from bluelamp.flows.report_from_chat import begin_chat_report, submit_chat_report
from bluelamp.journeys.errors import NoSuchDraft
from bluelamp.journeys.selectors import draft, journey_of
from bluelamp.journeys.types import Holder, JourneyDoor, Submitted
from bluelamp.ledger.enums import Purpose


def receive(*, actor: Actor, submitted: Submitted) -> str:
    """Inside the transaction that marks the draft as sent: back to the chat."""
    return _chat(str(submit_chat_report(actor=actor, submitted=submitted)))


def _chat(about: str) -> str:
    return reverse("desk_conversations:conversation", args=[about.rpartition(":")[2]])


DOOR = JourneyDoor(
    name="desk-chat",
    on_submit=receive,
    home="/desk/conversations/",
    home_of=_chat,
    layout="desk/conversations/reporting.html",
    for_another=True,
)


def _kinds() -> list[tuple[str, str]]:
    return [(slug, str(kind.journey.title)) for slug, kind in report_types.report_types().items()]


class KindForm(forms.Form):
    slug = forms.ChoiceField(
        label=_("What is it a report of?"),
        choices=_kinds,
        error_messages={"required": _("Choose the form to fill in.")},
    )


@never_cache
@require_http_methods(["GET", "POST"])
@route(action="conversations.chat.report", purpose=Purpose.CONTACT)
def report(request: Request, conversation_id: UUID) -> HttpResponse:
    """Choose the form; then it is begun with what was said."""
    chat = selectors.conversation(actor=request.actor, conversation_id=conversation_id)
    form = KindForm(request.POST or None)
    began: list[UUID] = []

    def begin() -> None:
        began.append(begin_chat_report(actor=request.actor, conversation_id=chat.id, slug=form.cleaned_data["slug"]))

    if request.method == "POST" and submit(form, begin):
        return redirect("desk-chat:tasks", slug=form.cleaned_data["slug"], draft_id=began[0])
    context = {"chat": chat, "form": form, "going_on": going_on(request, chat.draft_id)}
    return render(request, "desk/conversations/report.html", context, status=422 if form.errors else 200)


def going_on(request: Request, draft_id: UUID | None) -> str:
    """The address of the form that was begun, for whoever began it; empty when it is sent, or a colleague's."""
    if draft_id is None:
        return ""
    try:
        begun = draft(actor=request.actor, holder=Holder(draft_id, ""))
    except NoSuchDraft:
        return ""
    return reverse("desk-chat:tasks", kwargs={"slug": journey_of(version=begun.version_id).slug, "draft_id": draft_id})
