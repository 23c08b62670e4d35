"""The partition, Region and account that each provider configuration of a plan speaks to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sealane.grammar.partitions import known_regions, partition_of
from sealane.readers.plan.document import ProviderConfig, Variable
from sealane.readers.plan.references import traversals
from sealane.records import dataclass, field
from sealane.world.tasks import Setting
from sealane.world.values import Known, Unknown, Value

_REGION_DATA: Final = "aws_region"
_CALLER_DATA: Final = "aws_caller_identity"
_ACCOUNT: Final = 4


@dataclass(frozen=True, slots=True)
class Lookup:
    """A data source that tells about its provider, or a resource whose ARN does."""

    provider: str
    type: str
    values: Mapping[str, object]


@dataclass(slots=True)
class Providers:
    """Provider configurations by their key; `lookups` are what data sources have read by them.

    `otherwise` is the account where nothing in the plan tells it, empty when that is not known either.
    """

    configs: Mapping[str, ProviderConfig]
    variables: Mapping[str, Variable]
    lookups: tuple[Lookup, ...]
    regions_seen: Iterable[str] = ()
    otherwise: str = ""
    _settings: dict[str, Setting] = field(default_factory=dict)

    def setting(self, key: str) -> Setting:
        """Return where a provider's resources are."""
        if key not in self._settings:
            region = self._region(key)
            self._settings[key] = Setting(
                partition=partition_of(region).name if region in known_regions() else "aws",
                region=region,
                account=self._account(key),
            )
        return self._settings[key]

    def _region(self, key: str) -> str:
        config = self.configs.get(key)
        written = _written(config.expressions.get("region"), self.variables) if config else ""
        if written:
            return written
        for lookup in self.lookups:
            if lookup.provider == key and lookup.type == _REGION_DATA:
                # Provider 6 calls it `region`: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/region
                name = lookup.values.get("region") or lookup.values.get("name")
                if isinstance(name, str):
                    return name
        seen = set(self.regions_seen)
        return seen.pop() if len(seen) == 1 else ""

    def _account(self, key: str) -> Value[str]:
        for lookup in self.lookups:
            account = lookup.values.get("account_id")
            if lookup.provider == key and lookup.type == _CALLER_DATA and isinstance(account, str):
                return Known(account)
        told = {_account_in(lookup.values.get("arn")) for lookup in self.lookups if lookup.provider == key} - {""}
        if len(told) == 1:
            return Known(told.pop())
        config = self.configs.get(key)
        allowed = config.expressions.get("allowed_account_ids") if config else None
        ids = allowed.get("constant_value") if isinstance(allowed, dict) and "references" not in allowed else None
        if isinstance(ids, list) and len(ids) == 1 and isinstance(ids[0], str) and ids[0].isdecimal():
            return Known(ids[0])
        return Known(self.otherwise) if self.otherwise else Unknown("the account is not in the source")


def _account_in(arn: object) -> str:
    parts = arn.split(":", _ACCOUNT + 1) if isinstance(arn, str) and arn.startswith("arn:") else []
    return parts[_ACCOUNT] if len(parts) > _ACCOUNT and parts[_ACCOUNT].isdecimal() else ""


def _written(expression: object, variables: Mapping[str, Variable]) -> str:
    """Return a Region that is written as a constant or as a variable; source text of `.tf.json` is neither."""
    if not isinstance(expression, dict):
        return ""
    found = traversals(expression.get("references")) if expression.get("references") else ()
    if found and len(found) == 1 and found[0].root == "var" and not found[0].steps:
        variable = variables.get(found[0].name)
        value = variable.value if variable else None
        return value if isinstance(value, str) and value in known_regions() else ""
    constant = expression.get("constant_value")
    return constant if isinstance(constant, str) and not found and "${" not in constant else ""
