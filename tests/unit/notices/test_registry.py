"""Which notices there are: a sender who asks for another, or with other fields, is at fault at once."""

import pytest

from bluelamp.core.errors import NotFound
from bluelamp.notices.registry import TEMPLATES, Template, template_called

BILINGUAL = Template("two_tongues", "A test.", frozenset({"reference"}), languages=("en", "cy"))


def test_names_are_used_once() -> None:
    assert len({template.name for template in TEMPLATES}) == len(TEMPLATES)


def test_an_unknown_notice_is_a_fault_at_once() -> None:
    with pytest.raises(NotFound, match="no notice called"):
        template_called("../../etc/passwd")


@pytest.mark.parametrize("fields", [{}, {"reference": "x"}, {"reference": "x", "track_url": "y", "victim": "z"}])
def test_missing_and_extra_fields_are_a_fault_at_once(fields: dict[str, str]) -> None:
    template = template_called("report_received")
    with pytest.raises(ValueError, match="report_received needs"):
        template.check_fields(fields)
    template.check_fields({"track_url": "y", "reference": "x"})


@pytest.mark.parametrize(("wanted", "sent"), [("cy", "cy"), ("en", "en"), ("pl", "en"), ("", "en")])
def test_a_language_without_a_reviewed_text_gets_english(wanted: str, sent: str) -> None:
    assert BILINGUAL.language_for(wanted) == sent


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_what_opens_something_is_not_kept_and_neutral_words_show_no_more_than_full_ones(template: Template) -> None:
    assert template.secret == ("code" in template.fields)
    assert template.neutral_fields <= template.fields
