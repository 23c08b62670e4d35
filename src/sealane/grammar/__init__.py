"""AWS's own grammar and limits: names, image references, ARNs, task sizes, zones, partitions.

Pure data and parsing, each with the link to the page that states it.
It knows neither what a user wants (`spec`) nor what is true of an estate (`world`), and both may use it.
"""
