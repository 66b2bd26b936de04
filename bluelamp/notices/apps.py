from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "bluelamp.notices"
    label = "notices"

    def ready(self) -> None:
        from bluelamp.access import home  # noqa: PLC0415 - models are loaded only now
        from bluelamp.notices import jobs  # noqa: F401, PLC0415 - registers its tasks once the job queue is ready

        home.register(
            "notices.notice.review",
            _("Notices not sent"),
            "unsent-notices:list",
            _("Who was not told, and why."),
            seldom=True,
        )
