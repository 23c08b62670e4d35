"""Laws that hold for the start of any task, whatever it says and whatever is unknown."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sealane.startup.advice import advice
from sealane.startup.egress import egress_needs
from sealane.startup.endpoint_policies import endpoint_statements
from sealane.startup.endpoints import endpoint_needs
from sealane.startup.needs import Caller, EndpointNeed, Statement, TaskSteps
from sealane.startup.permissions import managed_shortfall, role_statements
from sealane.startup.policies import endpoint_policy, identity_policy
from sealane.startup.sequence import cards, steps
from sealane.startup.step import (
    Call,
    GatewayEndpoint,
    Interface,
    InterfaceEndpoint,
    NoPackets,
    Principal,
    Resource,
    Step,
    StepName,
)
from sealane.world.tasks import Setting, TaskDefinition
from sealane.world.values import Known
from tests.unit.startup.tasks import AWSLOGS, KEY, SECRET, SETTINGS, TASKS, secret, start

ORDER = list(StepName)
ROLES = (Principal.EXECUTION_ROLE, Principal.TASK_ROLE)


def pairs(calls: list[Call]) -> set[tuple[str, Resource]]:
    """Return every action with every resource that a call names together."""
    return {(action, resource) for call in calls for action in call.actions for resource in call.resources}


def granted(statements: tuple[Statement, ...]) -> set[tuple[str, Resource]]:
    """Return every action with every resource that a statement allows together."""
    return {(action, resource) for one in statements for action in one.actions for resource in one.resources}


@given(TASKS, SETTINGS)
def test_steps_come_in_the_order_of_the_closed_list(task: TaskDefinition, setting: Setting) -> None:
    """Any task has steps, in the order of their names, the same each time."""
    found = steps(task, setting)
    places = [ORDER.index(step.name) for step in found]
    assert places == sorted(places)
    assert steps(task, setting) == found
    assert advice(task, setting) == advice(task, setting)


@given(TASKS, SETTINGS)
def test_every_step_says_why_and_where_from(task: TaskDefinition, setting: Setting) -> None:
    """Each step has a reason, a source from its card, and a host and port exactly when the task sends packets."""
    sources = {card.name: card.sources for card in cards()}
    for step in steps(task, setting):
        assert step.because
        assert step.source in sources[step.name]
        silent = isinstance(step.carrier, NoPackets)
        assert silent == (step.interface is not Interface.TASK)
        assert (step.port == 0) is silent
        assert (step.host == Known("")) is silent


@given(TASKS, SETTINGS)
def test_only_calls_beside_the_containers_are_not_needed_to_start(task: TaskDefinition, setting: Setting) -> None:
    """Exec, the application and a log router never decide whether the task starts; everything else does."""
    optional = {StepName.EXEC_CHANNEL, StepName.APPLICATION}
    for step in steps(task, setting):
        assert not (step.starts and step.name in optional)
        assert step.starts or step.name in optional | {StepName.LOG_STREAM}


@given(st.lists(TASKS, max_size=3), SETTINGS)
def test_every_endpoint_has_a_reason(tasks: list[TaskDefinition], setting: Setting) -> None:
    """An endpoint exists because of steps that it carries, and each carried step is among some endpoint's reasons."""
    started = [start(task, setting) for task in tasks]
    needs = endpoint_needs(started)
    reasons = [reason for need in needs for reason in need.reasons]
    assert all(need.reasons for need in needs)
    carried = [
        (task.task, step)
        for task in started
        for step in task.steps
        if isinstance(step.carrier, InterfaceEndpoint | GatewayEndpoint)
    ]
    assert sorted(map(repr, reasons)) == sorted(map(repr, carried))
    assert len({(need.service_name, need.kind) for need in needs}) == len(needs)


@given(st.lists(TASKS, min_size=2, max_size=3), SETTINGS)
def test_the_order_of_tasks_does_not_matter_for_endpoints(tasks: list[TaskDefinition], setting: Setting) -> None:
    """The same endpoints come in the same order, whichever task is named first, with gateways last."""
    started = [start(task, setting) for task in tasks]
    names = [need.service_name for need in endpoint_needs(started)]
    assert names == [need.service_name for need in endpoint_needs(started[::-1])]
    kinds = [need.kind for need in endpoint_needs(started)]
    assert kinds == sorted(kinds, reverse=True)


@given(TASKS, SETTINGS)
def test_roles_get_exactly_what_the_steps_call(task: TaskDefinition, setting: Setting) -> None:
    """The union of a role's statements is the union of the calls made with it."""
    found = steps(task, setting)
    for principal in ROLES:
        calls = [call for step in found for call in step.calls if call.principal is principal]
        assert granted(role_statements(found, principal)) == pairs(calls)
        sids = [statement.sid for statement in role_statements(found, principal)]
        assert len(set(sids)) == len(sids)
        assert all(sid.isalnum() for sid in sids)


