"""A form's way through a service: its refusals become errors of the form, in the field's own words."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from bluelamp.core.errors import BluelampError


def submit(form: forms.Form, do: Callable[[], object]) -> bool:
    """Whether the form was right and ``do`` went through; otherwise the form says why not, with nothing lost."""
    if not form.is_valid():
        return False
    try:
        do()
    except BluelampError as error:
        if error.http_status == 500:
            raise
        words = forms.ValidationError(error.message, code=error.code)
        form.add_error(error.field if error.field in form.fields else None, words)
        return False
    return True


def said(request: HttpRequest, *, number: int, to: str, line: Callable[[], HttpResponse]) -> HttpResponse:
    """After a message went through: back to the page ``to``. A script that posts stays on its page, and is given the
    ``line`` of the message alone with its number, so that it need not come once more to fetch it."""
    if "X-Live" not in request.headers:
        return redirect(to)
    answer = line()
    answer.headers["X-Said"] = str(number)
    return answer
