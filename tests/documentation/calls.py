"""Whether a call of sealane is one that click understands, without running it."""

from __future__ import annotations

import re
import shlex

import click

from sealane.cli.program import program

_ALWAYS = {"--help", "--version"}


def wrong_in_call(words: list[str]) -> str:
    """Return what is wrong with the words behind `sealane`, nothing if click understands them."""
    if not words or words[0].startswith("-"):
        return "" if words in ([], ["--version"], ["--help"]) else f"no verb in {words}"
    if words[-1] == "--help":
        words = words[:-1]
        known = " ".join(words[:2]) if words[0] == "sandbox" else words[0]
        return "" if known else "no verb"
    try:
        ctx = click.Context(program, info_name="sealane", **program.context_settings)
        command = program.get_command(ctx, words[0])
        rest = words[1:]
        while isinstance(command, click.Group) and rest:
            command, rest = command.get_command(ctx, rest[0]), rest[1:]
        if command is None:
            return f"no verb {' '.join(words[:2])}"
        command.make_context(words[0], list(rest), parent=ctx)
    except click.UsageError as error:
        return error.format_message()
    return ""


def calls_in(line: str) -> list[list[str]]:
    """Return the words behind `sealane` of each call in a line of shell, those inside of `$(…)` too."""
    found = []
    for text in [re.sub(r"\$\([^()]*\)", "IT", line), *re.findall(r"\$\(([^()]*)\)", line)]:
        reader = shlex.shlex(text, posix=True, punctuation_chars="();<>|&")
        reader.wordchars += "[]{}:,@%+!^$…"
        call: list[str] | None = None
        before = ""
        for word in reader:
            if set(word) <= set("();<>|&"):
                call = None
            elif call is not None:
                call.append(word)
            elif before[-1:] not in {">", "<"} and (word == "sealane" or word.endswith("/sealane")):
                call = []
                found.append(call)
            before = word
    return found


def unknown_in_call(words: list[str]) -> str:
    """Return what a call names that does not exist; that something is left out is no matter, as in a sentence."""
    ctx = click.Context(program, info_name="sealane", **program.context_settings)
    try:
        command = program.get_command(ctx, words[0]) if words and not words[0].startswith("-") else program
    except click.UsageError as error:
        return error.format_message()
    if isinstance(command, click.Group) and command is not program and words[1:2]:
        inner = command.get_command(ctx, words[1])
        command = inner or command
    known = {name for one in command.params for name in (*one.opts, *one.secondary_opts)} if command else set()
    lost = [word for word in words if word.startswith("--") and word.partition("=")[0] not in known | _ALWAYS]
    return f"no such option: {lost}" if lost else ""
