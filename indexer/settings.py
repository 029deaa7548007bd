"""Every setting, once: this table feeds the command line, the environment and the documentation.

A value comes from the argument, else from the environment, else from the default here.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from indexer.errors import ConfigurationError
from indexer.sandbox import Limits

PREFIX = "MINUTEBOOK_"


@dataclasses.dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name, what it means, its default and the range of a number."""

    name: str
    meaning: str
    default: str | int
    least: int = 0
    most: int = 1 << 31

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return PREFIX + self.name.upper()

    def read(self, given: object, origin: str) -> str | int:
        """The value that was given, checked.

        Raises:
            ConfigurationError: it is no number, or out of range; `origin` says where it stands.
        """
        if isinstance(self.default, str):
            return str(given)
        try:
            number = int(str(given))
        except ValueError:
            number = self.least - 1
        if not self.least <= number <= self.most:
            raise ConfigurationError(
                f"{origin} is {given!r}: it must be a whole number from {self.least} to"
                f" {self.most}.",
                f"Default: {self.default}.",
            )
        return number


SETTINGS = (
    Setting("index", "The folder that holds the index", ".minutebook"),
    Setting("workers", "Files read at the same time; 0: one for each processor", 0, 0, 256),
    Setting("memory_mb", "Memory that reading one file may take, in MB", 1024, 128, 65536),
    Setting("cpu_seconds", "Processor time that reading one file may take, in s", 50, 1, 3600),
    Setting("wall_seconds", "Time that reading one file may take, in s", 55, 1, 3600),
    Setting("output_mb", "Text that one file may give, in MB", 64, 1, 1024),
    Setting("file_mb", "Size of the largest file that is read, in MB", 256, 1, 4096),
    Setting("host", "Address that the server listens on", "127.0.0.1"),
    Setting("port", "Port that the server listens on; 0: any free one", 5000, 0, 65535),
    Setting("site", "Address that people reach the server by, for links to quote", ""),
    Setting("threads", "Requests that a server process answers at the same time", 8, 1, 256),
    Setting("processes", "Server processes, which share the index in memory", 1, 1, 64),
)


@dataclasses.dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force; see `SETTINGS` for what each means."""

    index: Path
    workers: int
    memory_mb: int
    cpu_seconds: int
    wall_seconds: int
    output_mb: int
    file_mb: int
    host: str
    port: int
    site: str
    threads: int
    processes: int

    @property
    def limits(self) -> Limits:
        """What reading one file may use."""
        return Limits(self.memory_mb, self.cpu_seconds, self.wall_seconds, self.output_mb)


def load(environment: Mapping[str, str] | None = None, **arguments: object) -> Settings:
    """The settings in force. An argument that is None was not given.

    Raises:
        ConfigurationError: a value is wrong, or a MINUTEBOOK_… variable names no setting.
    """
    environment = os.environ if environment is None else environment
    variables = {setting.variable for setting in SETTINGS}
    for variable in environment:
        if variable.startswith(PREFIX) and variable not in variables:
            raise ConfigurationError(
                f"{variable} is no setting of Minutebook.",
                f"Settings: {', '.join(sorted(variables))}.",
            )
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        argument = arguments.get(setting.name)
        if argument is not None:
            value = setting.read(argument, f"--{setting.name.replace('_', '-')}")
        elif environment.get(setting.variable):
            value = setting.read(environment[setting.variable], setting.variable)
        else:
            value = setting.default
        values[setting.name] = value
    values["index"] = Path(values["index"])
    values["workers"] = values["workers"] or _processors()
    return Settings(**values)


def _processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
