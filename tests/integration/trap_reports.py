"""Reports about regions that reforms divided, and about what is divided by reference data.

Holds reports only; the questions and the tests of the series ask for what they must lead to.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.integration.test_series import POINT, YEAR, level, told

END_OF_2017 = {"period_start": date(2017, 12, 31), "period_end": date(2017, 12, 31)}
END_OF_2021 = {"period_start": date(2021, 12, 31), "period_end": date(2021, 12, 31)}
END_OF_2023 = {"period_start": date(2023, 12, 31), "period_end": date(2023, 12, 31)}
YEAR_OF_REFORM = {"period_kind": "year", "period_start": date(2022, 1, 1), "period_end": date(2022, 12, 31)}


def _nurses(value: float, region: str, **more: Any) -> Any:
    return level("HR.NUR.N", value, "person", **(POINT | {"region_code": region} | more))


def _place(place: str) -> dict[str, str]:
    return {"scope": "place", "place": place}


DIVIDED_REGIONS = (
    told(
        "east.txt",
        _nurses(9000, "KZ-63", **END_OF_2021),
        _nurses(5000, "KZ-63", **END_OF_2023),
        _nurses(2500, "KZ-63", **END_OF_2021, **_place("Семей")),
        _nurses(40, "KZ-63", **END_OF_2021, **_place("Безымянное")),
        region="KZ-63",
    ),
    told("abai.txt", _nurses(3500, "KZ-10", **END_OF_2023), region="KZ-10"),
    told(
        "south.txt",
        _nurses(15_000, "KZ-61", **END_OF_2017),
        _nurses(4000, "KZ-61", **END_OF_2017, **_place("Шымкент"), staff_category="mid_level"),
        _nurses(100, "KZ-61", **END_OF_2017, **_place("Шымкент"), residence="rural"),
        region="KZ-61",
    ),
    told(
        "karaganda.txt",
        level("SD.MCH.BIRTHS", 20_000, "case", **(YEAR_OF_REFORM | {"region_code": "KZ-35"})),
        level("SD.MCH.BIRTHS", 18_000, "case", **(YEAR | {"region_code": "KZ-35"})),
        region="KZ-35",
    ),
)

DIVIDED_BY_REFERENCE = (
    told(
        "money.txt",
        level(
            *("IN.FIN.TOTAL", 9e9, "KZT"),
            period_kind="multi_year",
            period_start=date(2021, 1, 1),
            period_end=date(2023, 12, 31),
        ),
        level("SD.SURG.OPS", 12, "operation", **(YEAR | {"dimensions": '{"method": "robot"}'})),
        # the republic of itself, and the same year told month by month: neither is one more region
        level("SD.EMS.CALLS", 790_000, "call", **(YEAR | {"region_code": "KZ", "scope": "republic"})),
        level("SD.EMS.CALLS", 290_000, "call", **(YEAR | {"period_kind": "ytd"})),
    ),
)
