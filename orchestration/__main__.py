"""The command line: `python -m orchestration COMMAND`, as the Makefile calls it.

Thin: it parses arguments, calls, and turns an error into one sentence with the remedy.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from orchestration.settings import (
    PROJECT_ROOT,
    SHOW_PORT,
    Settings,
    SettingsError,
    child_environment,
    load_settings,
)

PAGES_HOST = "127.0.0.1"
PAGES_PORT = 3000
SERVICES = {"dev": ("dagster", "dev"), "pages": ("dagster-webserver",), "daemon": ("dagster-daemon", "run")}
"""Started through `dagster`: `dg` would parse dbt anew in every process."""
SITE_REPORTS = 200


def main(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m orchestration", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    refresh = commands.add_parser("refresh", help="land, read, check, build, publish")
    refresh.add_argument("--inbox", type=Path, help="read this folder in place instead of data/inbox")
    commands.add_parser("nightly", help="what the night does, now")
    commands.add_parser("retry", help="give what was rejected another chance")
    commands.add_parser("reread", help="read every report again from raw/")
    commands.add_parser("doctor", help="look whether all is well, and say what to do")
    rollback = commands.add_parser("rollback", help="put a former publication back")
    rollback.add_argument("--to", help="its name; without it the one before what stands there")
    dev = commands.add_parser("dev", help="the pages of Dagster, with sensor and schedule")
    commands.add_parser("docs", help="write the questions with their answers, and a page of all tables")
    pages = commands.add_parser("pages", help="the pages alone, as a service")
    commands.add_parser("daemon", help="sensors, schedule and runs alone, as a service")
    for one in (dev, pages):
        one.add_argument("--host", default=PAGES_HOST)
        one.add_argument("--port", type=int, default=PAGES_PORT)
    show = commands.add_parser("show", help="the pages of the published warehouse")
    show.add_argument("--port", type=int, default=SHOW_PORT)
    site = commands.add_parser("site", help="the same pages as files")
    site.add_argument("--out", type=Path, help="the folder to write (default: published/pages)")
    site.add_argument("--reports", type=int, default=SITE_REPORTS, help="how many of the latest reports")
    read = commands.add_parser("read", help="show how one file is read")
    read.add_argument("file", help="a report, or an archive of them")
    chosen = parser.parse_args(arguments)
    try:
        return _run(chosen, load_settings())
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2


def _run(chosen: argparse.Namespace, settings: Settings) -> int:
    if chosen.command in SERVICES:
        return _serve(settings, service_command(chosen))
    if chosen.command == "read":
        from sources.reading.show import main as show

        return show([chosen.file])
    if chosen.command == "docs":
        return _docs(settings)
    if chosen.command == "doctor":
        return _doctor(settings)
    if chosen.command == "rollback":
        return _rollback(settings, chosen.to)
    if chosen.command == "show":
        return _show(settings, chosen.port)
    if chosen.command == "site":
        return _site(settings, chosen.out or settings.site, chosen.reports)
    # imported here because Dagster takes seconds to load, which `read` need not wait for
    from orchestration.refreshing import NightAtWork, NoInbox, night, refresh

    try:
        if chosen.command == "nightly":
            return night(settings)
        return refresh(
            settings,
            getattr(chosen, "inbox", None),
            retry=chosen.command == "retry",
            reread=chosen.command == "reread",
        )
    except NoInbox as error:
        print(error, file=sys.stderr)
        return 2
    except NightAtWork as error:
        print(error, file=sys.stderr)
        return 1


def _docs(settings: Settings) -> int:
    from orchestration.documenting import DocumentationError, write_documentation

    try:
        print(write_documentation(settings))
    except DocumentationError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _doctor(settings: Settings) -> int:
    from orchestration.doctor import examine

    findings = examine(settings)
    for one in findings:
        state = "well" if one.remedy is None else "LOOK" if one.urgent else "note"
        print(f"{state:<5} {one.subject:<12} {one.told}")
        if one.remedy:
            print(f"{'':<18} -> {one.remedy}")
    return 1 if any(one.remedy and one.urgent for one in findings) else 0


def _rollback(settings: Settings, name: str | None) -> int:
    from orchestration.former_publications import RollbackError, former_publications, rollback
    from sources.landing.lock import ZonesBusyError

    published = settings.published_database
    try:
        now = rollback(published, name)
    except (RollbackError, ZonesBusyError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{published} is again what was published on {now.published_at:%Y-%m-%d %H:%M} UTC.")
    print("Nothing else is published until you run make refresh. Others to go back to: make rollback TO=name")
    for former in former_publications(published):
        print(f"  {former.name}  {former.published_at:%Y-%m-%d %H:%M} UTC  {former.bytes / 1e6:,.1f} MB")
    return 0


def _site(settings: Settings, out: Path, reports: int) -> int:
    """Write the pages as files."""
    from orchestration.explorer.database import NotPublished
    from orchestration.explorer.site import write_site

    try:
        pages = write_site(settings.published_database, out, reports)
    except NotPublished as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{pages} pages in {out}; begin with index.html")
    return 0


def _show(settings: Settings, port: int) -> int:
    """Serve the pages until somebody stops them."""
    from orchestration.explorer.serve import serve

    if not settings.published_database.exists():
        print("Nothing is published yet; run make refresh first.", file=sys.stderr)
        return 2
    print(f"The pages are on http://{PAGES_HOST}:{port}/ (Ctrl+C ends them)", flush=True)
    try:
        serve(settings.published_database, settings.corrections, port, settings.show_token)
    except KeyboardInterrupt:
        return 0
    return 0


def service_command(chosen: argparse.Namespace) -> list[str]:
    """The command line of Dagster for a service of ours."""
    program, *arguments = SERVICES[chosen.command]
    command = [str(Path(sys.executable).with_name(program)), *arguments, "-m", "orchestration.definitions"]
    if chosen.command != "daemon":
        command += ["-h", chosen.host, "-p", str(chosen.port)]
    return command


def _serve(settings: Settings, command: Sequence[str]) -> int:
    """Run a service until it is stopped."""
    from orchestration.instance import open_instance
    from orchestration.manifest import current_manifest

    # so that the pages and the daemon find a home whose history is up to date
    open_instance(settings).dispose()
    current_manifest(settings)
    try:
        return subprocess.run(
            command, cwd=PROJECT_ROOT, env=child_environment(settings), check=False
        ).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
