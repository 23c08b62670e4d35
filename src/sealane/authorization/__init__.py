"""One request under every policy layer: allowed, denied, or unknown with the condition under which it is allowed.

The river of one answer: a policy document is read once into statements (`reading`, `elements`, `conditions`), each
layer judges the request alone (`layers`), and one place combines the layers (`combine`). Nothing here does input or
output. `decide` is the door.

The price of the design: a value that is not known travels as a condition through every step, so each step must say what
it makes of one. In return no step has to guess.
"""
