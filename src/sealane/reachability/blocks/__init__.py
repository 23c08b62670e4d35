"""What stands in a packet's way: one frozen type for each kind of evidence, carrying the facts it is about.

Each type states the exact condition under which it is found, so that no evidence fits two causes. Fields that say
where it was met do not count when two are compared: one fault met by many steps is one value.
"""
