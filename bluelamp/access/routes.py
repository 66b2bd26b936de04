"""The rule that every route carries. A view without one is not served."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.http import HttpRequest, HttpResponseBase

from bluelamp.access.permissions import rows_for
from bluelamp.core.actor import Actor
from bluelamp.ledger.enums import Purpose

if TYPE_CHECKING:
    from bluelamp.access.models import User
    from bluelamp.ledger.reading import Reading

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class Request(HttpRequest):
    """A request that has passed the door: it knows who asks and notes what they see."""

    actor: Actor
    reading: "Reading"
    staff: "User | None"
    language: str  # what its reader chose, as BCP 47 in lower case


@dataclass(frozen=True, slots=True)
class RouteRule:
    """``action`` of the permission table, or none for everybody; ``purpose`` of what is read there."""

    action: str | None
    purpose: Purpose


def route(*, action: str, purpose: Purpose) -> Callable[[View], View]:
    """Let in those whose role may do ``action`` at all; the service or selector decides about the matter."""
    rows_for(action)  # a misspelt action fails when the module is loaded

    def mark(view: View) -> View:
        view.__dict__["rule"] = RouteRule(action, purpose)
        return view

    return mark


def public(view: View) -> View:
    """Let everybody in. Personal data shown here is its reader's own."""
    view.__dict__["rule"] = RouteRule(None, Purpose.OWN_RECORD)
    return view


def rule_of(view: object) -> RouteRule | None:
    """The rule of a view, also beneath a wrapper or a class."""
    rule = getattr(view, "rule", None) or getattr(getattr(view, "view_class", None), "rule", None)
    return rule if isinstance(rule, RouteRule) else None
