"""What `aws … describe-*`, `get-*` and `list-*` calls answered, to facts; and such answers to disk and back.

`folder` reads a directory of answers, `save` writes one, `recognise` tells from an answer which call it belongs to, and
`translate` turns answers into facts without touching anything. The live reader asks AWS and uses the same translation.
What nobody asked, or AWS refused, becomes a gap or an unread value, never a guess.
"""
