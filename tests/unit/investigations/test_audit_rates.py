"""What a sample of reports shows: each share of the right whole, and each stratum by itself."""

from hypothesis import given
from hypothesis import strategies as st

from bluelamp.investigations.audit_rates import Judged, findings
from bluelamp.quant.intervals import wilson

SAMPLES = st.lists(
    st.builds(
        Judged,
        st.sampled_from(["", "phone", "web"]),
        st.none() | st.booleans(),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["", "yes", "no"]),
        st.none() | st.booleans(),
    )
)


@given(SAMPLES)
def test_every_report_of_a_sample_is_counted_in_its_own_part(sample: list[Judged]) -> None:
    found = findings(sample)
    assert [one.stratum for one in found] == sorted({one.stratum for one in sample})
    assert sum(one.drawn for one in found) == len(sample)
    assert sum(one.judged for one in found) == sum(one.should is not None for one in sample)
    for one in found:
        rate = one.recording
        assert one.right_class.whole == one.in_time.whole == rate.part <= rate.whole <= one.judged
        assert (rate.share is None) == (rate.interval is None) == (rate.whole == 0)


def test_the_rate_is_what_was_recorded_of_what_should_have_been() -> None:
    sample = [Judged("", True, True, True, "yes")] * 8 + [Judged("", True)] * 2 + [Judged("", False, True), Judged("")]
    [found] = findings(sample)
    assert (found.recording.share, found.recording.interval) == (0.8, wilson(8, 10))
    assert (found.needless, found.judged, found.drawn) == (1, 11, 12)


def test_time_and_class_are_of_what_was_recorded_and_should_have_been() -> None:
    sample = [
        Judged("", True, True, True, "yes"),
        Judged("", True, True, False, "no"),
        Judged("", True, False, True, "yes"),  # never recorded: neither in time nor of the right class
        Judged("", False, True, True, "yes"),  # recorded without need
    ]
    [found] = findings(sample)
    assert (found.in_time.part, found.in_time.whole) == (1, 2)
    assert (found.right_class.part, found.right_class.whole) == (1, 2)


def test_two_who_judge_agree_or_not_and_one_alone_does_neither() -> None:
    sample = [Judged("", True, agreed=agreed) for agreed in (True, True, False, None)]
    [found] = findings(sample)
    assert (found.agreement.part, found.agreement.whole) == (2, 3)


def test_a_large_stratum_does_not_cover_up_a_bad_one() -> None:
    found = findings([Judged("web", True, True)] * 9 + [Judged("phone", True)])
    assert [(one.stratum, one.recording.share) for one in found] == [("phone", 0.0), ("web", 1.0)]
