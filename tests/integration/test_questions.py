"""The queries of docs/questions.md, README.md and the other pages, each run on reports built to trap it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.integration.dbt_runs import Warehouse, failed
from tests.integration.test_series import YEAR, level, told
from tests.integration.trap_reports import DIVIDED_BY_REFERENCE, DIVIDED_REGIONS
from tests.unit.checks.batches import build_batch, observed, start_zones, write_intake

pytestmark = pytest.mark.integration

PROJECT = Path(__file__).resolve().parents[2]
PAGE = PROJECT / "docs" / "questions.md"
QUERIES = dict(
    re.findall(
        r"^## ([^\n]+)\n(?:(?!^## ).)*?```sql\n(.*?)```",
        PAGE.read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
)
AT_MOST_LINES = 10
EXAMPLES = [
    pytest.param(query, id=f"{page.stem}-{number}")
    for page in (PROJECT / "README.md", *sorted((PROJECT / "docs").rglob("*.md")))
    if page != PAGE
    for number, query in enumerate(
        re.findall(r"^ *```sql\n(.*?)```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    )
]

TO_DATE = {"period_kind": "ytd", "period_start": date(2025, 1, 1), "period_end": date(2025, 9, 30)}
YEAR_BEFORE = {"period_kind": "ytd", "period_start": date(2024, 1, 1), "period_end": date(2024, 9, 30)}
UP = '{"direction": "up"}'
REPORTS = (
    told(
        "kostanay.txt",
        level("HR.DOC.N", 2310, "person", staff_category="doctor"),
        level("HR.DOC.N", 400, "person", residence="rural"),
        level("HR.DOC.SHORT", 178, "person", plan_actual="needed"),
        level(
            "HR.DOC.SHORT",
            250,
            "person",
            plan_actual="needed",
            period_start=date(2025, 2, 1),
            period_end=date(2025, 2, 1),
        ),
        level("IN.BED.N", 3000, "bed"),
        level("IN.BED.N", 18, "bed", scope="facility", facility="Городская больница"),
        level("SD.INP.TREATED", 150_000, "person", **YEAR),
        level("SD.SURG.OPS", 5000, "operation", **YEAR),
        level("SD.SURG.OPS", 700, "operation", **(YEAR | {"age_group": "children"})),
        level("SD.SURG.TRANSPL", 40, "operation", **YEAR),
        level("SD.SURG.TRANSPL", 60, "operation", **(YEAR | {"plan_actual": "planned"})),
        level("SD.EMS.CALLS", 790_000, "call", region_code="KZ", **(YEAR | {"scope": "republic"})),
        level("SD.EMS.CALLS", 210_000, "call", **TO_DATE),
        level("IN.EQ.COST", 5e6, "KZT", **(YEAR | {"funding": "local", "scope": "place", "place": "Рудный"})),
        level(
            "SD.INP.TREATED", 8_000, "person", **(TO_DATE | {"age_group": "children", "residence": "rural"})
        ),
        level("IN.FAC.COMM", 40, "facility", **(YEAR | {"plan_actual": "planned"})),
        level("IN.FAC.COMM", 30, "facility", **YEAR),
        level("IN.FAC.COMM", 12, "facility", **(YEAR | {"facility_type": "FAP"})),
        level("IN.EQ.COST", 900e6, "KZT", **(YEAR | {"funding": "local"})),
        level(
            "IN.EQ.COST",
            469e6,
            "KZT",
            period_kind="year",
            period_start=date(2024, 1, 1),
            period_end=date(2024, 12, 31),
        ),
        level("SD.INP.TREATED", 110_000, "person", **TO_DATE),
        level("SD.INP.TREATED", 100_000, "person", **YEAR_BEFORE),
        level("SD.INP.TREATED", 30_000, "person", **(TO_DATE | {"age_group": "children"})),
        observed(
            "SD.INP.TREATED",
            15,
            "percent",
            **(TO_DATE | {"measure": "change_pct", "scope": "region", "confidence": 0.9}),
            dimensions=UP,
        ),
        level("SD.EMS.CALLS", 300_000, "call", **YEAR),
        level("HR.GRANT.N", 50, "grant", **YEAR),
        level("HR.DOC.N", 55, "person", scope="facility", facility="Городская больница"),
    ),
    told("outlet.txt", level("HR.DOC.N", 2200, "person")),
    told("astana.txt", level("SD.EMS.CALLS", 500_000, "call", region_code="KZ-71", **YEAR), region="KZ-71"),
    # the end of 2022, which the bureau knows too (reference/bureau_levels.csv: 2 454)
    told(
        "older.txt",
        level("HR.DOC.N", 1227, "person", period_start=date(2022, 12, 31), period_end=date(2022, 12, 31)),
        on=date(2026, 1, 20),
    ),
    told(
        "astana_year.txt",
        level("SD.INP.TREATED", 90_000, "person", region_code="KZ-71", **YEAR),
        region="KZ-71",
    ),
    told(
        "astana_outlet.txt",
        level("SD.INP.TREATED", 90_000, "person", region_code="KZ-71", **YEAR),
        region="KZ-71",
    ),
    told("silent.txt", level("HR.GRANT.N", 3, "grant", scope="group"), region="KZ-15", on=date(2025, 12, 10)),
    told("undated.txt", level("HR.GRANT.N", 4, "grant", scope="group"), on=None),
    told("former.txt", level("HR.GRANT.N", 40, "grant", scope="unknown"), on=date(2025, 11, 3)),
    *DIVIDED_REGIONS,
    *DIVIDED_BY_REFERENCE,
)
WANTED = {
    "How many doctors has each region?": [("Костанайская область", 2200.0, date(2026, 2, 3), 973.0)],
    "How many are missing?": [("Костанайская область", 178.0, date(2026, 2, 3))],
    "What was planned to be built, and what was?": [("Костанайская область", "2025 год", 40.0, 30.0, 75.0)],
    "Where does the money for equipment come from?": [("Костанайская область", "2025 год", "local", 900e6)],
    "Treated this year to date against last year?": [
        ("Костанайская область", date(2025, 9, 30), 110_000.0, 100_000.0, 10.0, 15.0)
    ],
    "Ambulance calls by year, and their sum over the regions?": [(2025, 2, 800_000.0)],
    "How many grants?": [("Костанайская область", "2025 год", "actual", 50.0)],
    "Operations by kind?": [
        ("Костанайская область", "2025 год", "Проведено операций", 5000.0),
        ("Костанайская область", "2025 год", "Трансплантации", 40.0),
    ],
    "Money in dollars?": [("Костанайская область", "Расходы на оборудование", 2024, 1e6, 469.0)],
    "What was done in each year, in all regions together?": [
        ("Вызовы скорой помощи", "call", 2025, 800_000.0, 2, 790_000.0),
        ("Проведено операций", "operation", 2025, 5000.0, 1, None),
        ("Пролечено в стационаре", "person", 2025, 240_000.0, 2, None),
        ("Роды и живорождения", "case", 2022, 20_000.0, 1, None),
        ("Роды и живорождения", "case", 2025, 18_000.0, 1, None),
        ("Трансплантации", "operation", 2025, 40.0, 1, None),
    ],
    "Which operations by robot, and of which profile?": [("Костанайская область", "method", "robot", 12.0)],
    "How many of them are children?": [
        ("Костанайская область", "Проведено операций", "2025 год", 700.0),
        ("Костанайская область", "Пролечено в стационаре", "январь–сентябрь 2025 года", 30_000.0),
    ],
    "Which reports have no date?": [("undated.txt", None, "KZ-39")],
    "Two outlets, two numbers: which one counts?": [
        ("Костанайская область", "Врачи", 2200.0, 2200.0, 2310.0, 2)
    ],
    "How many nurses in the regions of today?": [
        ("Восточно-Казахстанская область", date(2021, 12, 31), 9000.0, "divided_later", date(2022, 6, 8)),
        ("Восточно-Казахстанская область", date(2023, 12, 31), 5000.0, "unchanged", date(2022, 6, 8)),
        ("Туркестанская область", date(2017, 12, 31), 15_000.0, "divided_later", date(2018, 6, 19)),
        ("г. Шымкент", date(2017, 12, 31), 4000.0, "moved_whole", date(2018, 6, 19)),
        ("область Абай", date(2023, 12, 31), 3500.0, "unchanged", None),
    ],
    "What was said of a district, wherever it lies today?": [
        (
            *(
                "г. Шымкент",
                "Шымкент",
                "790000000",
                date(2017, 12, 31),
                "Средний медицинский персонал",
                4000.0,
            ),
            "Туркестанская область",
        ),
        (
            *(
                "область Абай",
                "Семей",
                "101010000",
                date(2021, 12, 31),
                "Средний медицинский персонал",
                2500.0,
            ),
            "Восточно-Казахстанская область",
        ),
    ],
    "Which facilities are told of most?": [("Городская больница", "KZ-39", 2, 2, date(2026, 2, 3))],
    "Why does a number stand in no series?": [
        ("further_dimension", 1),
        ("no_level", 1),
        ("scope_group", 2),
        ("scope_unknown", 1),
    ],
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    data_root = tmp_path_factory.mktemp("questions")
    start_zones(data_root)
    warehouse = Warehouse(data_root)
    build_batch("20260204T020000000000Z", *REPORTS).write(warehouse.accepted)
    write_intake(data_root / "raw", "20260204T010000000000Z", REPORTS)
    done = warehouse.dbt("build", "--exclude-resource-type", "unit_test")
    assert done.success, failed(done)
    return warehouse


@pytest.fixture(scope="module")
def client(warehouse: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(warehouse.database), read_only=True) as connection:
        connection.execute("use warehouse.marts")
        connection.execute((PROJECT / "docs" / "additive_sum.sql").read_text(encoding="utf-8"))
        yield connection


@pytest.mark.parametrize("question", QUERIES)
def test_a_question_is_answered_in_at_most_ten_lines(warehouse: Warehouse, question: str) -> None:
    query = QUERIES[question]
    assert len(query.strip().splitlines()) <= AT_MOST_LINES
    answer = warehouse.rows(query)
    if question in WANTED:
        assert answer == WANTED[question]


def test_every_answer_is_asked_for() -> None:
    assert WANTED.keys() <= QUERIES.keys()


def test_a_region_is_silent_since_its_last_report_and_one_that_never_reported_is_not_late(
    warehouse: Warehouse,
) -> None:
    silent = {region: rest for region, *rest in warehouse.rows(QUERIES["Which regions are silent?"])}
    assert silent.pop("Актюбинская область")[0] == date(2025, 12, 1)
    assert "Костанайская область" not in silent
    assert "г. Астана" not in silent
    assert {tuple(rest) for rest in silent.values()} == {(None, None)}


@pytest.mark.parametrize("query", EXAMPLES)
def test_an_example_of_the_docs_runs(client: duckdb.DuckDBPyConnection, query: str) -> None:
    client.execute(query)


def test_examples_that_add_or_compare_give_totals_only(client: duckdb.DuckDBPyConnection) -> None:
    answers = {case.id: case.values[0] for case in EXAMPLES}
    beds = client.execute(str(answers["README-0"])).fetchall()
    assert [row[:3] for row in beds] == [("Костанайская область", date(2026, 2, 3), 3000.0)]
    (patients,) = [query for query in answers.values() if "additive_sum(value) as patients" in str(query)]
    assert client.execute(str(patients)).fetchall() == [("Пролечено в стационаре", "2025 год", 240_000.0)]


def test_contradictions_are_told_by_kind_with_both_values(warehouse: Warehouse) -> None:
    found = warehouse.rows(QUERIES["Where do statements contradict each other?"])
    kinds = sorted((str(kind), {value, rival}) for kind, _, _, value, rival, *_ in found)
    assert kinds == [
        ("between_reports", {2310.0, 2200.0}),
        ("stated_change", {15.0, 10.0}),
        ("statistics_bureau", {1227.0, 2454.0}),
    ]


def test_doctors_for_each_ten_thousand_are_divided_by_a_named_vintage(warehouse: Warehouse) -> None:
    (answer,) = warehouse.rows(QUERIES["Doctors for each 10,000 inhabitants?"])
    _, year, rate, vintage = answer
    # 1 227 doctors, 835 686 inhabitants on 1 January 2022; later years have no denominator yet
    assert (year, round(float(str(rate)), 3)) == (2022, 14.683)
    assert vintage


def test_a_year_within_which_a_region_was_divided_is_of_no_region_of_today(warehouse: Warehouse) -> None:
    assert warehouse.rows(
        "select period_year, region_code, recast from mart_series_recast"
        " where indicator_code = 'SD.MCH.BIRTHS' order by period_year"
    ) == [(2022, None, "divided_within"), (2025, "KZ-35", "unchanged")]


def test_nothing_is_compared_across_a_reform(warehouse: Warehouse) -> None:
    assert warehouse.rows(
        "select value, value_before, change from mart_latest_by_region"
        " where region_code = 'KZ-63' and indicator_code = 'HR.NUR.N'"
    ) == [(5000.0, None, None)]


def test_a_village_that_no_list_knows_stays_out_of_todays_regions_where_a_reform_was(
    warehouse: Warehouse,
) -> None:
    assert warehouse.rows("select region_code, recast from mart_place_series where place = 'Безымянное'") == [
        (None, "unknown_place")
    ]


CODES = "[A-Za-z]+([_|][a-z]+)*"
# Columns of such words that are no codes of a closed list: names, and keys with a dimension of their own.
NO_CODES = {"unit", "source", "source_name", "dimension", "dimension_value", "column_name", "code"}
NAMES = ("name_", "label_", "month_name_", "place_name_", "region_name_", "_id", "_version")
SAME_LIST = {"result_period_kind": "period_kind"}


def test_every_code_that_stands_in_a_mart_has_a_label(warehouse: Warehouse) -> None:
    columns = warehouse.rows(
        "select table_name, column_name from information_schema.columns"
        " where table_schema = 'marts' and data_type = 'VARCHAR'"
    )
    labels = set(warehouse.rows("select column_name, code from dim_label"))
    missing, found = [], set()
    for table, column in columns:
        name = str(column)
        if name in NO_CODES or any(part in name for part in NAMES):
            continue
        codes = [
            code for (code,) in warehouse.rows(f"select distinct {name} from {table} where {name} <> ''")
        ]
        if not codes or not all(re.fullmatch(CODES, str(code)) for code in codes):
            continue
        found.add(name)
        missing += [(table, name, code) for code in codes if (SAME_LIST.get(name, name), code) not in labels]
    assert missing == []
    assert found >= {"scope", "period_kind", "rival_kind", "left_out", "recast", "aggregation"}


def test_nothing_is_divided_by_the_population_of_other_borders(warehouse: Warehouse) -> None:
    # 9 000 nurses of East Kazakhstan at the end of 2021, 1 363 797 inhabitants; South Kazakhstan of 2017 is
    # counted without Shymkent in the population of that year
    assert warehouse.rows(
        "select region_code, period_year, round(per_10000_inhabitants, 3) from mart_derived"
        " where indicator_code = 'HR.NUR.N' and period_year < 2022 order by 1"
    ) == [("KZ-61", 2017, None), ("KZ-63", 2021, 65.992)]


def test_money_of_several_years_has_no_rate_of_one(warehouse: Warehouse) -> None:
    assert warehouse.rows(
        "select period_start, us_dollars, constant_prices_kzt, prices_vintage from mart_derived"
        " where indicator_code = 'IN.FIN.TOTAL'"
    ) == [(date(2021, 1, 1), None, None, None)]
