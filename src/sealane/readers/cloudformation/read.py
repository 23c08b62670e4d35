"""A CloudFormation template to a world."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from sealane.errors import EnvironmentFailure, InputError, Place, Problem
from sealane.readers.cloudformation.document import document_of
from sealane.readers.cloudformation.estate import Resource
from sealane.readers.cloudformation.holdings import Holdings
from sealane.readers.cloudformation.nested import STACK, local_path
from sealane.readers.cloudformation.node import ANATOMY, Node
from sealane.readers.cloudformation.parameters import check_names
from sealane.readers.cloudformation.pseudo import PARTITION, pseudo_parameters
from sealane.readers.cloudformation.stack import SERVERLESS, Given, Shared, Stack
from sealane.readers.cloudformation.translate.facts import facts_of
from sealane.readers.cloudformation.values import Evaluated, Spelled
from sealane.records import dataclass
from sealane.world.gaps import Gap, Noun
from sealane.world.tasks import Setting
from sealane.world.text import Hole, Partial
from sealane.world.values import Known, Origin, Unknown
from sealane.world.world import Source, World, world_of

KIND = "cloudformation"
ASSUMED = frozenset(
    {
        *(Noun.REPOSITORIES, Noun.SECRETS, Noun.PARAMETERS, Noun.KEYS, Noun.BUCKETS, Noun.LOG_GROUPS),
        *(Noun.FILE_SYSTEMS, Noun.ORGANISATIONS, Noun.CACHE_RULES, Noun.POLICIES, Noun.HOSTED_ZONES),
        *(Noun.RESOLVER_RULES, Noun.FIREWALL_GROUPS, Noun.BLOCK_PUBLIC_ACCESS),
    }
)
"""The nouns of which a template has only its own part."""

Beside = Callable[[str], bytes | None]
"""Gives the content of a file beside the template by its path, `None` when it is not there."""

_CIRCLE = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html"
_MACROS = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros.html"
# These change nothing that is read here, or only what they make of types of their own.
_HARMLESS = ("AWS::LanguageExtensions", "AWS::SecretsManager", "AWS::CodeDeployBlueGreen", SERVERLESS)
_DEEPEST_NESTING = 8


def recognise(document: object) -> bool:
    """Tell whether a decoded document is a template: a mapping whose `Resources` have types."""
    resources = document.get("Resources") if isinstance(document, Mapping) else None
    if not isinstance(resources, Mapping):
        return False
    if isinstance(document, Mapping) and "AWSTemplateFormatVersion" in document:
        return True
    return any(isinstance(one, Mapping) and isinstance(one.get("Type"), str) for one in resources.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template's text and what the user calls it, with the Region and account it is deployed to as far as known."""

    name: str
    text: bytes
    region: str = ""
    account: str = ""


_Opened = tuple[Template, list[Stack]]


def world_of_template(
    text: bytes,
    name: str,
    *,
    parameters: Mapping[str, str] | None = None,
    region: str = "",
    account: str = "",
    beside: Beside | None = None,
) -> World:
    """Read a template as it would be deployed.

    Args:
        text: the template, JSON or YAML.
        name: what the user calls it, for problems and origins.
        parameters: values of its parameters; the others have their defaults, or are unknown.
        region: the Region it is deployed to, empty when that is not known.
        account: the account it is deployed to, empty when that is not known.
        beside: reads a nested stack's template by its path; without it nested stacks are gaps.

    Raises:
        InputError: when it is no template, or one that CloudFormation would refuse.
        EnvironmentFailure: when only AWS can tell what it comes to.

    """
    template = Template(name=name, text=text, region=region, account=account)
    return world_of_templates((template,), parameters=parameters, beside=beside)


