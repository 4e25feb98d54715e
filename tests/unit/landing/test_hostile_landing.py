"""All hostile files in one inbox: each ends with a row and a reason, and the good ones between them land."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sources.landing.inbox import Inbox, look_around
from sources.landing.landing import land
from sources.landing.ledger import content_id
from sources.landing.limits import MEGABYTE, Limits
from sources.landing.opened import OPEN_FILE
from sources.landing.workers import Workers
from tests.hostile.reading import all_cases
from tests.unit.landing.place import Place

GOOD = "В {number} сёлах района открыты фельдшерские пункты.\n"


# Every case is read alone in tests/hostile; here a share of them stands for the crowd.
SHARE = 6


def peak_megabytes() -> float:
    """The largest resident size this process has had."""
    line = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")
    )
    return int(line.split()[1]) / 1024


@pytest.mark.slow
def test_hostile_files_cost_nothing_but_themselves(place: Place) -> None:
    good = {}
    for number, case in enumerate(list(all_cases().values())[::SHARE]):
        folder = f"{number:03}"
        place.drop(f"{folder}/{case.file_name.replace('/', '_')}", case.make())
        text = GOOD.format(number=number)
        good[content_id(text.encode())] = place.drop(f"{folder}/good {number}.txt", text)
    one_line = place.zones.inbox / "one line of 200 MB.txt"
    with open(one_line, "wb") as file:
        for _ in range(200):
            file.write(b"7 " * (MEGABYTE // 2))
    os.utime(one_line, (1, 1))
    peak_before = peak_megabytes()

    arrivals = look_around(Inbox(place.zones.inbox, managed=True), place.clock.seconds)
    with Workers(OPEN_FILE, Limits(), size=2) as workers:
        landing = land(place.zones, arrivals, workers.run)

    assert landing.seen == landing.landed + landing.duplicates + landing.rejected == len(place.intake)
    assert landing.waiting == ()
    landed = {row["report_id"] for row in place.reports}
    assert good.keys() <= landed
    rejected = [row for row in place.intake if row["outcome"] == "rejected"]
    assert all(row["reason"] for row in rejected)
    assert len(place.rejections) == len(rejected)
    assert all(len(row["remedy"]) > 15 for row in place.rejections)
    assert {"took_too_long", "too_much_memory", "reader_crashed", "reader_failed"}.isdisjoint(landing.reasons)
    seen = {row["source_path"].split("/")[0] for row in place.intake}
    assert seen == {f"{number:03}" for number in range(len(good))} | {one_line.name}
    assert peak_megabytes() - peak_before < 512
    assert not [
        path for path in place.zones.inbox.rglob("*") if path.is_file() and ".landed" not in path.parts
    ]
