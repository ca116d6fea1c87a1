"""The settings: a file, the environment, and what cannot be read."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from workbench.config import BadConfig, Config, read_config


def test_without_settings_it_runs_on_this_machine() -> None:
    assert read_config(environment={}) == Config()
    assert not Config().secure
    assert Config().session_length == timedelta(days=30)
    assert Config().upload_limit == 60 * 1024 * 1024


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "workbench.toml"
    file.write_text('port = 9000\naddress = "https://words.example/"\n', encoding="utf-8")
    environment = {"WORKBENCH_CONFIG": str(file), "WORKBENCH_PORT": "9001", "HOME": "/"}
    config = read_config(environment=environment)
    assert (config.port, config.address, config.secure) == (9001, "https://words.example", True)
    assert read_config(file, {}).port == 9000


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('port = "many"', "port"),
        ("port = -1", "port"),
        ("host = 7", "host"),
        ("hots = 7", "hots"),
        ("port = ", "workbench.toml"),
    ],
)
def test_a_setting_that_cannot_be_is_named(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "workbench.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadConfig) as refused:
        read_config(file, {})
    assert named in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=r"nothing\.toml"):
        read_config(tmp_path / "nothing.toml", {})
