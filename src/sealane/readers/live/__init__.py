"""The live account to facts: calls go through one door, and only ever ask.

`door` is the only way to AWS. Each noun's file fetches what AWS returns; `translate` turns it into facts of `world`
without touching anything; `preflight` compares what a spec asks for with what the account has.
A call that AWS refuses is an unread value or an unknown finding that names the IAM action, never a guess.
"""
