import re

import pytest

from bluelamp.notices import texts
from bluelamp.notices.enums import Channel, MaySay
from bluelamp.notices.registry import TEMPLATES, Template, template_called

SECTIONS = {"subject", "email full", "email neutral", "sms full", "sms neutral"}
# What must not show on a locked telephone or to somebody looking over a shoulder.
GIVES_AWAY = re.compile(
    r"\b(polic|crim|burglar|assault|abus|rape|sex|violen|victim|witness|suspect|offen[cd]|theft|stolen|robber|drug"
    r"|weapon|stalk|harass|arrest|charge|court|officer|investigat|999|detective|domestic|injur|hurt|safe)",
    re.IGNORECASE,
)
SOURCES = [(template, language) for template in TEMPLATES for language in template.languages]
SAMPLE = {
    "reference": "CR-26-7KQ4M2X",
    "track_url": "https://bluelamp.example/report/track",
    "crime_reference": "20CV/12345/26",
    "outcome": "We could not find who did this, so we have stopped looking for now.",
    "step": "A suspect has been released on bail.",
    "why": "It had been recorded twice. The other record of it stands.",
    "code": "482 913",
    "inbox_url": "https://bluelamp.example/partners/",
    "return_url": "https://bluelamp.example/report/return",
}


def sample(template: Template) -> dict[str, str]:
    return {field: SAMPLE[field] for field in template.fields}


@pytest.mark.parametrize(("template", "language"), SOURCES)
def test_every_notice_has_every_text(template: Template, language: str) -> None:
    found = texts.source(template.name, language).sections
    assert set(found) == SECTIONS
    assert all(found.values())


@pytest.mark.parametrize(("template", "language"), SOURCES)
def test_a_subject_names_nobody_and_nothing(template: Template, language: str) -> None:
    subject = texts.source(template.name, language).sections["subject"]
    assert "{" not in subject, "a subject is the same for everybody"
    assert "\n" not in subject
    assert not re.search(r"\d", subject)
    assert not GIVES_AWAY.search(subject)
    assert len(subject) <= 60


@pytest.mark.parametrize(("template", "language"), SOURCES)
@pytest.mark.parametrize("channel", ["email", "sms"])
def test_a_neutral_text_gives_nothing_away(template: Template, language: str, channel: str) -> None:
    text = texts.source(template.name, language).sections[f"{channel} neutral"]
    used = set(re.findall(r"{{\s*(\w+)", text))
    assert used <= template.neutral_fields | {"greeting"}
    assert not GIVES_AWAY.search(text)
    assert "http" not in text
    assert "{%" not in text


@pytest.mark.parametrize(("template", "language"), SOURCES)
def test_a_full_text_shows_every_field_and_no_other(template: Template, language: str) -> None:
    sections = texts.source(template.name, language).sections
    used = set(re.findall(r"{{\s*(\w+)", sections["email full"] + sections["sms full"]))
    assert used - {"greeting", "force"} == template.fields


@pytest.mark.parametrize(("template", "language"), SOURCES)
@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS])
@pytest.mark.parametrize("wording", [MaySay.FULL, MaySay.NEUTRAL])
def test_every_text_can_be_written(template: Template, language: str, channel: Channel, wording: MaySay) -> None:
    text = texts.render(
        template, channel=channel, wording=wording, name="Sam", language=language, fields=sample(template)
    )
    assert text.body
    assert "{" not in text.body
    assert text.version == texts.source(template.name, language).version
    assert bool(text.subject) == (channel == Channel.EMAIL)
    if channel == Channel.SMS:
        assert len(text.body) <= 306, "two parts of a text message"
    if wording == MaySay.NEUTRAL:
        assert not GIVES_AWAY.search(text.subject + text.body)


def test_every_file_belongs_to_a_notice() -> None:
    files = {path.name.split(".")[0] for path in texts.FOLDER.glob("*.txt")}
    assert files == {template.name for template in TEMPLATES}


def render(**changes: object) -> texts.Text:
    template = template_called("report_received")
    given: dict[str, object] = {
        "channel": Channel.EMAIL,
        "wording": MaySay.FULL,
        "name": "",
        "language": "en",
        "fields": sample(template),
        **changes,
    }
    return texts.render(template, **given)  # type: ignore[arg-type]  # what a test changes is its own affair


def test_the_chosen_name_is_used_and_cannot_break_the_line() -> None:
    assert render(name="Ms Lark").body.startswith("Hello Ms Lark,\n")
    assert render(name="Ms\r\nLark").body.startswith("Hello Ms Lark,\n")
    assert render(name="  ").body.startswith("Hello,\n")


@pytest.mark.parametrize(
    "name",
    [
        "Click http://evil.example",
        "evil.example",
        "evil\uff0eexample",  # a full-width dot, which mail programs read as one
        "evil\u3002example",
        "sam@evil.example",
        "Look: your account",
        "a/b",
        "a\\b",
        "x" * 41,
    ],
)
def test_a_name_that_could_be_a_link_or_a_message_is_left_out(name: str) -> None:
    assert render(name=name).body.startswith("Hello,\n")


@pytest.mark.parametrize("name", ["Ms Lark", "Dr. Lark", "Zoë O\u2019Neill-Wren", "S. Lark", "x" * 40])
def test_a_name_that_is_one_is_used(name: str) -> None:
    assert render(name=name).body.startswith(f"Hello {name},\n")


def test_what_people_typed_is_text_and_never_a_template() -> None:
    assert "{{ 7 * 7 }}" in render(name="{{ 7 * 7 }}").body
    assert "<b>" in render(name="<b>").body


def test_an_unknown_language_gets_english() -> None:
    assert render(language="cy") == render()


def test_other_fields_than_the_templates_are_not_written() -> None:
    with pytest.raises(ValueError, match="report_received needs"):
        render(fields={"reference": "x"})
