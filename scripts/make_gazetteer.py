"""Make bluelamp/core/places/gazetteer.bin from open data.

    python scripts/make_gazetteer.py FOLDER

FOLDER holds ``west-midlands/postcodes.csv.gz`` (postcode, longitude, latitude, district_code, ward_code; from
Ordnance Survey Code-Point Open and the ONS Postcode Directory) and ``west-midlands/lsoa-2011.geojson``
(properties c code, n name, x y centroid; generalised outlines, ONS). The same input gives the same bytes.
"""

import argparse
import csv
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import h3

from bluelamp.core.places.gazetteer import FILE
from bluelamp.core.places.hexes import AREA_RESOLUTION, cell_at, centre, metres_between
from bluelamp.core.places.packing import pack_numbers, pack_steps, write_pack
from bluelamp.core.places.postcodes import INWARD_LETTERS, parse_postcode

ATTRIBUTION = [
    "Contains public sector information licensed under the Open Government Licence v3.0.",
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0.",
    "Contains OS data © Crown copyright and database right.",
    "Contains Royal Mail data © Royal Mail copyright and database right.",
]
ORIGIN = (52.2, -2.4)  # south-west of the West Midlands, WGS84
STEP = (0.00009, 0.00015)  # 10.0 m north, 10.2 m east at 52.5 degrees
MOST_BYTES = 300_000
NO_WARD = 255

# Names of wards, whose codes run on from the first one of a district; the postcode file has codes without names.
# make() checks that every code in it has a name. The names of Birmingham were compared, code by code, with the
# mid-2024 ward population estimates of the Office for National Statistics, those of Coventry, Sandwell, Solihull and
# Walsall with its rural-urban classification of 2011; seven of their names did not stand in what could be read of
# these. No such list was at hand for the wards that Wolverhampton has had since 2023 and Dudley since 2024.
WARDS = {
    "E05011118": "Acocks Green|Allens Cross|Alum Rock|Aston|Balsall Heath West|Bartley Green|Billesley|Birchfield"
    "|Bordesley & Highgate|Bordesley Green|Bournbrook & Selly Park|Bournville & Cotteridge"
    "|Brandwood & King's Heath|Bromford & Hodge Hill|Castle Vale|Druids Heath & Monyhull|Edgbaston|Erdington"
    "|Frankley Great Park|Garretts Green|Glebe Farm & Tile Cross|Gravelly Hill|Hall Green North"
    "|Hall Green South|Handsworth|Handsworth Wood|Harborne|Heartlands|Highter's Heath|Holyhead"
    "|King's Norton North|King's Norton South|Kingstanding|Ladywood|Longbridge & West Heath|Lozells|Moseley"
    "|Nechells|Newtown|North Edgbaston|Northfield|Oscott|Perry Barr|Perry Common|Pype Hayes|Quinton"
    "|Rubery & Rednal|Shard End|Sheldon|Small Heath|Soho & Jewellery Quarter|South Yardley"
    "|Sparkbrook & Balsall Heath East|Sparkhill|Stirchley|Stockland Green|Sutton Four Oaks|Sutton Mere Green"
    "|Sutton Reddicap|Sutton Roughley|Sutton Trinity|Sutton Vesey|Sutton Walmley & Minworth"
    "|Sutton Wylde Green|Tyseley & Hay Mills|Ward End|Weoley & Selly Oak|Yardley East|Yardley West & Stechford",
    "E05001218": "Bablake|Binley and Willenhall|Cheylesmore|Earlsdon|Foleshill|Henley|Holbrook|Longford"
    "|Lower Stoke|Radford|St Michael's|Sherbourne|Upper Stoke|Wainbody|Westwood|Whoberley|Woodlands|Wyken",
    "E05015903": "Amblecote|Belle Vale|Brierley Hill & Wordsley South|Brockmoor & Pensnett|Castle & Priory|Coseley"
    "|Cradley North & Wollescote|Gornal|Halesowen North|Halesowen South|Hayley Green & Cradley South"
    "|Kingswinford North & Wall Heath|Kingswinford South|Lye & Stourbridge North|Netherton & Holly Hall|Norton"
    "|Pedmore & Stourbridge East|Quarry Bank & Dudley Wood|Sedgley|St James's|St Thomas's"
    "|Upper Gornal & Woodsetton|Wollaston & Stourbridge Town|Wordsley North",
    "E05001260": "Abbey|Blackheath|Bristnall|Charlemont with Grove Vale|Cradley Heath and Old Hill|Friar Park"
    "|Great Barr with Yew Tree|Great Bridge|Greets Green and Lyng|Hateley Heath|Langley|Newton|Old Warley"
    "|Oldbury|Princes End|Rowley|St Pauls|Smethwick|Soho and Victoria|Tipton Green|Tividale|Wednesbury North"
    "|Wednesbury South|West Bromwich Central",
    "E05001284": "Bickenhill|Blythe|Castle Bromwich|Chelmsley Wood|Dorridge and Hockley Heath|Elmdon"
    "|Kingshurst and Fordbridge|Knowle|Lyndon|Meriden|Olton|St Alphege|Shirley East|Shirley South|Shirley West"
    "|Silhill|Smith's Wood",
    "E05001301": "Aldridge Central and South|Aldridge North and Walsall Wood|Bentley and Darlaston North"
    "|Birchills Leamore|Blakenall|Bloxwich East|Bloxwich West|Brownhills|Darlaston South|Paddock|Palfrey|Pelsall"
    "|Pheasey Park Farm|Pleck|Rushall-Shelfield|St Matthew's|Short Heath|Streetly|Willenhall North"
    "|Willenhall South",
    "E05014838": "Bilston North|Bilston South|Blakenhall|Bushbury North|Bushbury South & Low Hill|East Park"
    "|Ettingshall North|Ettingshall South & Spring Vale|Fallings Park|Graiseley|Heath Town|Merry Hill|Oxley|Park"
    "|Penn|St Peter's|Tettenhall Regis|Tettenhall Wightwick|Wednesfield North|Wednesfield South",
}

