"""Report types are found by themselves; what is wrong with one is said with the name of its file."""

import sys
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.test import override_settings

from bluelamp.contact import report_types as package
from bluelamp.contact.report_types import _discovery, report_type, report_type_faults, report_types
from bluelamp.contact.report_types._shared import ABOUT_YOU, ABOUT_YOU_OR_NOT, PHOTOS, SAFE_FIRST
from bluelamp.core.errors import NotFound
from bluelamp.incidents.enums import NsirClass
from bluelamp.journeys import catalogue
from bluelamp.journeys.data import Json
from bluelamp.journeys.enums import Means
from bluelamp.journeys.questions.choice import Checkboxes, OneChoice

GOOD = (Path(package.__file__).parent / "something_suspicious.py").read_text(encoding="utf-8")
Write = Callable[..., list[str]]


@pytest.fixture
def faults_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Discover a scratch package with the given files; gives the faults as text."""
    folder = tmp_path / "scratch_report_types"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))

    def write(**files: str) -> list[str]:
        for name, text in files.items():
            (folder / f"{name}.py").write_text(text, encoding="utf-8")
        return [str(fault) for fault in _discovery.faults("scratch_report_types", [str(folder)])]

    yield write
    for name in [name for name in sys.modules if name.startswith("scratch_report_types")]:
        del sys.modules[name]
    _discovery._read.cache_clear()


def test_the_types_of_this_installation() -> None:
    assert {"burglary", "something-suspicious", "vehicle-crime"} <= set(report_types())
    assert report_type_faults() == []
    assert report_type("burglary").slug == "burglary"
    with pytest.raises(NotFound):
        report_type("no-such-thing")


_DANGER = {Means.HAPPENING_NOW, Means.WEAPON, Means.INJURY}
_NO_DANGER_NOW = {
    ("assault", "injuries", "slight"): "bruises and scratches",
    ("road-collision", "hurt_on_road", "seen"): "help has been there",
}


def _chosen(question: OneChoice | Checkboxes, value: str) -> Json:
    return [value] if isinstance(question, Checkboxes) else value


def test_an_answer_that_shows_danger_brings_advice() -> None:
    """Something going on, a weapon, somebody hurt: whoever chooses it reads what to do before the next question."""
    silent = {
        (report.slug, question.name, option.value)
        for report in report_types().values()
        for question in report.journey
        if isinstance(question, OneChoice | Checkboxes)
        for option in question.list_options()
        for value in (_chosen(question, option.value),)
        if _DANGER & set(question.affirms(value))
        and not any(advice.when.holds({question.name: value}) for advice in report.journey.interrupts)
    }
    assert silent == set(_NO_DANGER_NOW)


def test_whoever_is_not_sure_that_they_are_gone_reads_what_to_do() -> None:
    advice = [one for one in report_type("burglary").journey.interrupts if one.when.holds({"still_there": "not_sure"})]
    assert [str(one.title) for one in advice] == ["If you are not sure, stay out and call 999"]


def test_whoever_only_saw_it_may_stay_unnamed() -> None:
    """Whatever it was: somebody who is afraid tells what they saw, or nothing."""
    saw = {"part": "witness"}
    asked = {report.slug: report for report in report_types().values() if "part" in {q.name for q in report.journey}}
    assert len(asked) > len(report_types()) / 2
    named = {
        slug
        for slug, report in asked.items()
        for question in report.journey
        if question.says == Means.REPORTER_NAME and question.required
        if question.when is None or question.when.holds(saw)
    }
    assert named == set()


def test_every_type_is_offered() -> None:
    assert {journey.slug for journey in catalogue.offered()} >= set(report_types())


def test_a_good_file_is_found(faults_of: Write) -> None:
    assert faults_of(something_suspicious=GOOD) == []
    folder = [sys.modules["scratch_report_types"].__path__[0]]
    assert list(_discovery.found("scratch_report_types", folder)) == ["something-suspicious"]


def test_files_with_an_underscore_are_no_types(faults_of: Write) -> None:
    assert faults_of(_shared="SOMETHING = 1") == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("slug=", "slug= ="), "It is not Python: line "),
        (('"something-suspicious"', '"other"'), "slug must be “something-suspicious”, like the file"),
        (("REPORT = ", "REPROT = "), "defines no REPORT"),
        (("offence=None", "offense=None"), "cannot be read: line "),
        (("import PHOTOS, SAFE_CONTACT", "import PHOTOS"), "cannot be read: line "),
        (('Is("named", "yes")', 'Is("name", "yes")'), "no question has that name"),
        (('Is("named", "yes")', 'Is("named", "aye")'), "“aye”, which is not offered (yes, no)"),
        (('missing=_("Select how often you have noticed it"),', ""), "has no words for when it is not"),
        (('OnlyHere("how_often"', 'OnlyHere("often"'), "only_here names “often”"),
        (('OnlyHere("how_often"', 'OnlyHere("about"'), "three different questions"),
        (("        SAFE_CONTACT,\n", ""), "never asks how it is safe to contact"),
        (("says=Means.PLACE,", ""), "never asks where it was"),
        (('threat=_("Is a crime about to happen? Was a weapon seen?")', 'threat=""'), "nothing about threat"),
    ],
)
def test_a_mistake_is_said_with_the_file(faults_of: Write, change: tuple[str, str], words: str) -> None:
    assert change[0] in GOOD
    found = faults_of(something_suspicious=GOOD.replace(*change))
    assert found
    assert all(fault.startswith("scratch_report_types/something_suspicious.py: ") for fault in found)
    assert words in " ".join(found)


def test_one_bad_file_does_not_take_the_others_with_it(faults_of: Write) -> None:
    [fault] = faults_of(something_suspicious=GOOD, broken="1 / 0")
    assert fault == "scratch_report_types/broken.py: It cannot be read: line 1: ZeroDivisionError: division by zero."
    folder = [sys.modules["scratch_report_types"].__path__[0]]
    assert list(_discovery.found("scratch_report_types", folder)) == ["something-suspicious"]


def test_two_files_cannot_share_a_slug(faults_of: Write) -> None:
    found = faults_of(something_suspicious=GOOD, zebra=GOOD)
    assert "scratch_report_types/zebra.py: Its slug “something-suspicious” is that of another file" in " ".join(found)


def test_what_only_one_type_asks_no_other_asks(faults_of: Write) -> None:
    found = faults_of(something_suspicious=GOOD, twin=GOOD.replace('"something-suspicious"', '"twin"', 1))
    mine = [fault for fault in found if fault.startswith("scratch_report_types/something_suspicious.py: ")]
    assert len(mine) == 3
    assert "but twin asks it too" in mine[0]
    folder = [sys.modules["scratch_report_types"].__path__[0]]
    assert list(_discovery.found("scratch_report_types", folder)) == ["something-suspicious", "twin"]


@override_settings(SILENCED_SYSTEM_CHECKS=[])
def test_the_system_check_is_silent_when_all_is_well() -> None:
    assert run_checks(tags=["report_types"]) == []


def test_the_system_check_names_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "report_types"
    folder.mkdir()
    (folder / "broken.py").write_text("1 / 0", encoding="utf-8")
    monkeypatch.setattr(package, "__path__", [str(folder)])
    [error] = run_checks(tags=["report_types"])
    assert error.id == "contact.E001"
    assert error.msg.startswith("bluelamp/contact/report_types/broken.py: It cannot be read: line 1: ")


def test_the_answers_decide_which_offence_is_proposed() -> None:
    hate = report_type("hate-crime")
    codes = {how: hate.proposed({"violence": how}) for how in ("hurt", "touched", "no")}
    assert {how: offence and offence.code for how, offence in codes.items()} == {
        "hurt": "8N",
        "touched": "105A",
        "no": "9A",
    }
    asb = report_type("antisocial-behaviour")
    assert asb.proposed_class({"targeted": "person"}) == "asb_personal"
    assert asb.proposed_class({"targeted": "nobody", "behaviour": "noise"}) == "asb_nuisance"
    suspicious = report_type("something-suspicious")
    assert suspicious.proposed({}) is None


def test_the_classes_of_incident_exist() -> None:
    for report in report_types().values():
        proposed = {report.nsir, *(found.code for found in report.classes)} - {""}
        assert proposed <= set(NsirClass.values), report.slug
        assert report.offence is not None or str(report.not_a_crime)


def test_offences_that_depend_on_nothing_that_is_asked_are_a_fault(faults_of: Write) -> None:
    text = GOOD.replace("    offence=None,", '    offence=None,\n    offences=(Offence("49", "Theft"),),')
    text = text.replace("import Kind,", "import Kind, Offence,")
    [fault] = faults_of(something_suspicious=text)
    assert fault.endswith("The proposal of 49 needs a when= on questions that it has.")


def test_what_only_one_type_asks_is_asked_nowhere_else() -> None:
    """Neither in the same words nor under the same name."""
    for report in report_types().values():
        texts = {question.name: str(question.text).casefold() for question in report.journey}
        for only in report.only_here:
            for other in report_types().values():
                if other is not report:
                    asked = {name for q in other.journey for name in (q.name, str(q.text).casefold())}
                    assert {only.question, texts[only.question]} & asked == set(), (report.slug, only, other.slug)


def test_no_type_is_another_with_a_new_title() -> None:
    """Besides what all ask about the person, two types have at most six in ten of their questions in common."""
    shared = {*SAFE_FIRST.questions, *ABOUT_YOU.questions, *ABOUT_YOU_OR_NOT.questions, PHOTOS}
    own = {
        slug: {str(q.text).casefold() for q in report.journey if q not in shared}
        for slug, report in report_types().items()
    }
    for (one, mine), (other, theirs) in combinations(own.items(), 2):
        assert len(mine & theirs) <= 0.6 * min(len(mine), len(theirs)), (one, other)
