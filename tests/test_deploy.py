"""The files in deploy/ say what is promised of them; where the programs that read them are at hand, those do."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.commands.context import INTO
from tests import ROOT
from tests.e2e.proxy import arrange, find

DEPLOY = ROOT / "deploy"


def said(path: str) -> str:
    """A file without its comments."""
    return re.sub(r"^\s*#.*$", "", (DEPLOY / path).read_text("utf-8"), flags=re.MULTILINE)


def compose() -> dict[str, Any]:
    """The services of the compose file."""
    found: dict[str, Any] = yaml.safe_load(said("compose.yaml"))
    return found


def kinds() -> dict[str, Any]:
    """The objects of the Kubernetes manifest by their kind."""
    return {each["kind"]: each for each in yaml.safe_load_all(said("kubernetes/briefing.yaml"))}


@pytest.mark.parametrize(
    "wanted",
    [
        "proxy_set_header Upgrade $http_upgrade;",
        "limit_req  zone=briefing_asked",
        "limit_req  zone=briefing_signing",
        "limit_conn briefing_open",
        "ssl_protocols TLSv1.2 TLSv1.3;",
        "Strict-Transport-Security",
        "client_max_body_size   1k;",
        "return 301 https://$server_name$request_uri;",
    ],
)
def test_the_proxy_does_what_is_promised(wanted: str) -> None:
    assert wanted in said("nginx.conf")


def test_the_log_of_the_proxy_has_no_queries() -> None:
    (line,) = re.findall(r"log_format briefing (.*?);", said("nginx.conf"), re.DOTALL)
    assert "$uri" in line
    assert not {"$request", "$request_uri", "$args", "$query_string", "$http_referer"} & set(re.findall(r"\$\w+", line))


@pytest.mark.parametrize("file", ["upstream.conf", "upstream-compose.conf"])
def test_a_reader_stays_with_one_process(file: str) -> None:
    assert "hash $briefing_way consistent;" in said(file)


@pytest.mark.parametrize("file", ["upstream.conf", "upstream-compose.conf"])
def test_no_process_is_put_out_for_what_a_stranger_asks(file: str) -> None:
    assert {line.rpartition(" ")[2] for line in said(file).splitlines() if " server " in line} == {"max_fails=0;"}


@pytest.mark.skipif(not find(), reason="nginx is not installed")
def test_nginx_takes_its_files(tmp_path: Path) -> None:
    main = arrange(tmp_path)
    tried = subprocess.run([str(find()), "-t", "-c", str(main)], capture_output=True, text=True)
    assert tried.returncode == 0, tried.stderr


@pytest.mark.parametrize("service", ["briefing", "proxy"])
def test_a_container_may_do_nothing_but_its_work(service: str) -> None:
    found = compose()["services"][service]
    assert found["read_only"] is True
    assert found["cap_drop"] == ["ALL"]
    assert found["security_opt"] == ["no-new-privileges:true"]
    assert found["deploy"]["resources"]["limits"]["memory"]


def test_the_dashboard_has_several_processes_and_no_way_out() -> None:
    found = compose()
    assert found["services"]["briefing"]["deploy"]["replicas"] > 1
    assert found["services"]["briefing"]["networks"] == ["inside"]
    assert found["networks"]["inside"]["internal"] is True
    assert "ports" not in found["services"]["briefing"]


def test_the_image_is_of_locked_pins_alone() -> None:
    text = said("Dockerfile")
    assert "--require-hashes -r requirements.lock" in text
    assert "uninstall --quiet --yes pytest" in text
    assert "HEALTHCHECK" in text
    assert re.search(r"^USER 10001$", text, re.MULTILINE)


def test_whatever_is_copied_into_the_image_is_sent_to_its_build() -> None:
    sent = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    copied = set(re.findall(r"^COPY (?!--from)(\S+)", said("Dockerfile"), re.MULTILINE))
    assert copied == sent
    assert [path for path in copied if not (ROOT / path).exists()] == []


def test_a_layer_that_may_not_be_passed_on_is_in_no_commit_and_no_image() -> None:
    place = INTO.parent.as_posix()
    told = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert place in told[told.index("!data") :]  # of two lines that fit the later one holds
    assert f"/{place}/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_pods_are_probed_under_a_name_that_is_answered() -> None:
    (container,) = kinds()["Deployment"]["spec"]["template"]["spec"]["containers"]
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert container[probe]["httpGet"]["httpHeaders"] == [{"name": "Host", "value": "localhost"}]
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}


def test_pods_ask_nobody_and_readers_stay_with_one() -> None:
    found = kinds()
    assert found["NetworkPolicy"]["spec"]["policyTypes"] == ["Ingress", "Egress"]
    assert found["NetworkPolicy"]["spec"]["egress"] == []
    assert found["Service"]["spec"]["sessionAffinity"] == "ClientIP"
    assert found["Ingress"]["metadata"]["annotations"]["nginx.ingress.kubernetes.io/affinity"] == "cookie"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_systemd_takes_its_units(tmp_path: Path) -> None:
    unit = said("systemd/briefing@.service").replace("/srv/briefing/.venv/bin/python", "/bin/true")
    (tmp_path / "briefing@8501.service").write_text(unit, encoding="utf-8")
    shutil.copy(DEPLOY / "systemd" / "briefing.target", tmp_path)
    command = ["systemd-analyze", "verify", "--man=no", *map(str, sorted(tmp_path.iterdir()))]
    tried = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (tried.returncode, tried.stderr) == (0, "")
