"""One observation, at an address that stays: what was read, from which sentence, what stands against it."""

from __future__ import annotations

from orchestration.explorer.visit import Answer, Missing, Visit


def page(visit: Visit, observation_id: str) -> Answer:
    """Raises Missing when the observation is not there (any more)."""
    found = visit.snapshot.one(
        "select facts.*, ledger.locator, ledger.disposition, ledger.reason from fct_observations as facts"
        " left join figure_ledger as ledger using (figure_id) where facts.observation_id = ?",
        [observation_id],
    )
    if found is None:
        raise Missing(observation_id)
    start = found["char_start"] - (found["sentence_start"] or 0)
    length = found["char_end"] - found["char_start"]
    sentence = found["sentence"] or ""
    return Answer(
        "observation.html",
        {
            "one": found,
            "before": sentence[:start],
            "quote": sentence[start : start + length],
            "after": sentence[start + length :],
            "rivals": visit.snapshot.rows(
                "select * from mart_rivals where $1 in (observation_id, rival_observation_id)",
                [observation_id],
            ),
            "statement": visit.snapshot.one(
                "select * from mart_statements where observation_id = ?", [observation_id]
            ),
            "report": visit.snapshot.one(
                "select * from dim_report where report_id = ?", [found["report_id"]]
            ),
        },
    )
