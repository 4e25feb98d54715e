"""What the worker tests have a worker do: answer, fail, hang, crash, or eat memory."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time

from sources.readers.document import Unreadable


def act(deed: str, amount: int = 0) -> object:
    """Do the deed; `amount` is its size, in the unit of the deed."""
    match deed:
        case "double":
            return amount * 2
        case "length":
            return "x" * amount
        case "process":
            return os.getpid()
        case "print":
            print("noise" * amount)
            print("noise" * amount, file=sys.stderr)
            return amount
        case "refuse":
            raise Unreadable("empty_file", "Send a file with text.")
        case "raise":
            raise KeyError("page 3")
        case "hang":
            time.sleep(amount)
        case "spin":
            while True:
                amount += 1
        case "hang_in_a_library":
            ctypes.CDLL(None).sleep(amount)
        case "start_a_program":
            subprocess.Popen(["sleep", str(amount)])
            time.sleep(amount)
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "exit":
            os._exit(amount)
        case "eat":
            return len(bytearray(amount))
        case "nest":
            return act(deed, amount + 1)
    return None
