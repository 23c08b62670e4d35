"""Steps and a world to verdicts: will every task start, and is it sealed?

The river of one proof: a service and its task definition become steps (`task`), each step is looked at on its own
evidence (`placement`, `stores`, `network`, `permission`), the seal is looked at for all packets at once (`seal`), and
what stands in the way is folded into root causes (`fold`). `prove` is the door.
Everything starts unknown; a look that crashes is unknown with the crash attached. Nothing here does input or output.
"""
