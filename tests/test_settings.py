"""Settings: where each comes from, and that the documentation tells them all."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from indexer import errors
from indexer.errors import ConfigurationError, RefusedFile
from indexer.report import Report
from indexer.settings import SETTINGS, Settings, load

OPERATIONS = (Path(__file__).parent.parent / "docs/operations.md").read_text(encoding="utf-8")


def test_arguments_come_before_the_environment_and_that_before_the_default() -> None:
    assert load({}).port == 5000
    assert load({"MINUTEBOOK_PORT": "81"}).port == 81
    assert load({"MINUTEBOOK_PORT": "81"}, port="82").port == 82
    assert load({"MINUTEBOOK_PORT": "81"}, port=None).port == 81
    assert load({"MINUTEBOOK_PORT": ""}).port == 5000
    assert load({}, index="elsewhere").index == Path("elsewhere")


def test_no_number_of_workers_means_one_for_each_processor() -> None:
    assert load({}).workers >= 1
    assert load({}, workers=3).workers == 3


def test_the_limits_are_those_that_were_set() -> None:
    limits = load({}, memory_mb=200, cpu_seconds=1, wall_seconds=2, output_mb=3).limits
    assert dataclasses.astuple(limits)[:4] == (200, 1, 2, 3)


@pytest.mark.parametrize("given", ["many", "-1", "65536", "1.5", "0x10"])
def test_a_wrong_number_names_the_setting_and_its_range(given: str) -> None:
    with pytest.raises(ConfigurationError, match=r"MINUTEBOOK_PORT.*from 0 to 65535"):
        load({"MINUTEBOOK_PORT": given})
    with pytest.raises(ConfigurationError, match="--port"):
        load({}, port=given)


def test_a_misspelt_variable_does_not_go_unnoticed() -> None:
    with pytest.raises(ConfigurationError, match="MINUTEBOOK_PROT is no setting") as caught:
        load({"MINUTEBOOK_PROT": "81", "PATH": "/bin"})
    assert "MINUTEBOOK_PORT" in caught.value.advice


def test_every_setting_has_its_field() -> None:
    assert {field.name for field in dataclasses.fields(Settings)} == {s.name for s in SETTINGS}


def test_the_documentation_tells_every_setting_and_no_other() -> None:
    rows = re.findall(
        r"^\| `--([a-z-]+)` \| `(\w+)` \| (\S+) \| (.+) \|$", OPERATIONS, flags=re.MULTILINE
    )
    assert rows == [
        (
            setting.name.replace("_", "-"),
            setting.variable,
            "none" if setting.default == "" else f"`{setting.default}`",
            setting.meaning,
        )
        for setting in SETTINGS
    ]


def test_the_documentation_tells_every_reason_for_refusing_a_file() -> None:
    told = re.search(r"\| reason \| meaning \|\n.*?\n\n", OPERATIONS, flags=re.DOTALL)
    assert told
    reasons = re.findall(r"^\| (.+?) \|", told[0], flags=re.MULTILINE)[2:]
    assert reasons == [kind.reason for kind in RefusedFile.__subclasses__()]


def test_the_documentation_tells_every_key_of_the_summary() -> None:
    told = OPERATIONS[OPERATIONS.index("With `--json`:") :].partition("## Hostile")[0]
    keys = re.findall(r"`(\w+)`", told)
    empty = {field.name: 0 for field in dataclasses.fields(Report)}
    report = Report(**{**empty, "refusals": (), "warnings": (), "passed_over_names": ()})  # type: ignore[arg-type]
    assert set(keys) == set(report.to_json())


def test_the_documentation_tells_every_exit_code() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d) \|", OPERATIONS, flags=re.MULTILINE)}
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    raised = {kind.exit_code for kind in kinds if issubclass(kind, errors.MinutebookError)}
    assert told == raised | {0}
