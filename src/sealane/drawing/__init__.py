"""What a picture of a proof shows, and where: the VPC as architects draw it, with every step of a start as an arrow.

A `Picture` holds facts and verdicts and no place on paper; a `layout` gives each of them its coordinates. Words are
chosen in `report/graph/`, which hands them in as a `Wording`, because a box is as wide as what is written in it.
"""
