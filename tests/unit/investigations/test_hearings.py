"""A hearing in the victim's words: to come before it, and over after it."""

from datetime import UTC, datetime, timedelta

from bluelamp.investigations.hearings import Hearing

AT = datetime(2027, 7, 14, 9, 30, tzinfo=UTC)


def test_it_is_said_by_london_s_clock_and_as_over_once_it_is() -> None:
    hearing = Hearing(AT, "Example Crown Court, Birmingham")
    before, after = (hearing.words(AT + timedelta(minutes=by)) for by in (-1, 1))
    assert before == (
        "A court will hear the case on Wednesday 14 July 2027 at 10:30am: Example Crown Court, Birmingham. "
        "Somebody will tell you whether you have to come."
    )
    assert after == (
        "A court was to hear the case on Wednesday 14 July 2027 at 10:30am: Example Crown Court, Birmingham."
    )


def test_a_court_s_name_is_no_pattern() -> None:
    assert "50%(day)s" in Hearing(AT, "50%(day)s").words(AT)
