"""The port for Prometheus of a process that serves nothing else."""

import http.client
from ipaddress import ip_network

import pytest

from inbetween.domain.errors import OperatorError
from inbetween.metrics.listener import listening
from inbetween.metrics.meters import Meters

LOCAL, ELSEWHERE = (ip_network("127.0.0.0/8"),), (ip_network("10.0.0.0/8"),)


def asked(port: int) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/metrics")
    answer = connection.getresponse()
    try:
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_the_figures_are_answered_to_whom_they_are_for() -> None:
    meters = Meters()
    meters.submitted(model="m")
    with listening(meters, ("127.0.0.1", 0), allowed=LOCAL) as port:
        status, told = asked(port)
    assert status == 200
    assert 'inbetween_tasks_submitted_total{model="m"} 1.0' in told.splitlines()


def test_others_are_hung_up_on() -> None:
    with (
        listening(Meters(), ("127.0.0.1", 0), allowed=ELSEWHERE) as port,
        pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)),
    ):
        asked(port)


def test_a_port_that_is_taken_is_one_sentence() -> None:
    with (
        listening(Meters(), ("127.0.0.1", 0), allowed=LOCAL) as port,
        pytest.raises(OperatorError, match=f"Figures cannot be served on 127.0.0.1:{port}"),
        listening(Meters(), ("127.0.0.1", port), allowed=LOCAL),
    ):
        pass
