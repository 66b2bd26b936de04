"""What forms say when an answer cannot be taken, in plain words where no field says it in its own.

Django's defaults are for whoever writes the program: “Ensure this value has at most 200 characters (it has 300).”
"""

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _


def speak_plainly() -> None:
    """Called once, when the apps are ready: these are the defaults of every form from then on."""
    validators.MaxLengthValidator.message = _("Write at most %(limit_value)d characters. You wrote %(show_value)d.")
    validators.MinValueValidator.message = _("Give a number that is not less than %(limit_value)s.")
    validators.MaxValueValidator.message = _("Give a number that is not more than %(limit_value)s.")
    for kind, words in (
        (forms.ChoiceField, {"invalid_choice": _("Choose one from the list.")}),
        (forms.MultipleChoiceField, {"invalid_choice": _("Choose from the list."), "invalid_list": _("Choose again.")}),
        (forms.DateField, {"invalid": _("Enter a day, like 31/12/2026.")}),
        (forms.IntegerField, {"invalid": _("Give a whole number.")}),
        (forms.FloatField, {"invalid": _("Give a number.")}),
        (forms.UUIDField, {"invalid": _("This is not a whole id. Copy it again.")}),
    ):
        kind.default_error_messages = {**kind.default_error_messages, **words}
