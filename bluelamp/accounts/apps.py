from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "bluelamp.accounts"
    label = "accounts"

    def ready(self) -> None:
        from bluelamp.access.actors import recognise_by  # noqa: PLC0415 - models are loaded only now
        from bluelamp.accounts import jobs  # noqa: F401, PLC0415 - registers its task once the job queue is ready
        from bluelamp.accounts.sessions import actor_of  # noqa: PLC0415 - the same

        recognise_by(actor_of)
