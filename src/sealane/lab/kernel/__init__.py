"""A blueprint in the kernel: namespaces, links, routes and packet filters, built, changed and taken down."""
