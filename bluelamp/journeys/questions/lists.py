"""Answers made of several items, each added, changed and taken away on its own: stolen things, photos.

They are never sent as one form: ``services`` keeps the list, and ``check`` says what is still wrong with it.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from bluelamp.files.types import DOCUMENTS, KINDS, PHOTOS, SOUNDS, VIDEOS
from bluelamp.journeys.data import Json, Words
from bluelamp.journeys.posted import Parsed, Posted
from bluelamp.journeys.questions.base import Question, as_items, put

_ID: Json = {"type": "string", "pattern": "^[0-9a-f]{12}$"}


@dataclass(frozen=True, kw_only=True)
class ListQuestion(Question):
    """Base of the types whose answer is a list of items with an ``id`` each."""

    max: int = 50
    too_many: Words = _("You can add {max} at most. Remove one before you add another")

    def full(self, items: int) -> str:
        """The error when nothing can be added to so many items, or ""."""
        return put(self.too_many, max=self.max) if items >= self.max else ""

    def check(self, value: Json) -> dict[str, str]:
        """Errors by field that keep the list from being complete."""
        return {self.name: str(self.missing)} if self.required and not as_items(value) else {}

    def read(self, posted: Posted) -> Parsed:  # noqa: ARG002 - the list is kept item by item
        return Parsed()

    def form(self, value: Json) -> Posted:  # noqa: ARG002 - the same
        return Posted()


@dataclass(frozen=True, kw_only=True)
class Group(ListQuestion, kind="group"):
    """The same few questions for each of several things, all on one page for each thing.

    The answer is a list of objects: ``id`` and the answers by the names of ``questions``. Those are of types with
    fields of their own, not lists, and are always asked.
    """

    questions: tuple[Question, ...] = field(default=())
    item_text: Words = _("Item")
    another_text: Words = _("Do you need to add another?")
    another_missing: Words = _("Select yes if you need to add another")

    def parse_item(self, posted: Posted) -> Parsed:
        """One item, without its id."""
        value: dict[str, Json] = {}
        errors: dict[str, str] = {}
        for question in self.questions:
            parsed = question.parse(posted)
            errors |= parsed.errors
            if parsed.value is not None:
                value[question.name] = parsed.value
        if not errors and not value:
            errors = {self.questions[0].fields()[0]: str(self.missing or self.questions[0].text)}
        return Parsed(errors=errors) if errors else Parsed(value)

    def item_form(self, item: Json) -> Posted:
        given = item if isinstance(item, dict) else {}
        merged: dict[str, list[str]] = {}
        for question in self.questions:
            if question.name in given:
                merged |= question.form(given[question.name]).fields()
        return Posted(merged)

    def item_shown(self, item: dict[str, Json]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Label and lines of each answer of an item."""
        return tuple((q.short, q.shown(item[q.name])) for q in self.questions if q.name in item)

    def item_title(self, item: dict[str, Json]) -> str:
        """What to call an item in a list: its first answer."""
        titles = (", ".join(lines) for _label, lines in self.item_shown(item) if any(lines))
        return next(titles, str(self.item_text))

    def check(self, value: Json) -> dict[str, str]:
        for item in as_items(value):
            if self.parse_item(self.item_form(item)).errors:
                return {self.name: str(self.missing)}
        return super().check(value)

    def shown(self, value: Json) -> tuple[str, ...]:
        return tuple(", ".join(" ".join(lines) for _label, lines in self.item_shown(item)) for item in as_items(value))

    def schema(self) -> dict[str, Json]:
        properties: dict[str, Json] = {"id": _ID, **{q.name: q.schema() for q in self.questions}}
        needed: list[Json] = ["id", *(q.name for q in self.questions if q.required)]
        item: Json = {
            "type": "object",
            "properties": properties,
            "required": needed,
            "additionalProperties": False,
        }
        return {"type": "array", "items": item, "minItems": 1, "maxItems": self.max}

    def examples(self) -> tuple[Json, ...]:
        full: dict[str, Json] = {q.name: q.examples()[0] for q in self.questions}
        least: dict[str, Json] = {q.name: q.examples()[-1] for q in self.questions if q.required} or full
        return ([{"id": "0" * 12, **full}], [{"id": "0" * 12, **full}, {"id": "1" * 12, **least}])

    def problems(self) -> list[str]:
        found = [] if self.questions else ["has no questions to repeat"]
        for question in self.questions:
            if isinstance(question, ListQuestion):
                found.append(f"repeats “{question.name}”, which is a list itself")
            if question.when is not None:
                found.append(f"repeats “{question.name}” with a condition: ask it always or on a page of its own")
            found += [f"“{question.name}” {problem}" for problem in question.problems()]
        return found


@dataclass(frozen=True, kw_only=True)
class Files(ListQuestion, kind="files"):
    """Photos, videos, recordings and documents.

    The answer is a list of ``{"id", "file": UUID of files, "name", "media_type", "size": bytes, "sha256"}``.
    """

    max: int = 10
    max_megabytes: int = 100
    max_resumable_megabytes: int = 2_000  # of one that goes on where it stopped, which a form cannot
    media_types: tuple[str, ...] = tuple(sorted(PHOTOS | VIDEOS | SOUNDS | DOCUMENTS))
    choose_text: Words = _("Choose a photo or file")
    choose_hint: Words = _("You can take a photo now. Each file can be up to {max} MB")
    camera_text: Words = _("Take a photo or video")
    resumable_hint: Words = _(
        "Each file can be up to {max} GB. If the connection breaks, a file goes on where it stopped"
    )
    accepted_text: Words = _("Files of type {kinds}. No web pages, programs or ZIP files, whatever they are called")
    upload_text: Words = _("Upload")
    nothing_chosen: Words = _("Choose a photo or file before you select “Upload”")

    @property
    def max_bytes(self) -> int:
        return self.max_megabytes * 1_000_000

    @property
    def max_resumable_bytes(self) -> int:
        return self.max_resumable_megabytes * 1_000_000

    @property
    def upload_hint(self) -> str:
        return put(self.choose_hint, max=self.max_megabytes)

    @property
    def resumable(self) -> str:
        return put(self.resumable_hint, max=self.max_resumable_megabytes // 1000)

    @property
    def accepted(self) -> str:
        return put(self.accepted_text, kinds=", ".join(KINDS[media] for media in KINDS if media in self.media_types))

    def shown(self, value: Json) -> tuple[str, ...]:
        return tuple(str(item.get("name", "")) for item in as_items(value))

    def schema(self) -> dict[str, Json]:
        properties: dict[str, Json] = {
            "id": _ID,
            "file": {"type": "string", "format": "uuid"},
            "name": {"type": "string"},
            "media_type": {"enum": list(self.media_types)},
            "size": {"type": "integer", "minimum": 1},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        }
        item: Json = {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
        return {"type": "array", "items": item, "minItems": 1, "maxItems": self.max}

    def examples(self) -> tuple[Json, ...]:
        photo: Json = {
            "id": "2" * 12,
            "file": "01890000-0000-7000-8000-000000000000",
            "name": "back door.png",
            "media_type": "image/png",
            "size": 67,
            "sha256": "0" * 64,
        }
        return ([photo],)
