"""Words: answers of the verbs as text and as JSON.

Values in, strings out; printing, files and the terminal belong to `cli`.
Nothing below may import this package, so no finding can be born as a sentence.
"""
