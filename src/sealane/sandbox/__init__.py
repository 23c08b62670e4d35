"""The embedded AWS: moto's server as a process group of sealane's own, kept alive until `sandbox stop`.

Belongs here: starting, finding and ending that group; what a client must set to speak to it; what moto answers
differently from AWS, closed at one seam; the demo's image; what is alive inside.
Does not belong here: anything that knows how a task starts, and anything that prints.

`process` is the only module that runs inside the server; the others run in the caller.
Nothing heavy (moto, Flask, boto3) is imported by importing this package.
"""

from __future__ import annotations
