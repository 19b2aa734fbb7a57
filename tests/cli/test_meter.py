"""How far an import is, on a terminal, and Ctrl+C."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from registry.cli.meter import Meter, metered
from registry.intake.progress import CancelledError, Stage


def test_a_terminal_is_told_rows_rate_and_rest(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    meter = Meter()
    meter.tell(Stage.READ, 500, 1000)
    meter.tell(Stage.COMPARE)
    told = capsys.readouterr().err
    assert "读入 500 / 约 1,000 行，每秒" in told
    assert "核对…" in told


def test_a_pipe_is_told_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with metered() as meter:
        meter.tell(Stage.READ, 1, 2)
    assert capsys.readouterr().err == ""


def test_ctrl_c_asks_to_stop_and_a_second_one_ends_at_once() -> None:
    before = signal.getsignal(signal.SIGINT)
    with metered() as meter:
        meter.go_on()
        os.kill(os.getpid(), signal.SIGINT)
        assert meter.stopped
        with pytest.raises(CancelledError, match="未作改动"):
            meter.go_on()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
