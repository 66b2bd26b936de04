"""How long people wait, when some of them gave up before anybody came."""

from collections.abc import Iterable


def waited_at_most(waits: Iterable[tuple[float, bool]], share: float) -> float | None:
    """The time within which ``share`` of the people were answered; None when that was never reached.

    ``waits`` are lengths with whether they ended in an answer. Whoever gave up waited at least so long: to leave them
    out would flatter us. Kaplan and Meier (1958), "Nonparametric estimation from incomplete observations", Journal of
    the American Statistical Association 53.

    Raises ``ValueError`` unless 0 < share < 1.
    """
    if not 0 < share < 1:
        raise ValueError("A share lies between 0 and 1, such as 0.9.")
    # Of equal lengths, those that were answered count first: whoever gave up then was still there.
    ordered = sorted(waits, key=lambda wait: (wait[0], not wait[1]))
    still_waiting = 1.0
    for place, (length, answered) in enumerate(ordered):
        if answered:
            still_waiting *= 1 - 1 / (len(ordered) - place)
            if still_waiting <= 1 - share + 1e-12:
                return length
    return None
