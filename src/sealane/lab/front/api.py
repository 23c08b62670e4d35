"""The APIs of AWS, answered by the embedded one behind the lab, once policies let a call through."""

from __future__ import annotations

import datetime as dt
import http
import json

from sealane.grammar.arns import has_random_suffix
from sealane.lab.front import denials
from sealane.lab.front.backends import Backends, ask, forward, passed_on
from sealane.lab.front.callers import Principal
from sealane.lab.front.calls import Asked, asked_of
from sealane.lab.front.desk import Desk
from sealane.lab.front.messages import Answer, Request, Told
from sealane.records import replace

_TOKEN_LIFE = dt.timedelta(hours=12)
_WHOLE = 1 << 20


class Api:
    """Answers requests to API hosts."""

    def __init__(self, backends: Backends, desk: Desk) -> None:
        """Ask `desk` first, then the embedded AWS."""
        self._backends = backends
        self._desk = desk

    def answer(self, request: Request) -> Answer:
        """Answer one request."""
        principal, stranger = self._desk.caller(request)
        account = principal.account if principal and principal.account else self._backends.account
        asked = asked_of(request, account)
        if stranger:
            # https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
            told = Told(operation=asked.operation, note="signed with a key that nobody in the lab has")
            return denials.error_of_api(
                "UnrecognizedClientException", "The security token included in the request is invalid.", told
            )
        resources = self._minted(asked, account, request.host.region)
        passed = self._desk.passes(request, principal, asked.action, resources, asked.operation)
        if not passed.allowed:
            return denials.of_api(request, passed.message, passed.told)
        headers = [*request.pairs, ("x-moto-account-id", account)]
        answer = forward(self._backends.aws, request.method, request.target, headers, request.body)
        if asked.action == "ecr:GetAuthorizationToken" and answer.status == http.HTTPStatus.OK:
            return self._token(json.loads(answer.read()), principal, passed.told)
        small = answer.length is not None and answer.length <= _WHOLE
        body = answer.read() if small or request.method == "HEAD" else answer
        return Answer(status=answer.status, headers=passed_on(answer.getheaders()), body=body, told=passed.told)

    def _minted(self, asked: Asked, account: str, region: str) -> tuple[str, ...]:
        """Put the ARN that Secrets Manager minted for the name or the part of an ARN that was asked for."""
        if not asked.action.startswith("secretsmanager:") or not asked.resources:
            return asked.resources
        wanted = asked.resources[0]
        name = wanted.rpartition(":secret:")[2]
        if has_random_suffix(name):
            return asked.resources
        owner = wanted.split(":")[4]
        status, found = ask(
            self._backends,
            "secretsmanager",
            "DescribeSecret",
            {"SecretId": name},
            account=owner or account,
            region=region,
        )
        return (str(found["ARN"]),) if status == http.HTTPStatus.OK and "ARN" in found else asked.resources

    def _token(self, read: dict[str, list[dict[str, object]]], principal: Principal | None, told: Told) -> Answer:
        """Put tokens of the lab's own, which say whose they are, where the embedded AWS has the same for everyone."""
        ends = (dt.datetime.now(dt.UTC) + _TOKEN_LIFE).timestamp()
        given = [
            each | {"authorizationToken": self._desk.callers.token_for(principal), "expiresAt": ends}
            for each in read.get("authorizationData", [])
        ]
        return Answer(
            status=http.HTTPStatus.OK,
            headers=(("Content-Type", "application/x-amz-json-1.1"),),
            body=json.dumps({"authorizationData": given}).encode(),
            told=replace(told, note="with a token of the lab's own"),
        )
