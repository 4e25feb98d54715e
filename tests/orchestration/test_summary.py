"""The summary names what a person has to look at, and where; a refresh without news is short."""

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from orchestration.news import News, news
from orchestration.standing import samples_shown, standing
from orchestration.summary import FailedCheck, all_rejected, success_lines

PUBLISHED = {"path": "/data/published/warehouse.duckdb", "tables": 17, "rows": 1547}


def told(facts: dict[str, dict[str, object]], *checks: FailedCheck) -> str:
    """The summary as one text."""
    return "\n".join(success_lines({"published/warehouse": PUBLISHED, **facts}, checks, 12.4))


def test_a_refresh_without_news_says_so_and_nothing_waits() -> None:
    shown = told({"raw/intake": {"files_seen": 0, "known_already": 5}})
    assert "Files seen               0  nothing new, 5 known already" in shown
    assert "Reports read" not in shown
    assert "What waits for a person\n  nothing" in shown


def test_files_that_were_turned_away_are_named_with_the_table_that_tells_why() -> None:
    intake = {"files_seen": 7, "rejected_files": [[f"{number}.pdf", "encrypted"] for number in range(7)]}
    shown = told(
        {"raw/intake": intake, "published/warehouse": {**PUBLISHED, "rejected_standing": 8}},
    )
    assert "turned away now: 0.pdf (encrypted)" in shown
    assert "and 2 more" in shown
    assert "rejected_reports: 8 files turned away" in shown


def test_reports_that_contradict_their_folder_are_named() -> None:
    questions = [["region_conflict", 1], ["review_figure", 1200]]
    conflicts = [["a.txt", "KZ-55", "KZ-39"]]
    shown = told({"published/warehouse": {**PUBLISHED, "questions": questions, "conflicts": conflicts}})
    assert "1 report says another region than folder or sidecar: a.txt KZ-55, not KZ-39" in shown
    assert "work_list: 1 200 figures to decide" in shown


def test_a_check_that_did_not_pass_says_what_to_do() -> None:
    shown = told({}, FailedCheck("accepted/reports: region_is_on_time (warn)", "ask KZ-15"))
    assert "check accepted/reports: region_is_on_time (warn): ask KZ-15" in shown


def test_what_stands_open_is_counted_in_the_published_tables(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as warehouse:
        warehouse.execute(
            "create table work_list as from (values ('review_figure', 'a'),"
            " ('review_figure', 'b'), ('region_conflict', 'a')) as work (work_kind, report_id)"
        )
        warehouse.execute(
            "create table rejected_reports as from (values"
            " ('a', 'a.txt', 'validation', 'one'), ('a', 'a.txt', 'validation', 'two'),"
            " (null, 'b.txt', 'landing', 'inbox: b.txt'), ('c', 'c.csv', 'row', 'row 2'))"
            " as rejected (report_id, report_file, stage, detail)"
        )
        warehouse.execute(
            "create table dim_report as select 'a' as report_id, 'a.txt' as report_file,"
            " 'KZ-55' as region_code, 'KZ-39' as region_conflict, now() as recorded_at"
        )
    found = standing(path)
    assert found.questions == {"region_conflict": 1, "review_figure": 2}
    assert (found.rejected, found.rejected_rows) == (2, 1)
    assert found.conflicts == (("a.txt", "KZ-55", "KZ-39"),)
    assert (found.samples, samples_shown(path), samples_shown(tmp_path / "none.duckdb")) == (0, 0, 0)


def test_samples_are_told_while_they_are_there_and_when_they_leave() -> None:
    def shown(**counts: int) -> str:
        return told({"published/warehouse": {**PUBLISHED, **counts}})

    assert "16 bundled samples are in it" in shown(samples=16, samples_left=0)
    assert "the bundled samples have left it" in shown(samples=0, samples_left=16)
    assert "sample" not in shown(samples=0, samples_left=0)


def test_files_that_were_there_already_are_named_with_the_file_they_repeat() -> None:
    intake = {"files_seen": 2, "landed": 1, "duplicates": 1, "duplicate_files": [["kopiya.txt", "kadry.txt"]]}
    assert "there already: kopiya.txt (as kadry.txt)" in told({"raw/intake": intake})


@pytest.mark.parametrize(
    ("landed", "refused", "accepted", "turned_away", "nothing_passed"),
    [
        (0, 2, 0, 0, True),
        (2, 0, 0, 2, True),
        (1, 1, 1, 0, False),
        (0, 0, 0, 0, False),
        (1, 0, 1, 0, False),
    ],
)
def test_a_run_fails_for_a_script_when_nothing_of_what_came_has_passed(
    landed: int, refused: int, accepted: int, turned_away: int, nothing_passed: bool
) -> None:
    facts = {
        "raw/intake": {"landed": landed, "rejected": refused},
        "accepted/reports": {"reports": accepted, "rejected": turned_away},
    }
    assert all_rejected(facts) == nothing_passed


def test_the_summary_ends_with_what_new_reports_said_and_with_the_silent_regions(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as warehouse:
        warehouse.execute(
            "create table dim_region as from (values ('KZ-15', 'A'), ('KZ-23', 'B'), ('KZ-39', 'C'),"
            " ('KZ', 'Z')) as region (region_code, name_ru)"
        )
        warehouse.execute(
            "create table dim_report as from (values"
            " ('1', 'one.txt', 'KZ-15', timestamp '2026-11-30 10:00', false),"
            " ('2', 'two.txt', 'KZ-15', timestamp '2026-11-30 10:00', false),"
            " ('3', 'old.txt', 'KZ-23', timestamp '2026-09-01 10:00', false))"
            " as report (report_id, report_file, region_code, received_at, is_sample)"
        )
        warehouse.execute(
            "create table fct_observations as from (values"
            " ('1', 'less sure', 0.5, 1), ('1', 'surest', 0.9, 9),"
            " ('2', 'sure', 0.7, 1), ('3', 'of long ago', 1.0, 1))"
            " as fact (report_id, sentence, confidence, char_start)"
        )
    found = news(path, datetime(2026, 11, 30, 9, tzinfo=UTC), datetime(2026, 11, 30, 11, tzinfo=UTC))
    assert found == News((("A", "surest", "one.txt"), ("A", "sure", "two.txt")), ("B",), ("C",))
    lines = list(success_lines({"published/warehouse": PUBLISHED}, [], 1, found))
    assert lines[-9:] == [
        "What the new reports said",
        "  A: surest (one.txt)",
        "  A: sure (two.txt)",
        "",
        "Silent regions",
        "  nothing for 45 days from B",
        "  nothing ever from C",
        "",
        "Done in 1 s.",
    ]
