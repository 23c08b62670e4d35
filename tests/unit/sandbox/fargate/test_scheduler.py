"""What services do next."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sealane.records import replace
from sealane.sandbox.fargate.records import Advance, Rollout, State, Status, Task, Wish
from sealane.sandbox.fargate.scheduler import advance, threshold

_WISH = Wish(arn="arn:s", name="web", desired=2, definition="web:1", breaker=True, rollback=True)


_CHANGE = st.tuples(st.integers(0, 4), st.sampled_from(["web:1", "web:2", "web:3"]), st.booleans())


class World:
    """Services and tasks in memory: what starts gets going as a test says."""

    def __init__(self, wish: Wish = _WISH) -> None:
        """Begin with nothing."""
        self.wish, self.state, self.now = wish, State(), 0.0
        self.tasks: list[Task] = []
        self.events: list[str] = []

    def step(self) -> Advance:
        """Let the scheduler act once, and do what it says."""
        self.now += 1
        made = advance(self.wish, self.state, self.tasks, self.now)
        self.state = made.state
        self.events += made.events
        for deployment in made.start:
            self.tasks.append(Task(arn=f"arn:t/{len(self.tasks)}", deployment=deployment, created=self.now))
        gone = {arn for arn, _ in made.stop}
        self.tasks = [replace(one, wanted=False) if one.arn in gone else one for one in self.tasks]
        return made

    def run(self) -> None:
        """Let everything that is wanted run, and everything else be over."""
        self.tasks = [self._moved(one) for one in self.tasks]

    def fail(self) -> None:
        """Let everything that does not run yet fail to start."""
        self.tasks = [
            replace(one, status=Status.STOPPED, wanted=False, blamed=True, reason="no way", stopped=self.now)
            if one.alive and not one.ran
            else one
            for one in self.tasks
        ]

    def settle(self, most: int = 20) -> None:
        """Let time pass until nothing changes any more."""
        for _ in range(most):
            self.step()
            self.run()

    def _moved(self, one: Task) -> Task:
        if one.status is Status.STOPPED:
            return one
        if not one.wanted:
            return replace(one, status=Status.STOPPED, stopped=self.now)
        return replace(one, status=Status.RUNNING, ran=True, started=one.started or self.now)

    @property
    def rollouts(self) -> list[Rollout]:
        """Where the deployments are."""
        return [one.rollout for one in self.state.deployments]

    @property
    def running(self) -> list[str]:
        """The definitions of what runs."""
        names = {one.id: one.definition for one in self.state.deployments}
        return sorted(names.get(one.deployment, "?") for one in self.tasks if one.status is Status.RUNNING)


def test_a_new_service_starts_its_tasks_and_becomes_steady() -> None:
    """As many as desired are started at once, and the steady state is announced once, after the deployment."""
    world = World()
    assert len(world.step().start) == 2
    assert world.step().start == ()
    world.settle()
    assert world.running == ["web:1", "web:1"]
    primary = world.state.deployments[0]
    assert primary.rollout is Rollout.COMPLETED
    assert world.events == [
        f"(service web) (deployment {primary.id}) deployment completed.",
        "(service web) has reached a steady state.",
    ]


def test_a_task_that_ends_is_replaced() -> None:
    """The end of a running task starts another one, and blames nobody."""
    world = World()
    world.settle()
    world.tasks[0] = replace(world.tasks[0], status=Status.STOPPED, wanted=False, stopped=world.now)
    assert len(world.step().start) == 1
    world.settle()
    assert world.running == ["web:1", "web:1"]
    assert world.events.count("(service web) has reached a steady state.") == 2


def test_desired_count_up_and_down() -> None:
    """More are started, fewer are stopped, none for zero."""
    world = World()
    world.settle()
    for desired in (5, 1, 0):
        world.wish = replace(world.wish, desired=desired)
        world.settle()
        assert len(world.running) == desired


def test_a_new_definition_replaces_the_old_without_a_gap() -> None:
    """Old tasks stop only as far as new ones run, and in the end one deployment is left."""
    world = World()
    world.settle()
    world.wish = replace(world.wish, definition="web:2")
    made = world.step()
    assert (len(made.start), made.stop) == (2, ())
    world.settle()
    assert world.running == ["web:2", "web:2"]
    assert len(world.state.deployments) == 1


def test_a_forced_deployment_replaces_the_same_definition() -> None:
    """Asking anew replaces every task although the definition is the same."""
    world = World()
    world.settle()
    before = {one.arn for one in world.tasks}
    world.wish = replace(world.wish, forced="again")
    world.settle()
    after = {one.arn for one in world.tasks if one.status is Status.RUNNING}
    assert len(after) == 2
    assert not after & before


def test_the_circuit_breaker_goes_back() -> None:
    """After three failures the service is on its earlier definition again, with its tasks never touched."""
    world = World()
    world.settle()
    before = [one.arn for one in world.tasks]
    world.wish = replace(world.wish, definition="web:2")
    for _ in range(4):
        world.step()
        world.fail()
    assert world.state.deployments[0].definition == "web:1"
    assert "circuit breaker: rolling back" in world.state.deployments[0].reason
    world.settle()
    assert [one.arn for one in world.tasks if one.status is Status.RUNNING] == before
    assert any("deployment failed: tasks failed to start." in event for event in world.events)
    assert any("rolling back to deployment" in event for event in world.events)
    # What the service then names is what it went back to.
    world.wish = replace(world.wish, definition="web:1")
    world.settle()
    assert [one.arn for one in world.tasks if one.status is Status.RUNNING] == before


def test_without_an_earlier_one_the_deployment_stays_failed() -> None:
    """A first deployment that fails starts nothing more, until something else is wanted."""
    world = World()
    for _ in range(4):
        world.step()
        world.fail()
    assert world.state.deployments[0].rollout is Rollout.FAILED
    assert world.step().start == ()
    world.wish = replace(world.wish, definition="web:2")
    assert len(world.step().start) == 2


def test_without_a_circuit_breaker_starts_become_rarer() -> None:
    """Failures are announced with their reason, each once, and pauses grow; a running task ends them."""
    world = World(replace(_WISH, breaker=False, desired=1))
    for _ in range(60):
        world.step()
        world.fail()
    count = len(world.tasks)
    assert 3 < count < 10
    assert world.events.count("(service web) was unable to place a task. Reason: no way.") == count
    assert sum("unable to consistently start" in event for event in world.events) == 1


def test_health_checks_decide_when_a_task_counts() -> None:
    """With health checks a deployment is complete only once its tasks are healthy."""
    world = World(replace(_WISH, has_checks=True))
    world.settle()
    assert world.rollouts == [Rollout.IN_PROGRESS]
    world.tasks = [replace(one, healthy=True) for one in world.tasks]
    world.settle()
    assert world.rollouts == [Rollout.COMPLETED]


def test_the_threshold_is_half_of_the_tasks_within_bounds() -> None:
    """Half of the desired count, never fewer than three nor more than 200."""
    assert [threshold(desired) for desired in (1, 6, 10, 1000)] == [3, 3, 5, 200]


@settings(max_examples=80)
@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.sampled_from(["web:1", "web:2", "web:3"]), st.booleans()),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_happens_the_service_arrives(changes: list[tuple[int, str, bool]]) -> None:
    """After any changes and failures, once tasks start again, as many as desired run, and never more than 200 %."""
    world = World(replace(_WISH, breaker=False))
    for desired, definition, failing in changes:
        world.wish = replace(world.wish, desired=desired, definition=definition)
        for _ in range(2):
            alive = sum(one.alive for one in world.tasks)
            made = world.step()
            assert alive + len(made.start) <= max(alive, 2 * desired)
            if failing:
                world.fail()
            else:
                world.run()
    world.now += 1000
    world.settle(30)
    assert world.running == [world.wish.definition] * world.wish.desired
    assert world.rollouts == [Rollout.COMPLETED]
