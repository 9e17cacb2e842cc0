"""What a browser may say of a page: bounded, and about statements of the verdict only."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Channel = Annotated[int, Field(ge=0, le=255)]
Colour = tuple[Channel, Channel, Channel]


class SeenStatement(BaseModel):
    """How one browser shows one statement of a verdict; null where it cannot tell, as over a picture."""

    model_config = ConfigDict(extra="forbid")
    of: Literal["owner", "material"] = Field(description="The observation that the statement belongs to.")
    index: int = Field(ge=0, lt=1000, description="Its number among that observation's markers, from 0.")
    shown: Literal["yes", "no", "not_found"]
    size: float | None = Field(None, ge=0, le=1000, description="CSS pixels.")
    colour: Colour | None = Field(None, description="Red, green and blue of the letters.")
    background: Colour | None = Field(None, description="The same of what is behind them.")


class Window(BaseModel):
    """How one browser's window shows the statements of a verdict."""

    model_config = ConfigDict(extra="forbid", title="Window")
    width: int = Field(ge=100, le=20_000, description="CSS pixels.")
    statements: list[SeenStatement] = Field(min_length=1, max_length=20)


class SeenAgain(BaseModel):
    """A statement that was asked about, in its words."""

    of: Literal["owner", "material"]
    index: int
    quote: str
    shown: Literal["yes", "no", "not_found"]


class Said(BaseModel):
    """One of the two observations about disclosure."""

    level: Literal["clear", "weak", "absent", "unknown"]
    reasons: list[str]


class AsSeen(BaseModel):
    """The verdict as that window shows the page; `differs` from the one that was read from afar."""

    width: int
    narrow: bool
    statements: list[SeenAgain]
    verdict: str
    site_verdict: str
    owner: Said
    material: Said
    differs: bool
