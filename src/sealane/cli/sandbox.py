"""`sealane sandbox`: the embedded AWS."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from sealane.cli.forms import form_options, forms, give
from sealane.cli.screen import answer, talk

if TYPE_CHECKING:
    from sealane.sandbox.images import Place
    from sealane.sandbox.record import Sandbox


@click.group("sandbox", short_help="an embedded AWS: start, stop, status, env, push, packets")
def command() -> None:
    """Run an AWS inside one process group on this machine, to try everything with no account.

    It keeps its state until `sealane sandbox stop`, cannot reach real AWS, and uses no real credentials.
    """


@command.command()
@click.option("--tasks/--no-tasks", default=True, show_default=True, help="Run the tasks of its ECS services.")
@click.option("--capture", metavar="DIR", help="Keep the tasks' packets in DIR from now on, a file for each Region.")
def start(*, tasks: bool, capture: str | None) -> None:
    """Start the embedded AWS, or find it running.

    Its tasks are started in the network that the account then has, and their containers are run; where the machine
    cannot do that, everything else works. `--capture ""` ends keeping their packets.
    """
    if capture and not tasks:
        msg = "--capture keeps the packets of tasks, which --no-tasks does not run"
        raise click.UsageError(msg)
    from sealane.cli.screen import stderr_style
    from sealane.report.sandbox import tasks_line
    from sealane.sandbox import daemon
    from sealane.sandbox.fargate import access

    folder = _folder(capture) if capture else capture
    before = daemon.running(os.environ)
    sandbox = daemon.start(os.environ)
    talk(f"sandbox {'was running' if before else 'started'} at {sandbox.endpoint}, account {sandbox.account}")
    if tasks:
        talk(tasks_line(access.ensure(sandbox, os.environ, capture=folder), stderr_style()))
    talk('to point the AWS CLI at it: `eval "$(sealane sandbox env)"`')


@command.command()
def stop() -> None:
    """End the embedded AWS and forget everything in it."""
    from sealane.sandbox import daemon

    ended = daemon.stop(os.environ)
    talk("sandbox stopped; its state is gone" if ended else "no sandbox was running")


@command.command()
@form_options
def status(formats: tuple[str, ...], outputs: tuple[str, ...]) -> int:
    """Say whether it runs, where, and since when.

    Exit status: 0 it runs, 1 it does not, 2 bad input, 3 it could not be asked.
    """
    from sealane.report.sandbox import as_json, as_text
    from sealane.sandbox import daemon
    from sealane.sandbox.fargate import access

    found = daemon.running(os.environ)
    fargate = access.state(found) if found else None
    give(forms(formats, outputs), lambda style: as_text(found, style, fargate), lambda: as_json(found, fargate))
    return 0 if found else 1


@command.command()
@click.option(
    "--region", default="", metavar="REGION", help="Region for the clients; us-east-1 when nothing says otherwise."
)
def env(region: str) -> None:
    """Print shell lines that point the AWS CLI, SDKs and Terraform at the sandbox.

    Use it as `eval "$(sealane sandbox env)"`; a new shell is free of it.
    """
    from sealane.sandbox.settings import exports

    sandbox = _running()
    answer(exports(sandbox, _region(region), os.environ))


@command.command()
@click.argument("what", nargs=-1, required=True, metavar="[SOURCE] REPOSITORY:TAG")
@click.option(
    "--platform",
    "platforms",
    multiple=True,
    metavar="OS/ARCHITECTURE",
    help="Platform of the demo's image; linux/amd64 unless said, and several make an image index.",
)
@click.option("--region", default="", metavar="REGION", help="Region of the repository.")
def push(what: tuple[str, ...], platforms: tuple[str, ...], region: str) -> None:
    """Put an image into the sandbox's registry and its ECR.

    SOURCE is whatever skopeo reads: `oci:DIRECTORY:TAG`, `docker-archive:FILE`, `docker://HOST/REPOSITORY:TAG`. Without
    it the demo's own image is made and pushed; of another platform than this machine's, a stand-in that cannot run.
    """
    source, image = _source_and_image(what)
    if source and platforms:
        msg = "--platform is for the demo's image; an image of yours is copied with all its platforms"
        raise click.UsageError(msg)
    repository, _, tag = image.rpartition(":")
    if not repository:
        msg = f"`{image}` has no tag; write REPOSITORY:TAG"
        raise click.UsageError(msg)
    from sealane.sandbox.images import Place

    sandbox = _running()
    place = Place(account=sandbox.account, region=_region(region), repository=repository, tag=tag)
    digest, note = _push(sandbox, source, place, platforms)
    talk(f"{repository}:{tag} is in the sandbox's ECR as {digest}{note}")


@command.command()
@click.argument("place", default="", metavar="[DIR|FILE]")
@form_options
def packets(place: str, formats: tuple[str, ...], outputs: tuple[str, ...]) -> int:
    """Say who spoke to whom, of the packets that `sandbox start --capture DIR` keeps.

    Without an argument those of the running sandbox are read. tcpdump and Wireshark read the files as well.

    Exit status: 0 every packet stayed, 1 something outside of the network answered, 2 bad input, 3 unreadable.
    """
    from pathlib import Path

    from sealane.report.packets import as_json, as_text, leaks
    from sealane.sandbox import packets as kept
    from sealane.sandbox.fargate import access

    folder = place or access.state(_running()).capture
    if not folder:
        msg = "the sandbox keeps no packets; have it keep them with `sealane sandbox start --capture DIR`"
        raise click.UsageError(msg)
    said = {os.fspath(one): kept.spoken(one) for one in kept.files(Path(folder))}
    give(forms(formats, outputs), lambda style: as_text(said, style), lambda: as_json(said))
    return 1 if any(leaks(spoken) for spoken in said.values()) else 0


def _folder(name: str) -> str:
    """Make a folder, or say why there is none.

    Raises:
        EnvironmentFailure: `capture-folder`.

    """
    from pathlib import Path

    from sealane.errors import EnvironmentFailure, Problem

    folder = Path(name).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(13, "Permission denied", name)
    except OSError as error:
        raise EnvironmentFailure(
            Problem(
                code="capture-folder",
                what=f"No packets can be kept in {name}",
                facts=(("because", error.strerror or str(error)),),
                hint="name a folder that you may write to: `sealane sandbox start --capture DIR`",
            )
        ) from error
    return os.fspath(folder)


def _source_and_image(what: tuple[str, ...]) -> tuple[str, str]:
    if len(what) > 2:  # noqa: PLR2004 (a source and an image)
        msg = f"there is one SOURCE and one REPOSITORY:TAG, not {len(what)} arguments"
        raise click.UsageError(msg)
    return ("" if len(what) == 1 else what[0]), what[-1]


def _push(sandbox: Sandbox, source: str, place: Place, platforms: tuple[str, ...]) -> tuple[str, str]:
    from sealane.sandbox import demo, demo_image, images, registry

    if source:
        return images.push(sandbox, source, place), ""
    wanted = platforms or ("linux/amd64",)
    if registry.program() is None:
        digest = demo.push_metadata(sandbox, place.region, place.repository, place.tag, wanted)
        return digest, f" (metadata only: layers need docker-registry, `{registry.INSTALL}`)"
    others = [each for each in wanted if each != demo_image.own_platform()]
    note = f" (of {', '.join(others)} a stand-in: it can be pulled and not run)" if others else ""
    return images.push_demo(sandbox, place, wanted), note


def _running() -> Sandbox:
    from sealane.errors import EnvironmentFailure, Problem
    from sealane.sandbox import daemon

    found = daemon.running(os.environ)
    if found is None:
        raise EnvironmentFailure(
            Problem(code="sandbox-not-running", what="no sandbox is running", hint="`sealane sandbox start`")
        )
    return found


def _region(region: str) -> str:
    from sealane.verbs.aws import SANDBOX_REGION

    environ: Any = os.environ
    return region or environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION") or SANDBOX_REGION
