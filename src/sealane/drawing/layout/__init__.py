"""Where everything of a picture stands on paper: boxes in boxes, straight arrows, and no two texts on one place.

The packets' way is drawn from left to right. Each carrier is a row across the zones, with a chip in each subnet that it
has an interface in; each service is a row too, from whose left edge a trunk leads to the rows that its arrows take. So
an arrow is one straight line from a trunk through its carrier to what is outside.
"""
