"""Endings that rule each other out: by hand, beside scikit-survival, and what must hold of all.

scikit-survival takes seconds to import, so one test asks it about many tables.
"""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bluelamp.quant.incidence import Spell, cumulative_incidence

CAUSES = ("charged", "no_suspect", "resolved")


def test_by_hand() -> None:
    """Ten begin. After 1 month 2 are charged; 2 are last seen then; after 3 months 3 of the other 6 have no suspect."""
    spells = [Spell(1, "charged", 2), Spell(1, None, 2), Spell(3, "no_suspect", 3), Spell(5, None, 3)]
    found = cumulative_incidence(spells, [0, 1, 2, 3, 5])
    assert found.began == 10
    assert found.ended["charged"] == pytest.approx((0, 0.2, 0.2, 0.2, 0.2))
    assert found.ended["no_suspect"] == pytest.approx((0, 0, 0, 0.8 * 3 / 6, 0.4))
    assert found.open == pytest.approx((1, 0.8, 0.8, 0.4, 0.4))


def test_one_ending_is_no_mere_loss_of_the_others() -> None:
    """One minus Kaplan-Meier, the common mistake, would say 1 - 0.5 * 0 = 100% for each of the two."""
    found = cumulative_incidence([Spell(1, "a", 5), Spell(2, "b", 5)], [2])
    assert (found.ended["a"], found.ended["b"], found.open) == ((0.5,), (0.5,), (0.0,))


def test_who_was_followed_to_the_end_of_a_month_counts_in_it() -> None:
    assert cumulative_incidence([Spell(2, "a"), Spell(2, None)], [2]).ended["a"] == (0.5,)


def test_equals_scikit_survival() -> None:
    from sksurv.nonparametric import cumulative_incidence_competing_risks

    rng = random.Random(1978)
    for _ in range(12):
        rows = [(rng.choice((0, 1, 2, 3)), rng.randint(1, 18)) for _ in range(rng.randint(30, 400))]
        rows += [(0, 18), (1, 1), (2, 1), (3, 1)]
        times, theirs = cumulative_incidence_competing_risks([e for e, _ in rows], [t for _, t in rows])
        horizons = [int(t) for t in times]
        ours = cumulative_incidence([Spell(t, CAUSES[e - 1] if e else None) for e, t in rows], horizons)
        for number, cause in enumerate(CAUSES, start=1):
            assert ours.ended[cause] == pytest.approx(list(theirs[number]), abs=1e-12)
        assert ours.open == pytest.approx(list(1 - theirs[0]), abs=1e-12)


SPELLS = st.lists(
    st.builds(Spell, st.integers(0, 15), st.sampled_from([*CAUSES, None]), st.integers(1, 2000)), max_size=20
).map(lambda some: [*some, Spell(12, None)])


@settings(deadline=None, max_examples=60)
@given(SPELLS, st.randoms())
def test_bands_add_up_rise_and_ask_nobody_for_their_order(spells: list[Spell], rng: random.Random) -> None:
    horizons = [0, 1, 3, 6, 12]
    found = cumulative_incidence(spells, horizons)
    for n in range(len(horizons)):
        assert sum(told[n] for told in found.ended.values()) + found.open[n] == pytest.approx(1)
    for told in found.ended.values():
        assert list(told) == sorted(told)
        assert 0 <= told[0] <= told[-1] <= 1 + 1e-12
    assert all(later <= earlier + 1e-12 for earlier, later in pairwise(found.open))
    shuffled = rng.sample(spells, len(spells))
    assert cumulative_incidence(shuffled, horizons) == found


@settings(deadline=None, max_examples=40)
@given(SPELLS.map(lambda some: [Spell(s.months, s.cause, s.count % 7 + 1) for s in some]))
def test_a_count_is_so_many_alike(spells: list[Spell]) -> None:
    one_by_one = [Spell(s.months, s.cause) for s in spells for _ in range(s.count)]
    assert cumulative_incidence(spells, [3, 12]) == cumulative_incidence(one_by_one, [3, 12])


@settings(deadline=None, max_examples=40)
@given(SPELLS)
def test_when_all_were_followed_up_it_is_a_plain_share(spells: list[Spell]) -> None:
    followed = [s for s in spells if s.cause is not None or s.months >= 12]
    began = sum(s.count for s in followed)
    found = cumulative_incidence(followed, [6, 12])
    for cause, told in found.ended.items():
        plain = [sum(s.count for s in followed if s.cause == cause and s.months <= h) / began for h in (6, 12)]
        assert told == pytest.approx(plain)


@pytest.mark.parametrize(
    ("spells", "horizons", "said"),
    [
        ([], [1], "nobody is unknown"),
        ([Spell(1, "a", 0)], [1], "nobody is unknown"),
        ([Spell(-1, "a")], [1], "negative"),
        ([Spell(1, "a", -1)], [1], "negative"),
        ([Spell(1, "a")], [], "rising"),
        ([Spell(1, "a")], [3, 1], "rising"),
        ([Spell(1, "a")], [-1], "rising"),
        ([Spell(1, "a"), Spell(2, None)], [4], "followed up for 3 months"),
    ],
)
def test_what_cannot_be_known_is_refused(spells: list[Spell], horizons: list[int], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        cumulative_incidence(spells, horizons)


def test_nothing_is_left_to_follow_when_all_have_ended() -> None:
    assert cumulative_incidence([Spell(1, "a", 3)], [4]).open == (0.0,)
