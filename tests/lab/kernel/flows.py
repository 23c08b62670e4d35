"""The flows that the tests ask about, by short names."""

from __future__ import annotations

from sealane.lab.kernel.probe import Flow
from tests.lab.kernel.network import A6, B6, ELSEWHERE, ELSEWHERE6, PUBLIC, A, B

TCP, UDP, ICMP, ICMPV6 = 6, 17, 1, 58

A_TO_B = Flow(sender="a", target="b", destination=B, port=443)
A_TO_B6 = Flow(sender="a", target="b", destination=B6, port=443)
B_TO_A = Flow(sender="b", target="a", destination=A, port=443)
B_TO_A6 = Flow(sender="b", target="a", destination=A6, port=443)
A_OUT = Flow(sender="a", target="outside", destination=ELSEWHERE, port=443)
A_OUT6 = Flow(sender="a", target="outside", destination=ELSEWHERE6, port=443)
B_OUT = Flow(sender="b", target="outside", destination=ELSEWHERE, port=443)
IN_TO_A = Flow(sender="outside", target="a", source=ELSEWHERE, destination=PUBLIC, port=443)
IN_TO_A6 = Flow(sender="outside", target="a", source=ELSEWHERE6, destination=A6, port=443)
EVERY = (A_TO_B, A_TO_B6, B_TO_A, B_TO_A6, A_OUT, A_OUT6, IN_TO_A, IN_TO_A6)
