"""What an entry may be computed with is tried when it warms up, and whatever is wrong there is told with its figure."""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from inbetween import settings
from inbetween.cli.served import served
from inbetween.domain.errors import OperatorError
from inbetween.engines.wan import attention, checks, doctor, quantised
from inbetween.engines.wan.attention_kernels import KERNELS, Kernel, scaled_dot_product
from inbetween.engines.wan.models import loaded
from inbetween.engines.weights import Asked, Weights
from inbetween.worker.host import QuietHost
from tests.wan.test_engine import SCENE, engine_of

Tiny = Callable[[str], Path]
ASKED = Asked(width=80, height=48, fps=16, seconds=(1,))
"""What the scene of the engine's tests is: one segment of 75 tokens."""

FORGETS = Kernel(
    name="forgets", bits=16, absent=lambda _: None, attend=lambda q, k, v: scaled_dot_product(q, k[:, :-9], v[:, :-9])
)
"""A kernel that does not look at the last tokens."""


def entry(folder: Path, **changed: object) -> Weights:
    return Weights(name="tiny", folder=folder, kind=folder.name, devices=("cpu",), asked=(ASKED,), **changed)  # type: ignore[arg-type]


def test_what_will_be_served_is_tried_before_the_first_task(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engine_of(tiny("a14b"), asked=(ASKED,))
    monkeypatch.setattr(attention, "tried", lambda *_: pytest.fail("a kernel was tried under a task"))
    assert len(list(engine.render(SCENE, QuietHost()).frames)) == 17
    with pytest.raises(pytest.fail.Exception):  # a length that nobody foresaw is tried as it comes
        list(engine.render(replace(SCENE, frame_count=9), QuietHost()).frames)


def test_a_wrong_kernel_is_refused_at_start_and_the_next_does_the_work(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(KERNELS, "forgets", FORGETS)
    models = loaded(entry(tiny("a14b")))
    assert "The attention kernel forgets is refused at 75 tokens to 75 on cpu: strays by " in capsys.readouterr().err
    assert models.experts


@pytest.mark.parametrize("mode", ["exact", "attention8"])
def test_where_no_kernel_is_right_nothing_is_loaded(tiny: Tiny, monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    monkeypatch.setitem(KERNELS, "sdpa", replace(FORGETS, name="sdpa"))
    monkeypatch.delitem(KERNELS, "plain8")
    with pytest.raises(OperatorError, match=r"attention kernel is right on this device \(.*sdpa strays by 0\.\d+ from"):
        loaded(entry(tiny("a14b"), mode=mode))


@pytest.fixture
def wrong_past_300_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have products in int8 that are right for a few tokens, and wrong in their last rows where there are many."""
    form = quantised.FORMS["int8"]

    def product(x: torch.Tensor, *rest: torch.Tensor) -> torch.Tensor:
        out: torch.Tensor = form.product(x, *rest)
        out[300:] *= 1.1
        return out

    monkeypatch.setitem(quantised.FORMS, "int8", replace(form, product=product))


@pytest.mark.usefixtures("wrong_past_300_tokens")
def test_products_are_tried_at_the_served_length(tiny: Tiny) -> None:
    assert loaded(entry(tiny("a14b"), mode="int8")).experts
    long = replace(entry(tiny("a14b"), mode="int8"), asked=(replace(ASKED, width=320, height=192),))
    with pytest.raises(OperatorError, match=r"mode int8: a product of .* strays by 0\.\d+, more than 0\.02, at 1024"):
        loaded(long)


def told(entries: Sequence[Weights], _folder: Path) -> dict[str, object]:
    """Return the report as it comes from the child, made here."""
    found: dict[str, object] = json.loads(json.dumps(checks.checked([one.to_json() for one in entries])))
    return found


@pytest.mark.usefixtures("wrong_past_300_tokens")
def test_doctor_names_what_is_refused_by_entry(tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KERNELS, "forgets", replace(FORGETS, attend=lambda q, k, v: torch.zeros_like(q)))
    monkeypatch.setattr(doctor, "report", told)
    common = f'folder = "{tiny("a14b")}"\ndevices = ["cpu"]\n'
    (tmp_path / "map.toml").write_text(
        f'[weights.one]\n{common}[weights.two]\n{common}mode = "int8"\n'
        '[models]\n"wan2.2-kf2v-flash" = "one"\n"wan2.7-i2v" = "two"\n'
    )
    findings = {(each.name, each.state): each.found for each in served(settings.read(weights=tmp_path / "map.toml"))}
    assert findings["wan", "works"].startswith(f"torch {torch.__version__} on cpu; plain torch")
    one = findings["one", "weak"]
    assert one.startswith("cpu, tried: sdpa at 1,024 tokens; refused: forgets at 1,024 tokens to 1,024 (strays by 1")
    assert "forgets at 1,024 tokens to 512 (strays by 1" in one
    assert "mode int8: a product of" in findings["two", "broken"]


def test_doctor_gets_a_report_of_this_machine_from_a_child(tiny: Tiny) -> None:
    told = doctor.report([entry(tiny("flf2v"), mode="fp8+attention8")])
    assert told["kernels"].startswith("plain torch")
    (row,) = told["entries"]
    assert (row["name"], row["device"], row["fault"]) == ("tiny", "cpu", None)
    assert {(each["tokens"], each["seen"]) for each in row["attention"]} == {(75, 75), (75, 512), (75, 10)}
    verdicts = {each["kernel"]: each["absent"] for each in row["attention"][0]["verdicts"]}
    assert [name for name, absent in verdicts.items() if not absent] == ["sdpa", "plain8"]
    assert len(row["products"]) == 4
    assert all(each["error"] < 0.05 for each in row["products"])


def test_a_report_that_cannot_be_made_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OperatorError, match="took more than 0 s"):
        doctor.report([], seconds=0.01)
    monkeypatch.setattr(sys, "executable", "false")
    with pytest.raises(OperatorError, match="The checks of the wan engine failed"):
        doctor.report([])
