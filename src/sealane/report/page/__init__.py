"""A proof as one page of HTML, to be read, printed and filed: it asks nothing of any network."""
