"""The rehearsal: the VPC of a world in a Linux kernel, and every step of a task's start made inside it for real.

`survey/` turns a world into a blueprint, `kernel/` builds it, and the rest listens, calls and runs inside. Nothing here
asks the engines or the proof: that both agree is evidence only while each works from the world alone.
"""
