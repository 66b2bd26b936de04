"""The answers of a journey as JSON Schema (draft 2020-12), and the journey itself for offline forms."""

from bluelamp.journeys.conditions import All, Condition
from bluelamp.journeys.data import Json, to_data, translated
from bluelamp.journeys.definition import Journey, Task, version_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def answers_schema(journey: Journey, version: str) -> dict[str, Json]:
    """The schema of what is sent: every question on the route that must be answered is there, and no other.

    ``journey`` may be in any language; ``version`` is that of its source.
    """
    properties: dict[str, Json] = {
        question.name: {"title": str(question.text), **question.schema()} for question in journey
    }
    rules: list[Json] = []
    always: list[Json] = []
    for task in journey.tasks:
        for question in task.questions:
            condition = _condition(task, question.when)
            if condition is not None:
                rules.append(_rule(condition, question.name, required=question.required))
            elif question.required:
                always.append(question.name)
    return {
        "$schema": DIALECT,
        "$id": f"urn:sha256:{version}",
        "title": str(journey.title),
        "type": "object",
        "properties": properties,
        "required": always,
        "additionalProperties": False,
        **({"allOf": rules} if rules else {}),
    }


def form_definition(journey: Journey) -> dict[str, Json]:
    """Everything an offline form needs, in the active language, with the version its answers must name.

    ``journey`` is in the source language.
    """
    definition = translated(to_data(journey))
    return {"slug": journey.slug, "version": version_of(journey), "definition": definition}


def _condition(task: Task, own: Condition | None) -> Condition | None:
    given = [condition for condition in (task.when, own) if condition is not None]
    return All(*given) if len(given) > 1 else next(iter(given), None)


def _rule(condition: Condition, name: str, *, required: bool) -> Json:
    asked: dict[str, Json] = {"then": {"required": [name]}} if required else {}
    return {"if": condition.schema(), **asked, "else": {"properties": {name: False}}}
