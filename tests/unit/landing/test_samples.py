"""The list of samples knows every report that the bundled samples hold, in archives and letters too."""

from __future__ import annotations

from checks.reference import codes
from orchestration.settings import SAMPLES
from sources.landing.inbox import Inbox
from tests.unit.landing.place import Place


def test_every_bundled_sample_lands_and_is_on_the_list(place: Place) -> None:
    landing = place.land(Inbox(SAMPLES, managed=False))
    assert (landing.rejected, landing.duplicates) == (0, 0)
    missing = [
        f"{row['report_id']},{row['report_file']}"
        for row in place.reports
        if row["report_id"] not in codes("samples")
    ]
    assert missing == [], "add these lines to sources/catalogue/reference/samples.csv"