# Their names stand in the order in which the Office numbers the wards of a district, that of the alphabet, and agree
# with where their postcodes lie; but that is no confirmation, and attribution() says so.
UNCONFIRMED = ("E05014838", "E05015903")

# Towns that people name although no ward or district bears the name: the beginning their wards share.
TOWNS = {"Sutton Coldfield": ("E08000025", "Sutton ")}


def ward_names() -> dict[str, str]:
    """Ward name by ONS code."""
    return {
        f"E{int(first[1:]) + place:08d}": name
        for first, names in WARDS.items()
        for place, name in enumerate(names.split("|"))
    }


def unconfirmed(districts: dict[str, str], homes: dict[str, str]) -> str:
    """What must be said of names that no list was found for."""
    said = [f"the {len(WARDS[first].split('|'))} wards of {districts[homes[first]]}" for first in UNCONFIRMED]
    return f"Unconfirmed: the names of {' and of '.join(said)}."


def snapped(latitude: float, longitude: float) -> tuple[int, int]:
    """Steps east and north of the origin."""
    return round((longitude - ORIGIN[1]) / STEP[1]), round((latitude - ORIGIN[0]) / STEP[0])


def spread(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], int]:
    """The mean of points and the distance in metres within which 95 of 100 of them lie."""
    middle = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    distances = sorted(metres_between(*middle, *point) for point in points)
    return middle, round(distances[len(distances) * 95 // 100])


def placed(name: str, positions: Iterable[tuple[float, float]], metres: Iterable[int]) -> dict[str, bytes]:
    """The position columns that go with the section ``name``."""
    steps = [snapped(*position) for position in positions]
    return {
        f"{name}_x": pack_steps((x for x, _ in steps), "I"),
        f"{name}_y": pack_steps((y for _, y in steps), "I"),
        f"{name}_metres": pack_numbers(metres, "H"),
    }


def read_postcodes(path: Path) -> list[dict[str, str]]:
    """Rows of the postcode file, in the order in which the gazetteer looks them up."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return sorted(rows, key=lambda row: (parse_postcode(row["postcode"]).sector, row["postcode"][-2:]))


def postcode_sections(rows: list[dict[str, str]], wards: list[str]) -> dict[str, bytes]:
    """Sectors, the two letters within each, positions and wards."""
    sizes = Counter(parse_postcode(row["postcode"]).sector for row in rows)  # keeps the order of rows
    steps = [snapped(float(row["latitude"]), float(row["longitude"])) for row in rows]
    ends, total = [], 0
    for size in sizes.values():
        ends.append(total := total + size)
    units = [
        INWARD_LETTERS.index(row["postcode"][-2]) * len(INWARD_LETTERS) + INWARD_LETTERS.index(row["postcode"][-1])
        for row in rows
    ]
    index = {code: number for number, code in enumerate(wards)}
    return {
        "sectors": "\n".join(sizes).encode(),
        "sector_ends": pack_steps(ends, "H"),
        "postcode_units": pack_steps(units, "H"),
        "postcode_x": pack_steps((x for x, _ in steps), "H"),
        "postcode_y": pack_steps((y for _, y in steps), "H"),
        "postcode_wards": pack_numbers((index[row["ward_code"]] for row in rows), "B"),
    }


def area_sections(features: list[dict[str, Any]], rows: list[dict[str, str]], wards: list[str]) -> dict[str, bytes]:
    """Areas with their hexagons, and the ward that most of their postcodes lie in."""
    owner: dict[str, int] = {}
    for number, feature in enumerate(features):
        for cell in h3.geo_to_cells(feature["geometry"], AREA_RESOLUTION):
            owner.setdefault(cell, number)
    of_area: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for cell, number in owner.items():
        of_area[number].append(centre(cell))
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for row in rows:
        home = owner.get(cell_at(float(row["latitude"]), float(row["longitude"])))
        if home is not None:
            votes[home][row["ward_code"]] += 1
    positions = [(f["properties"]["y"], f["properties"]["x"]) for f in features]
    reach = [
        round(max(metres_between(*position, *point) for point in of_area[number]))
        for number, position in enumerate(positions)
    ]
    cells = sorted(owner)
    chosen = [votes[n].most_common(1)[0][0] if votes[n] else "" for n in range(len(features))]
    return {
        "areas": "\n".join(f"{f['properties']['c']}\t{f['properties']['n']}" for f in features).encode(),
        **placed("areas", positions, reach),
        "area_wards": pack_numbers((wards.index(code) if code else NO_WARD for code in chosen), "B"),
        "cells": pack_steps((int(cell, 16) for cell in cells), "Q"),
        "cell_areas": pack_numbers((owner[cell] for cell in cells), "H"),
    }


def district_names(features: list[dict[str, Any]], rows: list[dict[str, str]]) -> dict[str, str]:
    """District name by code: the name that begins the area names nearest its postcodes."""
    cells = {
        cell: feature["properties"]["n"].rsplit(" ", 1)[0]
        for feature in features
        for cell in h3.geo_to_cells(feature["geometry"], AREA_RESOLUTION)
    }
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        votes[row["district_code"]][cells.get(cell_at(float(row["latitude"]), float(row["longitude"])), "")] += 1
    return {code: count.most_common(1)[0][0] for code, count in sorted(votes.items())}


def make(folder: Path) -> bytes:
    """The gazetteer file made from the open data in ``folder``."""
    rows = read_postcodes(folder / "west-midlands" / "postcodes.csv.gz")
    collection = json.loads((folder / "west-midlands" / "lsoa-2011.geojson").read_text(encoding="utf-8"))
    features = sorted(collection["features"], key=lambda feature: str(feature["properties"]["c"]))
    names, districts = ward_names(), district_names(features, rows)
    homes = {row["ward_code"]: row["district_code"] for row in rows}
    if set(homes) != set(names):
        raise SystemExit("The ward codes of the postcodes are not those whose names are listed here.")
    wards = sorted(homes)
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        for code in (row["ward_code"], row["district_code"]):
            points[code].append((float(row["latitude"]), float(row["longitude"])))
    reach = {code: spread(members) for code, members in points.items()}
    towns = {
        name: spread([p for c in wards if homes[c] == home and names[c].startswith(start) for p in points[c]])
        for name, (home, start) in TOWNS.items()
    }
    sections = {
        "towns": "\n".join(f"{name}\t{districts[TOWNS[name][0]]}" for name in towns).encode(),
        **placed("towns", (t[0] for t in towns.values()), (t[1] for t in towns.values())),
        "districts": "\n".join(f"{code}\t{name}" for code, name in districts.items()).encode(),
        **placed("districts", (reach[c][0] for c in districts), (reach[c][1] for c in districts)),
        "wards": "\n".join(f"{code}\t{names[code]}\t{homes[code]}" for code in wards).encode(),
        **placed("wards", (reach[c][0] for c in wards), (reach[c][1] for c in wards)),
        **postcode_sections(rows, wards),
        **area_sections(features, rows, wards),
    }
    counts = {"postcodes": len(rows), "areas": len(features), "wards": len(wards), "districts": len(districts)}
    said = [*ATTRIBUTION, unconfirmed(districts, homes)]
    header = {"attribution": said, "counts": counts, "origin": ORIGIN, "step": STEP}
    return write_pack(header, sections)


def main(arguments: Sequence[str]) -> int:
    """Write the file, unless it would be too large to commit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of open data that holds west-midlands/")
    parser.add_argument("--to", type=Path, default=FILE, help="file to write")
    chosen = parser.parse_args(arguments)
    content = make(chosen.folder)
    if len(content) >= MOST_BYTES:
        raise SystemExit(f"The gazetteer would be {len(content):,} bytes; at most {MOST_BYTES:,} may be committed.")
    chosen.to.write_bytes(content)
    sys.stdout.write(f"{chosen.to}: {len(content):,} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
