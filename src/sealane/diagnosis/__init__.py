"""From what a stopped task says to the cause: symptoms of messages, and symptoms joined with a proof.

Pure: messages and proofs in, values out. The words for people are chosen in `report/diagnosis/`.
"""
