"""Files of a glossary between their upload and their import."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from workbench.storage.tables.base import NO_REUSE, Key, Table


class TermUpload(Table):
    """Files that somebody looks at before they are imported; kept for a day."""

    __tablename__ = "term_upload"
    __table_args__ = (NO_REUSE,)

    id: Mapped[Key]
    glossary_id: Mapped[int] = mapped_column(ForeignKey("glossary.id"), index=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    name: Mapped[str]  #: of all of them, for people
    body: Mapped[bytes] = mapped_column(LargeBinary)  #: one zip of them
    choice: Mapped[dict[str, Any]] = mapped_column(default=dict)  #: what was said of the columns
    at: Mapped[datetime]
