"""What a client meets at endpoints and on the internet, with everything allowed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import socket
import ssl
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from sealane.sandbox.clients import client
from sealane.sandbox.images import Place, copy, ecr_client
from tests.lab.front.conftest import ACCOUNT, KEY, REGION, Behind, Standing, stand

_OTHER = "210987654321"


def test_a_pull_goes_by_token_manifest_and_a_redirect_to_s3(standing: Standing, behind: Behind) -> None:
    """Each part of a pull works where it stands, and the record tells who did what, where, with how many bytes."""
    token = standing.token()
    assert standing.pull("/v2/", token).status == 200
    manifest = standing.pull("/v2/app/manifests/1.0", token)
    assert (manifest.status, manifest.headers["Docker-Content-Digest"]) == (200, behind.digest)
    assert f"sha256:{hashlib.sha256(manifest.body).hexdigest()}" == behind.digest
    assert standing.pull(f"/v2/app/manifests/{behind.digest}", token).body == manifest.body
    moved = standing.pull(f"/v2/app/blobs/{behind.layer_digest}", token)
    assert moved.status == 307
    host = f"prod-{REGION}-starport-layer-bucket.s3.{REGION}.amazonaws.com"
    assert moved.headers["Location"].startswith(f"https://{host}/")
    assert standing.ask("s3", moved.headers["Location"]).body == behind.layer
    told = standing.front.record.since()
    assert [(each.space, each.status, each.principal, each.outside) for each in told] == [
        ("ecr.api", 200, "exec", False),
        *[("ecr.dkr", 200, "exec", False)] * 3,
        ("ecr.dkr", 307, "exec", False),
        ("s3", 200, "", False),
    ]
    assert told[0].operation == "GetAuthorizationToken"
    assert told[-1].sent == len(behind.layer)
    assert {each.unenforced for each in told} == {()}


def test_a_part_of_a_layer_can_be_asked_for(standing: Standing, behind: Behind) -> None:
    """A range is answered with that part, one beyond the end is not, and a changed URL is not ECR's."""
    url = standing.pull(f"/v2/app/blobs/{behind.layer_digest}", standing.token()).headers["Location"]
    part = standing.ask("s3", url, headers={"Range": "bytes=10-19"})
    assert (part.status, part.body) == (206, behind.layer[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(behind.layer)}"
    assert standing.ask("s3", url, headers={"Range": f"bytes={len(behind.layer)}-"}).status == 416
    assert standing.ask("s3", url, method="HEAD").headers["Content-Length"] == str(len(behind.layer))
    assert standing.ask("s3", url.replace("/app/", "/other/")).status == 403


def test_the_registry_asks_for_ecrs_token(standing: Standing) -> None:
    """Without it, or with one that ECR did not give, the answer is 401 with the challenge that ECR sends."""
    for token in ("", "Basic QVdTOmd1ZXNz", "Bearer x", "Basic !"):
        got = standing.pull("/v2/app/manifests/1.0", token)
        assert (got.status, got.body) == (401, b"Not Authorized\n")
        assert got.headers["Www-Authenticate"].startswith(f'Basic realm="https://{ACCOUNT}.dkr.ecr.')


@pytest.mark.parametrize(
    ("path", "account", "code"),
    [
        ("/v2/none/manifests/1.0", ACCOUNT, "NAME_UNKNOWN"),
        ("/v2/app/manifests/1.0", _OTHER, "NAME_UNKNOWN"),
        ("/v2/app/manifests/2.0", ACCOUNT, "MANIFEST_UNKNOWN"),
        (f"/v2/app/blobs/sha256:{'0' * 64}", ACCOUNT, "BLOB_UNKNOWN"),
        ("/v2/app/blobs/../../x", ACCOUNT, "UNSUPPORTED"),
        ("/v2/_catalog", ACCOUNT, "UNSUPPORTED"),
    ],
)
def test_what_is_not_there_is_told_as_ecr_tells_it(standing: Standing, path: str, account: str, code: str) -> None:
    """Repositories of another account, other tags and other layers are unknown."""
    got = standing.pull(path, standing.token(), account=account)
    assert (got.status, got.json["errors"][0]["code"]) == (404, code)


def test_a_tag_that_ecr_forgot_is_gone_from_the_registry(behind: Behind, standing: Standing) -> None:
    """ECR's API decides what a tag means, although the registry behind it still has the image."""
    place = Place(account=ACCOUNT, region=REGION, repository="app", tag="1.0")
    gone = Place(account=ACCOUNT, region=REGION, repository="gone", tag="1")
    copy(behind.sandbox, place, gone)
    token = standing.token()
    assert standing.pull("/v2/gone/manifests/1", token).status == 200
    ecr_client(behind.sandbox, gone).batch_delete_image(repositoryName="gone", imageIds=[{"imageTag": "1"}])
    assert standing.pull("/v2/gone/manifests/1", token).status == 404


def test_apis_answer_as_the_embedded_aws_does(standing: Standing, behind: Behind) -> None:
    """A secret is read and a log stream made, and what is absent is told in AWS's words."""
    got = standing.call("secretsmanager", "secretsmanager", "secretsmanager.GetSecretValue", {"SecretId": "db"})
    assert (got.status, got.json["SecretString"]) == (200, "hush")
    assert standing.front.record.since()[-1].resource == behind.secret
    whole = {"SecretId": behind.secret}
    assert standing.call("secretsmanager", "secretsmanager", "secretsmanager.GetSecretValue", whole).status == 200
    assert standing.front.record.since()[-1].resource == behind.secret
    made = {"logGroupName": "/ecs/app", "logStreamName": "a/b"}
    assert standing.call("logs", "logs", "Logs_20140328.CreateLogStream", made).status == 200
    absent = standing.call("logs", "logs", "Logs_20140328.CreateLogStream", {**made, "logGroupName": "/no"})
    assert (absent.status, absent.json["__type"]) == (400, "ResourceNotFoundException")


def test_environment_files_come_from_the_accounts_own_buckets(standing: Standing, behind: Behind) -> None:
    """An object is found by the bucket's host and by path, with the actions that policies name it by."""
    s3 = client(behind.sandbox, "s3", REGION)
    s3.create_bucket(Bucket="settings")
    s3.put_object(Bucket="settings", Key="a b/app.env", Body=b"A=1")
    signed = {"Authorization": f"AWS4-HMAC-SHA256 Credential={KEY}/20260101/{REGION}/s3/aws4_request, Signature=0"}
    host = f"settings.s3.{REGION}.amazonaws.com"
    by_host = standing.ask("s3", f"{host}/a%20b/app.env", headers=signed)
    assert (by_host.status, by_host.body) == (200, b"A=1")
    assert standing.ask("s3", f"s3.{REGION}.amazonaws.com/settings/a%20b/app.env", headers=signed).body == b"A=1"
    assert standing.ask("s3", f"{host}/a%20b/app.env", method="HEAD", headers=signed).status == 200
    assert standing.ask("s3", f"{host}/?location", headers=signed).status == 200
    assert standing.ask("s3", f"{host}/none", headers=signed).status == 404
    told = standing.front.record.since()
    assert {each.resource for each in told[:3]} == {"arn:aws:s3:::settings/a b/app.env"}
    assert told[3].resource == "arn:aws:s3:::settings"


def test_an_end_of_the_front_is_an_end_of_its_connections(behind: Behind) -> None:
    """A connection that a client keeps open is closed with the front, so nothing holds the lab's spaces open."""
    for standing in stand(behind, None):
        kept = standing.connect("logs", f"logs.{REGION}.amazonaws.com")
        standing.front.stop()
        kept.settimeout(10)
        with kept:
            assert kept.recv(1) == b""


def test_a_key_of_nobodys_is_refused(standing: Standing) -> None:
    """Credentials that no role of the lab has are invalid, by an API and by S3."""
    target = "secretsmanager.GetSecretValue"
    got = standing.call("secretsmanager", "secretsmanager", target, {"SecretId": "db"}, key="ASIASTRANGER")
    assert (got.status, got.json["__type"]) == (400, "UnrecognizedClientException")
    query = "?X-Amz-Credential=ASIASTRANGER%2F20260101%2Fus-east-1%2Fs3%2Faws4_request"
    got = standing.ask("s3", f"b.s3.{REGION}.amazonaws.com/k{query}")
    assert (got.status, b"InvalidAccessKeyId" in got.body) == (403, True)


def test_an_endpoint_has_the_certificate_of_its_own_service(standing: Standing) -> None:
    """A name of another service fails there as it would on AWS, and the record says what the client saw."""
    standing.connect("logs", f"logs.{REGION}.amazonaws.com").close()
    with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
        standing.connect("logs", f"secretsmanager.{REGION}.amazonaws.com")
    careless = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    careless.check_hostname, careless.verify_mode = False, ssl.CERT_NONE
    with standing.connect("logs", f"secretsmanager.{REGION}.amazonaws.com", careless) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: secretsmanager.{REGION}.amazonaws.com\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 421")
    notes = [each.note for each in standing.front.record.since()]
    assert any("no TLS" in note for note in notes)


def test_who_does_not_know_the_authority_trusts_nothing(standing: Standing) -> None:
    """The machine's own authorities do not vouch for the lab."""
    with pytest.raises(ssl.SSLCertVerificationError, match="unable to get local issuer"):
        standing.connect("outside", "pypi.org", ssl.create_default_context())
    with standing.connect("outside", "pypi.org"):
        pass


def test_the_internet_serves_everything_and_is_a_leak(standing: Standing) -> None:
    """AWS's names work there as by their public addresses, others say where they are, and all of it is outside."""
    assert b"was reached from the lab" in standing.ask("outside", "pypi.org/page").body
    token = standing.token()
    assert standing.pull("/v2/app/manifests/1.0", token, space="outside").status == 200
    leaks = [(each.host, each.status) for each in standing.front.record.since() if each.outside]
    assert leaks == [("pypi.org", 200), (f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com", 200)]


def test_a_connection_carries_many_requests(standing: Standing) -> None:
    """It is kept for the next request, chunks are put together, and a body too large to take ends it."""
    host = f"logs.{REGION}.amazonaws.com"
    scope = f"Credential=ASIAEXECUTIONROLE00/20260101/{REGION}/logs/aws4_request"
    head = (
        f"POST / HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-amz-json-1.1\r\n"
        f"X-Amz-Target: Logs_20140328.DescribeLogGroups\r\nAuthorization: AWS4-HMAC-SHA256 {scope}\r\n"
    ).encode()
    with standing.connect("logs", host) as connection, connection.makefile("rb") as read:
        for body in (
            b"Content-Length: 2\r\n\r\n{}",
            b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n",
        ):
            connection.sendall(head + body)
            assert read.readline().startswith(b"HTTP/1.1 200")
            lines = list(iter(read.readline, b"\r\n"))
            length = next(int(line.split()[1]) for line in lines if line.lower().startswith(b"content-length"))
            assert "logGroups" in json.loads(read.read(length))
        connection.sendall(head + b"Content-Length: 999999999999\r\n\r\n")
        assert read.readline().startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    "said",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\xff" * 60,
        b"GET / HTTP/1.1\r\n\r\n",
        b"\x00" * 10_000,
    ],
)
def test_what_is_no_tls_stops_nothing(standing: Standing, said: bytes) -> None:
    """Garbage is told as such, and the next client is served."""
    with socket.create_connection(("127.0.0.1", standing.front.ports()["logs"])) as connection:
        connection.sendall(said)
        connection.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionError):
            while connection.recv(4096):
                pass
    target = "Logs_20140328.DescribeLogGroups"
    assert standing.call("logs", "logs", target, {}).status == 200
    assert ["no TLS" in each.note for each in standing.front.record.since()] == [True, False]


