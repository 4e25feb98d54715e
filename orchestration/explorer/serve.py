"""Serving the pages on loopback until somebody stops them."""

from __future__ import annotations

from pathlib import Path

import uvicorn

from orchestration.explorer.app import build_app

HOST = "127.0.0.1"


def serve(published: Path, decisions: Path, port: int, token: str | None = None) -> None:
    """Answer until interrupted. With a token, whoever brings it may ask, under any name: for a proxy on this
    machine.
    """
    uvicorn.run(build_app(published, decisions, token), host=HOST, port=port, log_level="warning")
