"""CloudFormation templates, written by hand or by `cdk synth`, to the world's facts.

`read.py` is the door. A template's text becomes nodes that know their place, nodes become values in which references
stand for resources and holes for what only a deployment decides, and `translate` makes facts of these.
"""