def world_of_templates(
    templates: Sequence[Template],
    *,
    name: str = "",
    parameters: Mapping[str, str] | None = None,
    beside: Beside | None = None,
) -> World:
    """Read templates that belong together, as those of one CDK app: what one exports another may import.

    Of several templates each key begins with the name of its file. `name` is what the user calls all of them.

    Raises:
        InputError: as `world_of_template`.
        EnvironmentFailure: as `world_of_template`.

    """
    shared = Shared()
    roots = [_template(one.text, one.name) for one in templates]
    shown = name or ", ".join(one.name for one in templates)
    check_names({key: node for root in roots for key, node in _members(root, "Parameters").items()}, parameters, shown)
    opened: list[_Opened] = []
    for prefix, one, root in zip(_prefixes(templates), templates, roots, strict=True):
        given = {key: value for key, value in (parameters or {}).items() if key in _members(root, "Parameters")}
        stack = Stack(root, pseudo_parameters(one.region, one.account, prefix), shared, given, prefix)
        shared.stacks[prefix.removesuffix(".")] = stack
        opened.append((one, [stack, *_open_nested(stack, one, beside, 0)]))
    _note_exports(shared)
    held = _by_setting(opened)
    _check_circles(shared)
    found = [fact for one, stack, resources in held for fact in facts_of(_holdings(one, resources, stack))]
    gaps = [one for one in found if isinstance(one, Gap)]
    if any(SERVERLESS in stack.transforms() for stack in shared.stacks.values()):
        why = Unknown(f"the transform {SERVERLESS} makes more")
        gaps += [Gap(noun=noun, why=why) for noun in (Noun.ROLES, Noun.SERVICES, Noun.POLICIES)]
    # What the templates themselves may bind the account with is not taken to stand in nobody's way.
    stated = {Noun.ORGANISATIONS} if any(one.noun is Noun.ORGANISATIONS for one in gaps) else set()
    source = Source(kind=KIND, name=shown, assumed=ASSUMED - stated)
    return world_of(source, (one for one in found if not isinstance(one, Gap)), gaps)


def _by_setting(opened: list[_Opened]) -> list[tuple[Template, Stack, list[Resource]]]:
    """Put the resources of templates together that are deployed to one account and Region."""
    found: dict[tuple[str, str], tuple[Template, Stack, list[Resource]]] = {}
    for template, stacks in opened:
        _, _, resources = found.setdefault((template.account, template.region), (template, stacks[0], []))
        for stack in stacks:
            resources += _resources(stack)
    return list(found.values())


def _prefixes(templates: Sequence[Template]) -> list[str]:
    """Return what stands before each key: nothing for one template, the file's name for several."""
    if len(templates) == 1:
        return [""]
    stems = [one.name.rpartition("/")[2].partition(".")[0] for one in templates]
    return [f"{stem}-{place}." if stems.count(stem) > 1 or not stem else f"{stem}." for place, stem in enumerate(stems)]


def _template(text: bytes, name: str) -> Node:
    root = document_of(text, name)
    if not isinstance(getattr(root.get("Resources"), "value", None), dict):
        raise InputError(
            Problem(
                code="template-unrecognised",
                what="this is no CloudFormation template: it has no `Resources`",
                link=ANATOMY,
                place=Place(file=name),
            )
        )
    transform = root.get("Transform")
    listed = [] if transform is None else (transform.items or [transform])
    resources = root.get("Resources")
    for node in listed:
        macro = node.get("Name") or node
        if not (macro.text or "").startswith(_HARMLESS):
            raise _only_aws(node, macro.text or "a macro")
    included = resources.get("Fn::Transform") if resources is not None else None
    if included is not None:
        raise _only_aws(included, "Fn::Transform")
    return root


def _only_aws(node: Node, macro: str) -> EnvironmentFailure:
    return EnvironmentFailure(
        Problem(
            code="template-needs-macro",
            what=f"`{macro}` changes this template when it is deployed, and only AWS can run it",
            hint="prove what comes out: `aws cloudformation get-template --stack-name NAME --template-stage Processed "
            "--query TemplateBody > processed.json`",
            link=_MACROS,
            place=node.place,
        )
    )


