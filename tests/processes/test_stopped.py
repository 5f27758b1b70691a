"""A command that its user stops says so, and no more."""

import signal
import subprocess
import sys

WAITING = "import time; print('ready', flush=True); time.sleep(60)"


def test_ctrl_c_ends_any_command_without_a_traceback() -> None:
    with subprocess.Popen(
        [sys.executable, "manage.py", "shell", "-v0", "-c", WAITING],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A suite started in the background of a shell ignores Ctrl-C, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)

    assert (process.returncode, errors) == (130, "Stopped.\n")
