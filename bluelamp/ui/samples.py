"""Invented things for the style guide. Nothing here is read from anywhere."""

from datetime import timedelta

from django import forms
from django.core.paginator import Paginator

from bluelamp.ui import charts
from bluelamp.ui.services import now
from bluelamp.ui.types import Frame, Link

MONTHS = ["May", "June", "July", "August", "September", "October"]
_TONES = ("critical", "high", "medium", "low", "none")


class SampleForm(forms.Form):
    """One field of each kind, with an error on purpose."""

    place = forms.CharField(
        label="Where is it?", help_text="Street or place", error_messages={"required": "Enter the street or place"}
    )
    grade = forms.ChoiceField(label="Grade", choices=[("p1", "Grade 1"), ("p2", "Grade 2"), ("p3", "Scheduled")])
    harm = forms.ChoiceField(
        label="Harm",
        choices=[("none", "None seen"), ("likely", "Likely"), ("done", "Someone is hurt")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how much harm there is"},
    )
    note = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    read = forms.BooleanField(label="I have read the report", required=False)


def context(page: str) -> dict[str, object]:
    """What ``page`` of the style guide shows."""
    at = now()
    return {
        "frame": _frame(page),
        "at": at,
        "soon": at + timedelta(minutes=9),
        "late": at - timedelta(hours=1, minutes=5),
        "far": at + timedelta(days=2, hours=3),
        "queue_rows": _queue(),
        "page": Paginator(range(1, 431), 25).page(4),
        "form": SampleForm({"grade": "p2"}),
        "map": _map(),
        "areas": _areas(),
        "charts_shown": _charts(),
        "log": [
            {"at": at - timedelta(minutes=m), "title": t, "text": x, "who": w, "tone": tone}
            for m, t, x, w, tone in _LOG
        ],
    }


_LOG = [
    (2, "Officer arrived", "At the front door. Occupant safe.", "PC 4021 Demo", "low"),
    (11, "Officer travelling", "Predicted travel time 9 minutes.", "PC 4021 Demo", "info"),
    (14, "Dispatched", "Nearest free resource by travel time.", "Dispatcher Demo", "info"),
    (21, "Graded 1: immediate", "Threat to life cannot be ruled out.", "Contact desk Demo", "critical"),
    (24, "Reported", "A person is trying the back door.", "", "none"),
]


def _frame(page: str) -> Frame:
    staff = page in {"staff", "form"}
    names = ["Contact", "Dispatch", "Cases", "Intelligence", "Audit"] if staff else ["Report", "Track", "Your area"]
    if page == "phone":
        names = ["Jobs", "Alerts", "Notes", "Me"]
    counts = {"Contact": 12, "Dispatch": 3, "Jobs": 2, "Alerts": 1}
    nav = tuple(Link(text=n, href=f"#{n.lower()}", current=i == 0, count=counts.get(n)) for i, n in enumerate(names))
    footer = tuple(Link(text=t, href="#") for t in ("Privacy", "Cookies", "Accessibility", "Contact us"))
    signed_in = page in {"staff", "form", "phone"}
    return Frame(
        nav=nav,
        footer=footer,
        person="Sam Demo" if signed_in else "",
        role="Contact desk" if staff else "",
        sign_out="#" if signed_in else "",
        search="#" if signed_in else "",
    )


def _queue() -> list[dict[str, object]]:
    kinds = ["Burglary in progress", "Threats by a neighbour", "Stolen bicycle", "Found property", "Noise at night"]
    return [
        {
            "id": f"row-{i}",
            "tone": tone,
            "href": f"#row-{i}",
            "link": f"CR-26-7KQ4M{i}X",
            "more": f"{kinds[i]}, {12 + i} Lantern Row",
            "risk": tone,
            "at": now() - timedelta(minutes=4 + 17 * i),
            "photos": 3 - i if i < 3 else 0,
        }
        for i, tone in enumerate(_TONES)
    ]


def _map() -> dict[str, object]:
    names = ["Lantern Row", "Cooper Street", "Mill Lane", "Station Approach", "The Green"]
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [-1.9 + 0.012 * i, 52.478 + 0.007 * (i * 2 % 5)]},
                "properties": {
                    "id": f"p{i}",
                    "name": name,
                    "label": name,
                    "tone": _TONES[i],
                    "count": 5 - i,
                    "href": f"#p{i}",
                },
            }
            for i, name in enumerate(names)
        ],
    }


def _areas() -> dict[str, object]:
    def square(west: float, south: float) -> list[list[list[float]]]:
        east, north = west + 0.03, south + 0.02
        return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]

    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Polygon", "coordinates": square(w, s)},
                "properties": {"name": name},
            }
            for name, w, s in [
                ("Northfield Demo", -1.91, 52.49),
                ("Easton Demo", -1.88, 52.49),
                ("Southgate Demo", -1.91, 52.47),
                ("Weston Demo", -1.88, 52.47),
            ]
        ],
    }


def _charts() -> list[charts.Chart]:
    seen = [310.0, 322.0, 298.0, 341.0, 330.0, 352.0]
    return [
        charts.bars(
            title="Crimes by type, October 2026",
            labels=["Violence and sexual offences", "Vehicle crime", "Burglary", "Shoplifting", "Robbery"],
            values=[124, 61, 48, 40, 9],
            unit="crimes",
        ),
        charts.bars(
            title="Crimes recorded that should have been, by desk",
            labels=["North", "South"],
            values=[96.1, 91.4],
            intervals=[(94.0, 97.5), (88.2, 93.8)],
            unit="per cent",
            decimals=1,
        ),
        charts.line(
            title="Reports by channel",
            labels=MONTHS,
            series={
                "Online": [120, 141, 138, 170, 190, 214],
                "Telephone": seen,
                "Front desk": [40, 38, None, 31, 30, 28],
            },
            unit="reports",
        ),
        charts.band(
            title="Expected demand",
            labels=MONTHS,
            values=[300, 318, 305, 330, 333, 345],
            low=[270, 288, 275, 298, 300, 310],
            high=[331, 350, 336, 363, 367, 380],
            name="Expected",
            interval="80% interval",
            observed=seen,
            unit="incidents",
        ),
    ]
