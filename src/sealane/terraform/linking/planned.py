"""What `terraform test` prints of a plan, as far as linking needs it."""

from __future__ import annotations

from typing import Any, Final

import msgspec

NO_OP: Final = "no-op"


class Change(msgspec.Struct, gc=False):
    """What becomes of a resource."""

    actions: list[str] = []
    after: dict[str, Any] | None = None
    after_unknown: dict[str, Any] | bool = False


class ResourceChange(msgspec.Struct, gc=False):
    """A resource instance, or a data source that is not read yet."""

    address: str
    type: str = ""
    name: str = ""
    mode: str = "managed"
    index: int | str | None = None
    module_address: str = ""
    provider_name: str = ""
    change: Change = msgspec.field(default_factory=Change)

    @property
    def values(self) -> dict[str, Any]:
        """The values that are known."""
        return self.change.after or {}

    def is_unknown(self, name: str) -> bool:
        """Tell whether an attribute is not known at all."""
        unknown = self.change.after_unknown
        return unknown is True or (isinstance(unknown, dict) and unknown.get(name) is True)


class Attribute(msgspec.Struct, gc=False):
    """An attribute in a provider's schema; `type` is a name, or a list of a kind and what it holds."""

    type: Any = "string"
    computed: bool = False


class Block(msgspec.Struct, gc=False):
    """The attributes of a resource type."""

    attributes: dict[str, Attribute] = {}


class Schema(msgspec.Struct, gc=False):
    """A resource type."""

    block: Block = msgspec.field(default_factory=Block)


class ProviderSchema(msgspec.Struct, gc=False):
    """A provider's resource types and data sources, each decoded when it is asked for."""

    resource_schemas: dict[str, msgspec.Raw] = {}
    data_source_schemas: dict[str, msgspec.Raw] = {}


class Output(msgspec.Struct, gc=False):
    """An output of the root module."""

    after: Any = None


class Planned(msgspec.Struct, gc=False):
    """A plan."""

    resource_changes: list[ResourceChange] = []
    output_changes: dict[str, Output] = {}
    provider_schemas: dict[str, ProviderSchema] = {}

    def schema(self, change: ResourceChange) -> Block:
        """Return the attributes of a resource's type, none of a type that no provider here knows."""
        provider = self.provider_schemas.get(change.provider_name)
        if provider is None:
            return Block()
        types = provider.data_source_schemas if change.mode == "data" else provider.resource_schemas
        raw = types.get(change.type)
        return _SCHEMA.decode(raw).block if raw else Block()


class _WithoutSchemas(msgspec.Struct, gc=False):
    resource_changes: list[msgspec.Raw] = []


_PLANNED: Final = msgspec.json.Decoder(Planned)
_SCHEMA: Final = msgspec.json.Decoder(Schema)
_CHANGES: Final = msgspec.json.Decoder(_WithoutSchemas)


def decode(document: bytes) -> Planned:
    """Decode a plan that Terraform has just printed."""
    return _PLANNED.decode(document)


def changes_of(document: bytes) -> bytes:
    """Return the resource changes of a plan as a document of their own, without the megabytes of schemas."""
    return msgspec.json.encode({"resource_changes": _CHANGES.decode(document).resource_changes})
