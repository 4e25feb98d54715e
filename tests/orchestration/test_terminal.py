"""Where somebody looks, long work is a bar and warnings have colours; a log gets plain lines."""

from __future__ import annotations

import io
import os
import pty

from rich.console import Console

from orchestration.progress import in_run_log
from orchestration.terminal import console_on, progress_bars, tell


def test_long_work_is_a_bar_on_a_terminal_and_a_line_now_and_then_elsewhere() -> None:
    def work(console: Console) -> list[str]:
        logged: list[str] = []
        with progress_bars(console):
            report = in_run_log(logged.append, "reports read", every_seconds=0.0)
            report(3, 10, 1.0)
        return logged

    assert work(console_on(io.StringIO())) == ["reports read: 3 of 10; 1 per second"]
    outside, inside = pty.openpty()
    with os.fdopen(inside, "w", encoding="utf-8") as terminal:
        assert work(console_on(terminal)) == []
        assert "3/10" in os.read(outside, 10_000).decode()
    os.close(outside)


def test_a_summary_is_plain_where_nobody_looks_and_marked_where_somebody_does() -> None:
    lines = ["What was read", "  turned away now: a[1].txt (empty)"]
    plain = io.StringIO()
    tell(lines, console_on(plain))
    assert plain.getvalue().splitlines() == lines
    coloured = io.StringIO()
    tell(lines, Console(file=coloured, force_terminal=True, color_system="standard", highlight=False))
    assert "\x1b[33m  turned away now: a[1].txt (empty)\x1b[0m" in coloured.getvalue()