@given(TASKS, SETTINGS)
def test_the_shortfall_completes_the_managed_policy(task: TaskDefinition, setting: Setting) -> None:
    """AWS's managed policy and the shortfall together allow every action of the execution role."""
    found = steps(task, setting)
    managed = ("ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
    given_by_aws = {*managed, "logs:CreateLogStream", "logs:PutLogEvents"}
    needed = {action for action, _ in granted(role_statements(found, Principal.EXECUTION_ROLE))}
    lacking = {action for action, _ in granted(managed_shortfall(found))}
    assert needed - given_by_aws == lacking


def lets_through(statements: tuple[Statement, ...], action: str, resource: Resource, caller: Caller) -> bool:
    """Tell whether an endpoint's statements allow one action, as whoever makes it."""
    signer = None if caller.principal is Principal.NOBODY else caller
    return any(
        (action in one.actions or "*" in one.actions)
        and resource in one.resources
        and (not one.callers if signer is None else not one.callers or signer in one.callers)
        for one in statements
    )


@given(st.lists(TASKS, min_size=1, max_size=2), SETTINGS)
def test_endpoint_policies_let_every_call_through(tasks: list[TaskDefinition], setting: Setting) -> None:
    """Every call that passes an endpoint is allowed by its least-privilege policy."""
    started = [start(task, setting) for task in tasks]
    for need in endpoint_needs(started):
        statements = endpoint_statements(need, started)
        assert statements
        for task, step in need.reasons:
            for call in step.calls:
                caller = Caller(task=task, principal=call.principal)
                for action, resource in pairs([] if call.through else [call]):
                    assert lets_through(statements, action, resource, caller)


@given(st.lists(TASKS, min_size=1, max_size=2), SETTINGS)
def test_endpoint_policies_allow_nothing_without_a_reason(tasks: list[TaskDefinition], setting: Setting) -> None:
    """An action that an endpoint's policy names is called by a step, or the application's whole service, or unknown."""
    started = [start(task, setting) for task in tasks]
    called = {action for task in started for step in task.steps for call in step.calls for action in call.actions}
    for need in endpoint_needs(started):
        plain = {action for one in endpoint_statements(need, started) for action in one.actions} - called
        silent = {step.name for _, step in need.reasons if not step.calls}
        assert all(action.endswith("*") for action in plain)
        assert not plain or silent & {StepName.APPLICATION, StepName.SERVICE_CONNECT}


@given(st.lists(TASKS, min_size=1, max_size=2), SETTINGS)
def test_every_policy_can_be_written(tasks: list[TaskDefinition], setting: Setting) -> None:
    """Any task's policies render, with every resource an ARN or `*`, and a gateway's principal is always `*`."""
    started = [start(task, setting) for task in tasks]
    needs = endpoint_needs(started)
    documents = [(need, endpoint_policy(need, started, setting)) for need in needs]
    statements = [one for _, document in documents for one in document["Statement"]]
    for task in started:
        for principal in ROLES:
            statements += identity_policy(role_statements(task.steps, principal), setting)["Statement"]
    resources = [resource for statement in statements for resource in statement["Resource"]]
    assert all(resource == "*" or resource.startswith("arn:") for resource in resources)
    gateways = [one for need, document in documents if need.kind == "Gateway" for one in document["Statement"]]
    assert all(one["Principal"] == "*" for one in gateways)


def with_more(task: TaskDefinition) -> list[TaskDefinition]:
    """Return the task with one more feature each."""
    first, *rest = task.containers
    richer = (
        replace(first, secrets=(*first.secrets, secret("MORE", SECRET))),
        replace(first, environment_files=(*first.environment_files, Known("arn:aws:s3:::more/more.env"))),
        *(
            (replace(first, log=replace(first.log, driver="awslogs", options=AWSLOGS.options)),)
            if not first.log.driver
            else ()
        ),
    )
    return [
        *(replace(task, containers=(container, *rest)) for container in richer),
        replace(task, exec_enabled=True),
        replace(task, exec_enabled=True, exec_key=Known(KEY) if task.exec_key == Known("") else task.exec_key),
        replace(task, service_connect=True),
        replace(task, aws_services=(*task.aws_services, "sns")),
        replace(task, keys=(*task.keys, ("secret:DB", KEY))),
    ]


def services(needs: tuple[EndpointNeed, ...]) -> set[str]:
    """Return the full names of needed endpoint services."""
    return {need.service_name for need in needs}


@given(TASKS, SETTINGS)
def test_a_further_feature_never_takes_a_need_away(task: TaskDefinition, setting: Setting) -> None:
    """Whatever is added to a task, every endpoint, way out and permission that was needed still is."""
    before = steps(task, setting)
    for richer in with_more(task):
        after = steps(richer, setting)
        assert services(needs_of(before)) <= services(needs_of(after))
        assert set(egress_needs(before)) <= set(egress_needs(after))
        for principal in ROLES:
            assert granted(role_statements(before, principal)) <= granted(role_statements(after, principal))


def needs_of(found: tuple[Step, ...]) -> tuple[EndpointNeed, ...]:
    """Return the endpoints of one task."""
    return endpoint_needs([TaskSteps(task="task", steps=found)])


@given(TASKS, SETTINGS)
def test_egress_opens_what_endpoints_carry_and_nothing_else(task: TaskDefinition, setting: Setting) -> None:
    """A way out exists exactly for what some step's packets take."""
    found = steps(task, setting)
    ways = egress_needs(found)
    interfaces = any(isinstance(step.carrier, InterfaceEndpoint) for step in found)
    assert interfaces == any(way.towards == "interface-endpoints" for way in ways)
    gateways = {step.carrier.suffix for step in found if isinstance(step.carrier, GatewayEndpoint)}
    assert gateways == {way.suffix for way in ways if way.towards == "prefix-list"}
    assert {way.port for way in ways} <= {443, 2049}
