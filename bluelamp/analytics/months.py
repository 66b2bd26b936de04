"""Months as the data write them: YYYY-MM."""


def back(month: str, by: int) -> str:
    """The month ``by`` months before ``month``."""
    return month_of(number_of(month) - by)


def number_of(month: str) -> int:
    """Months since the year 0, to reckon with."""
    return int(month[:4]) * 12 + int(month[5:]) - 1


def month_of(number: int) -> str:
    """The month with this number."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def between(first: str, last: str) -> list[str]:
    """Every month from ``first`` to ``last``, both included; none when ``last`` comes before."""
    months = []
    while last >= first:
        months.append(last)
        last = back(last, 1)
    return months[::-1]
