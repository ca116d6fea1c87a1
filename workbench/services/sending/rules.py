"""What an installation lets its projects send where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.config import Config


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the operator of the server allows."""

    root: str = ""  #: the folder below which projects have folders; "" for none
    private: bool = False  #: webhooks may go to addresses of the server's own network
    address: str = ""  #: where people reach the workbench

    def folder(self) -> Path | None:
        return Path(self.root) if self.root else None


def rules(config: Config) -> Rules:
    """Read the rules from the settings."""
    return Rules(
        root=str(Path(config.publish_folder).absolute()) if config.publish_folder else "",
        private=bool(config.private_webhooks),
        address=config.address,
    )
