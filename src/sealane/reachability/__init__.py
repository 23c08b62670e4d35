"""World and flow to trace: exact packet sets, both directions, hop by hop.

The river of one answer: a seat says where a packet starts (`seat`), a goal where it must arrive (`goal`); names turn
into addresses (`names`), routes into ways (`routes`, and one file for each thing a route leads to), security groups and
network ACLs into sets of packets (`security_groups`, `network_acls`), and one place puts the hops together (`reach`).
`ways_out` and `ways_in` ask the same facts about all packets instead of one. Nothing here does input or output.

Every layer is judged as if those before it had let the packet through, so one look finds every fault. An unknown never
overrides a certain block, and a guess is never made of one. What a fault is called is a type in `blocks/`; its words
are chosen in `report/blocks/`.
"""