@pytest.mark.parametrize("said", [b"nonsense\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"BREW / HTTP/1.1\r\n\r\n"])
def test_what_is_no_request_is_answered_with_an_error(standing: Standing, said: bytes) -> None:
    """The client is told so, and another one is served."""
    with standing.connect("outside", "pypi.org") as connection:
        connection.sendall(said)
        answer = connection.recv(4096)
    # Who does not say which version of HTTP he speaks is answered as in its first one, which had no status line.
    assert any(code in answer for code in (b"400", b"501", b"505"))
    assert standing.ask("outside", "pypi.org/").status == 200


def test_many_clients_are_served_at_once(standing: Standing, behind: Behind) -> None:
    """Fifty pulls at the same time get every byte of a layer each."""
    url = standing.front.aside().layer_url(f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com", "app", behind.layer_digest)
    with ThreadPoolExecutor(50) as pool:
        got = list(pool.map(lambda _: standing.ask("s3", url).body, range(50)))
    assert got == [behind.layer] * 50


def test_a_connection_without_a_request_is_told_too(standing: Standing) -> None:
    """A leak that says nothing is still a leak."""
    standing.connect("outside", "pypi.org").close()
    deadline = time.monotonic() + 10
    while not standing.front.record.since() and time.monotonic() < deadline:
        pass
    (told,) = standing.front.record.since()
    assert (told.host, told.status, told.outside) == ("pypi.org", 0, True)
