"""What every page of a draft needs: the draft, its journey, and the addresses of the other pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from bluelamp.access.routes import Request, public
from bluelamp.core.actor import Actor, ActorKind
from bluelamp.journeys import progress, selectors
from bluelamp.journeys.data import Json
from bluelamp.journeys.definition import Journey, Question
from bluelamp.journeys.errors import AlreadySent, NoSuchDraft
from bluelamp.journeys.known import Known, suggested
from bluelamp.journeys.models import Draft
from bluelamp.journeys.posted import Posted
from bluelamp.journeys.types import Holder, JourneyDoor, Sent
from bluelamp.journeys.views import cookie

P = ParamSpec("P")


@dataclass(frozen=True)
class Visit:
    """Somebody on a page of a draft they may open."""

    request: Request
    door: JourneyDoor
    holder: Holder
    draft: Draft
    journey: Journey

    @property
    def actor(self) -> Actor:
        return self.request.actor

    @property
    def answers(self) -> dict[str, Json]:
        answers: dict[str, Json] = self.draft.answers
        return answers

    @property
    def posting(self) -> bool:
        return self.request.method == "POST"

    @property
    def posted(self) -> Posted:
        return Posted({name: [str(v) for v in values] for name, values in self.request.POST.lists()})

    @property
    def home(self) -> str:
        """Where people go who do not want to go on."""
        return self.door.back_to(self.draft.about)

    @cached_property
    def known(self) -> Known:
        """What the door knows about whoever the form is filled in for: looked up once for a page, if it is shown."""
        knows = self.door.knows
        return knows(actor=self.actor, about=self.draft.about) if knows else Known()

    @property
    def by_staff(self) -> bool:
        """Whether this opens for the member of staff alone who began it: then no code is offered."""
        return self.draft.owner_kind == ActorKind.STAFF.value

    @property
    def checking(self) -> bool:
        """Whether this page was reached from the check page."""
        return self.request.GET.get("from") == "check"

    def url(self, page: str, **parts: str) -> str:
        """The address of another page of this draft."""
        where = {"slug": self.journey.slug, "draft_id": self.holder.draft_id, **parts}
        address = reverse(f"{self.door.name}:{page}", kwargs=where)
        return f"{address}?from=check" if self.checking and page in _CARRIES_FROM else address

    def go(self, page: str, **parts: str) -> HttpResponse:
        """Send the browser to another page, its keys good for another 28 days unless this is a quiet journey."""
        response = redirect(self.url(page, **parts))
        cookie.hold(self.request, response, self.holder, quiet=self.journey.quiet)
        return response

    def go_on(self, name: str, answers: Mapping[str, Json]) -> HttpResponse:
        """To the page that comes after the question ``name``."""
        following = progress.next_question(self.journey, answers, name, checking=self.checking)
        if following:
            return self.go("question", name=following)
        return self.go("check" if progress.all_done(self.journey, answers) else "tasks")

    def back_from(self, name: str) -> str:
        """Where the back link of a question leads."""
        before = progress.question_before(self.journey, self.answers, name)
        if self.checking:
            return self.url("check")
        return self.url("question", name=before) if before else self.url("tasks")

    def render(self, template: str, errors: Mapping[str, str] | None = None, **context: object) -> HttpResponse:
        found = dict(errors or {})
        everything = {"visit": self, "journey": self.journey, "errors": found, "page_errors": found, **context}
        return render(self.request, f"journeys/{template}.html", everything, status=422 if found else 200)

    def again(self) -> dict[str, Json]:
        """The answers as they are now, after a service changed them."""
        fresh: dict[str, Json] = selectors.draft(actor=self.actor, holder=self.holder).answers
        return fresh

    def form_of(self, question: Question) -> Posted:
        """The fields as they were last kept, and before they are, as far as the door knows them."""
        if question.name not in self.answers:
            return suggested(question, self.known)
        value = self.answers[question.name]
        return question.form(value) if value is not None else Posted()


_CARRIES_FROM = frozenset({"question", "advice", "add", "item", "remove"})


def for_everybody(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page for which everybody may ask, and which nobody's cache keeps."""
    return public(require_http_methods(["GET", "HEAD", "POST"])(never_cache(view)))


def draft_page(
    view: Callable[Concatenate[Visit, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """A page of a draft: only who holds a key sees it, at the door that asks it."""

    @for_everybody
    @wraps(view)
    def page(request: Request, door: JourneyDoor, slug: str, draft_id: UUID, **parts: Any) -> HttpResponseBase:
        holder = cookie.holder_of(request, draft_id)
        try:
            draft = selectors.draft(actor=request.actor, holder=holder)
            journey = selectors.journey_of(version=draft.version_id)
            if journey.slug != slug or not door.asks(slug, about=draft.about):
                raise NoSuchDraft
            return view(Visit(request, door, holder, draft, journey), **parts)  # type: ignore[call-arg] # of its own address
        except AlreadySent as already:
            return arrived(request, door, draft_id, Sent(already.url))

    return page


def arrived(request: Request, door: JourneyDoor, draft_id: UUID, sent: Sent) -> HttpResponseBase:
    """What the sender of a draft sees: the same each time they ask, but for what they are told once."""
    if door.on_sent is not None:
        return door.on_sent(request=request, draft_id=draft_id, sent=sent)
    return redirect(sent.url)
