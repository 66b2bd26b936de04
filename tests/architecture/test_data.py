"""The tables: no migration is missing, and personal data is marked as such."""

import re
from collections.abc import Iterable, Iterator

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from bluelamp.ledger.models import PersonalModel

PERSONAL = re.compile(
    r"(^|_)(name|family|given|surname|forename|alias|email|phone|telephone|mobile|address|street|postcode|born|birth"
    r"|age|gender|sex|ethnicity|nationality|health|religion|summary|text|words|description|notes?|comments?|content"
    r"|body|message|statement|answers|reason|latitude|longitude|position|place|label|photo|signature)($|_)"
)


def missing(kept: ProjectState, wanted: ProjectState) -> list[str]:
    """Rooms whose models say more than their migrations do."""
    changes = MigrationAutodetector(kept, wanted).changes(graph=MigrationLoader(None).graph)
    return sorted(room for room in changes if room in {config.label for config in ours()})


def ours() -> list["apps.AppConfig"]:  # type: ignore[name-defined]  # Django's registry holds the configs
    return [config for config in apps.get_app_configs() if config.name.startswith("bluelamp.")]


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    assert not missing(MigrationLoader(connection).project_state(), ProjectState.from_apps(apps))


def test_a_missing_migration_is_noticed() -> None:
    state = ProjectState.from_apps(apps)
    older = state.clone()
    older.remove_field("ledger", "entry", "salt")
    assert missing(older, state) == ["ledger"]


def unmarked(found: Iterable[type[models.Model]]) -> Iterator[str]:
    """Models with fields that sound personal, which neither are PersonalModel nor say why not."""
    for model in found:
        if issubclass(model, PersonalModel) or hasattr(model, "not_personal"):
            continue
        for field in model._meta.concrete_fields:
            if (
                PERSONAL.search(field.name)
                and isinstance(
                    field, models.CharField | models.TextField | models.FloatField | models.DateField | models.JSONField
                )
                and not field.choices
            ):
                yield f"{model.__module__}.{model.__name__}.{field.name}"


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("bluelamp.")]


def test_personal_data_is_marked() -> None:
    assert not list(unmarked(our_models()))


def test_a_reason_is_a_sentence() -> None:
    said = [
        str(model.__dict__[key])
        for model in our_models()
        for key in ("not_personal", "ledger_exempt")
        if key in model.__dict__
    ]
    assert said
    assert all(len(reason.split()) >= 3 for reason in said)


@pytest.mark.parametrize("name", ["family", "born", "email", "home_address", "contact_email", "notes", "latitude"])
def test_a_personal_name_is_noticed(name: str) -> None:
    assert PERSONAL.search(name)


@pytest.mark.parametrize("name", ["state", "sha256", "username", "callsign", "opened_at", "kind", "filename_digest"])
def test_other_names_are_free(name: str) -> None:
    assert not PERSONAL.search(name)


def test_an_unmarked_model_is_noticed() -> None:
    open_model = type(
        "Suspect",
        (models.Model,),
        {
            "__module__": "bluelamp.records.models",
            "family": models.CharField(max_length=9),
            "Meta": type("Meta", (), {"app_label": "suspects_of_a_test", "managed": False}),
        },
    )
    try:
        assert list(unmarked([open_model])) == ["bluelamp.records.models.Suspect.family"]
        explained = type(
            "Explained",
            (open_model,),
            {
                "__module__": "bluelamp.records.models",
                "not_personal": "a test's own",
                "Meta": type("Meta", (), {"app_label": "suspects_of_a_test", "proxy": True}),
            },
        )
        assert not list(unmarked([explained]))
    finally:
        del apps.all_models["suspects_of_a_test"]


def test_what_is_open_is_a_field() -> None:
    """A misspelt open field would open nothing, and one renamed later would close in silence."""
    wrong = [
        f"{model.__name__}.{name}"
        for model in our_models()
        if issubclass(model, PersonalModel)
        for name in model.open_fields - {field.name for field in model._meta.get_fields()}
    ]
    assert not wrong
