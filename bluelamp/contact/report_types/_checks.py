"""``manage check`` and every start say what is wrong with a report type, by the name of its file."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register


@register("report_types")
def check_report_types(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:  # noqa: ARG001 - Django's
    from bluelamp.contact.report_types import report_type_faults  # noqa: PLC0415 - the package imports this module

    return [
        Error(
            str(fault),
            hint="People cannot report with it until it is mended. See docs/tutorial-add-a-report-type.md.",
            id="contact.E001",
        )
        for fault in report_type_faults()
    ]
