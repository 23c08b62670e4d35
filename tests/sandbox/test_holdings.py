"""What was there before the first call is told from what the first calls make, however many come at once."""

from __future__ import annotations

import json
import subprocess
import sys

# The account's things are slow to list the first time: until another call has made one, or cannot for half a second.
TWO_CALLS_AT_ONCE = """
import json, threading
from moto.core.base_backend import BackendDict, BaseBackend
from sealane.sandbox.holdings import Holdings

listed, made = threading.Event(), threading.Event()

class Things(dict):
    def items(self):
        if not listed.is_set():
            listed.set()
            made.wait(0.5)
        return super().items()

class Backend(BaseBackend):
    def __init__(self, region_name, account_id):
        super().__init__(region_name, account_id)
        self.things = Things(default=object())

holdings = Holdings({})
holdings.watch()
backends = BackendDict(Backend, "shop", use_boto3_regions=False, additional_regions=["here"])
first = threading.Thread(target=lambda: backends["123456789012"]["here"])
first.start()
listed.wait()
backends["123456789012"]["here"].things["made"] = object()
made.set()
first.join()
there = holdings.lines()
del backends["123456789012"]["here"].things["made"]
print(json.dumps([there, holdings.lines()]))
"""


def test_what_a_call_makes_is_never_taken_for_given() -> None:
    """A thing that is made while another first call is under way is listed, and gone without a trace when deleted."""
    done = subprocess.run([sys.executable, "-c", TWO_CALLS_AT_ONCE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [["shop/here/things/made"], []]
