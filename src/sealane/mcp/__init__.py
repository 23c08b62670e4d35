"""The MCP server: verbs that only read, as tools of a program that works for a person.

https://modelcontextprotocol.io/specification/
"""
