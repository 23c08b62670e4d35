"""The parts of an SVG: elements, style, walls, panels and arrows.

https://www.w3.org/TR/SVG2/
"""