def _open_nested(stack: Stack, template: Template, beside: Beside | None, depth: int) -> list[Stack]:
    """Open the templates of nested stacks that lie beside this one."""
    found: list[Stack] = []
    for name, node in stack.resources.items():
        kind = node.get("Type")
        path = local_path(node) if kind is not None and kind.text == STACK else ""
        if not path or beside is None or depth >= _DEEPEST_NESTING or stack.exists(name) is not True:
            continue
        content = beside(path)
        if content is None:
            continue
        root = _template(content, path)
        key = f"{stack.prefix}{name}"
        pseudo = pseudo_parameters(template.region, template.account, f"{key}.")
        inner = Stack(root, pseudo, stack.shared, _given(stack, name, root), f"{key}.")
        stack.shared.stacks[key] = inner
        found += [inner, *_open_nested(inner, template, beside, depth + 1)]
    return found


def _given(stack: Stack, name: str, root: Node) -> dict[str, Given]:
    """Return what works out the parameters of a nested stack, when they are asked for: other stacks may decide them."""
    properties = stack.resources[name].get("Properties")
    parameters = properties.get("Parameters") if properties is not None else None
    declared = _members(root, "Parameters")
    given = parameters.members if parameters is not None else {}
    return {key: partial(stack.value, node) for key, node in given.items() if key in declared}


def _note_exports(shared: Shared) -> None:
    """Note what stacks export, under the names that are known."""
    for stack in shared.stacks.values():
        for name, node in stack.section("Outputs").items():
            export = node.get("Export")
            named = export.get("Name") if export is not None else None
            if named is None:
                continue
            text = stack.spell(stack.value(named), named)
            if isinstance(text, str):
                shared.exports[text] = partial(stack.output, name, node)


def _resources(stack: Stack) -> Iterator[Resource]:
    for name, node in stack.resources.items():
        exists = stack.exists(name)
        key = f"{stack.prefix}{name}"
        if exists is False or (node.get("Type") is not None and key in stack.shared.stacks):
            continue
        kind = node.get("Type")
        if kind is None or not isinstance(kind.value, str):
            raise node.problem(code="template-resource-untyped", what=f"`{name}` has no `Type`", link=ANATOMY)
        yield _resource(stack, name, node, kind.value, exists)


def _resource(stack: Stack, name: str, node: Node, kind: str, exists: bool | Hole) -> Resource:  # noqa: FBT001
    properties = node.get("Properties")
    names = stack.property_names(name)
    values = {key: stack.property(name, key) for key in names}
    opaque = properties is not None and (
        "Fn::Transform" in properties.members or not isinstance(properties.value, dict)
    )
    return Resource(
        key=f"{stack.prefix}{name}",
        kind=kind,
        origin=Origin(f"{stack.prefix}{name}", node.file, node.line),
        properties={key: value for key, value in values.items() if value is not None},
        maybe=Hole(f"{name} is made under a condition that is not decided: {exists.reason}")
        if isinstance(exists, Hole)
        else None,
        opaque=Hole(f"only AWS can work out the properties of {name}") if opaque else None,
    )


def _check_circles(shared: Shared) -> None:
    ring = shared.edges.ring()
    if not ring:
        return
    names = [name for name, _ in ring]
    raise InputError(
        Problem(
            code="template-circular-reference",
            what=f"resources name each other in a circle: {' → '.join([*names, names[0]])}",
            facts=tuple((name, str(node.place)) for name, node in ring),
            hint="take one of the references out; rules of security groups that name each other stand on their own as "
            "`AWS::EC2::SecurityGroupIngress` and `AWS::EC2::SecurityGroupEgress`",
            link=_CIRCLE,
            place=ring[0][1].place,
        )
    )


def _holdings(template: Template, resources: list[Resource], stack: Stack) -> Holdings:
    partition = stack.pseudo[PARTITION]

    def spell(value: Evaluated) -> Spelled:
        return stack.spell(value, stack.root)

    def ask(name: str) -> Spelled | None:
        value = stack.pseudo.get(name)
        return value if isinstance(value, str | Partial | Hole) else None

    setting = Setting(
        partition=partition if isinstance(partition, str) else "",
        region=template.region,
        account=Known(template.account) if template.account else Unknown("the account is not given"),
    )
    return Holdings(resources={one.key: one for one in resources}, spell=spell, setting=setting, pseudo=ask)


def _members(root: Node, section: str) -> dict[str, Node]:
    node = root.get(section)
    return node.members if node is not None else {}
