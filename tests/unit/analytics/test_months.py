import pytest

from bluelamp.analytics.months import back, between


@pytest.mark.parametrize(
    ("month", "by", "expected"),
    [("2024-01", 1, "2023-12"), ("2024-12", 11, "2024-01"), ("2024-03", 0, "2024-03"), ("2024-03", 27, "2021-12")],
)
def test_back(month: str, by: int, expected: str) -> None:
    assert back(month, by) == expected


def test_between() -> None:
    assert between("2023-11", "2024-02") == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert between("2024-02", "2024-02") == ["2024-02"]
    assert between("2024-03", "2024-02") == []
