"""Where a log router (FireLens) sends a container's output, by the output plugin that its options name.

The router calls with the task role: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html
The plugins' options: https://docs.fluentbit.io/manual/pipeline/outputs and, for the older plugins in Go,
https://github.com/aws/amazon-cloudwatch-logs-for-fluent-bit
"""

from __future__ import annotations

from sealane.startup.compose import here
from sealane.startup.journeys import Journey, from_task, to_bucket, to_service, undecided
from sealane.startup.step import Call, Kind, Outside, Principal, Resource
from sealane.world.tasks import Container, Setting
from sealane.world.values import Known, Unknown, Value

Destination = tuple[str, Journey, tuple[Call, ...]]
"""Why, how, and with which permissions."""

_CREATES = ("logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents")


def destination(container: Container, setting: Setting) -> Destination:
    """Return where the output of a container with `awsfirelens` goes."""
    options = container.log.options
    because = f"container {container.name} logs through the log router"
    if not isinstance(options, Known):
        return because, undecided(options), ()
    named = {key.lower(): value for key, value in options.value}
    plugins = {
        "cloudwatch": _logs,
        "cloudwatch_logs": _logs,
        "firehose": _firehose,
        "kinesis_firehose": _firehose,
        "kinesis": _kinesis,
        "kinesis_streams": _kinesis,
        "s3": _bucket,
    }
    plugin = named.get("name", named.get("@type", ""))
    if plugin in plugins:
        where, journey, calls = plugins[plugin](named, setting)
        return f"{because} to {where}", journey, calls
    if not plugin:
        reason = "the log router's own configuration says where the logs go"
        return because, undecided(Unknown(reason)), ()
    return f"{because} to {plugin}", _outside(plugin, named), ()


def _logs(options: dict[str, str], setting: Setting) -> Destination:
    create = options.get("auto_create_group", "").lower() in {"true", "on"}
    name: Value[str] = _option(options, "log_group_name")
    group = Resource(kind=Kind.LOG_GROUP, identifier=name, region=_region(options, setting), account=setting.account)
    actions = ("logs:CreateLogGroup", *_CREATES) if create else _CREATES
    journey = to_service("logs", _region(options, setting), setting)
    return "CloudWatch Logs", journey, (_call(actions, group),)


def _firehose(options: dict[str, str], setting: Setting) -> Destination:
    stream = here(Kind.DELIVERY_STREAM, _option(options, "delivery_stream"), setting)
    journey = to_service("kinesis-firehose", _region(options, setting), setting)
    return "Data Firehose", journey, (_call(("firehose:PutRecordBatch",), stream),)


def _kinesis(options: dict[str, str], setting: Setting) -> Destination:
    stream = here(Kind.DATA_STREAM, _option(options, "stream"), setting)
    journey = to_service("kinesis-streams", _region(options, setting), setting)
    return "Kinesis Data Streams", journey, (_call(("kinesis:PutRecords",), stream),)


def _bucket(options: dict[str, str], setting: Setting) -> Destination:
    bucket = options.get("bucket", "")
    if not bucket:
        return "S3", undecided(Unknown("the log router's options name no bucket")), ()
    region = options.get("region", setting.region)
    objects = Resource(kind=Kind.OBJECT, identifier=Known(f"{bucket}/*"), region=Known(region))
    return "S3", to_bucket(bucket, region, setting), (_call(("s3:PutObject",), objects),)


def _outside(plugin: str, options: dict[str, str]) -> Journey:
    name = options.get("host", "")
    port = options.get("port", "")
    host: Value[str] = Known(name) if name else Unknown(f"the log router's plugin {plugin} knows its own host")
    carrier = Outside(reason=f"the log router sends to {name or plugin}, which is no AWS service")
    return from_task(host, carrier, int(port)) if port.isdecimal() else from_task(host, carrier)


def _region(options: dict[str, str], setting: Setting) -> Value[str]:
    return Known(options.get("region", setting.region))


def _option(options: dict[str, str], name: str) -> Value[str]:
    return Known(options[name]) if options.get(name) else Unknown(f"the log router's options name no {name}")


def _call(actions: tuple[str, ...], resource: Resource) -> Call:
    return Call(principal=Principal.TASK_ROLE, actions=actions, resources=(resource,))
