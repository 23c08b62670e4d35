"""What stands in the way of a step beside the network: one frozen value for each kind of evidence.

Each carries the facts it is about, has the code that its evidence fits, and the fact to change as its origin.
"""
