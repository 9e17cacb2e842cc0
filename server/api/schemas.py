"""What requests and answers look like, for validation and for the API's description."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

import msgspec
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, model_validator

from detectors.model import Verdict
from server.posts import LONGEST_POST


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("a text has no NUL")
    return text


Text = Annotated[str, Field(max_length=LONGEST_POST), AfterValidator(_without_nul)]
Statement = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_without_nul)]
Status = Literal["current", "superseded", "disputed", "withdrawn", "expired"]  # of a verdict, as of now


class CheckRequest(BaseModel):
    """A check asked for."""

    model_config = ConfigDict(extra="forbid", title="CheckRequest")
    url: str = Field(min_length=1, max_length=2048, description="Address of a page, or a bare host.")
    fresh: StrictBool = Field(False, description="Read again, though a valid verdict is stored.")
    private: StrictBool = Field(False, description="Never list, index or read again.")


class Links(BaseModel):
    """Where a check, its page and its evidence are found."""

    self: str
    report: str
    bundle: str


class Failure(BaseModel):
    """Why a check failed."""

    type: str
    detail: str


class CheckState(BaseModel):
    """A check that has no verdict yet; `error` says why a failed one has none."""

    id: str
    status: Literal["queued", "running", "done", "failed"]
    links: Links
    error: Failure | None = None


class AuditRequest(BaseModel):
    """An audit asked for."""

    model_config = ConfigDict(extra="forbid", title="AuditRequest")
    urls: list[Annotated[str, Field(max_length=4096), AfterValidator(_without_nul)]] = Field(
        min_length=1, max_length=200_000, description="Addresses of pages, or bare hosts."
    )
    private: StrictBool = Field(False, description="Never list, index or read again.")


class AuditLinks(BaseModel):
    """Where an audit is followed and its results are taken."""

    self: str
    events: str
    results_jsonl: str
    results_csv: str
    hands_jsonl: str
    hands_csv: str
    report: str


class AuditState(BaseModel):
    """How far an audit is: `states` counts lines by waiting, collected, judged, failed; `verdicts` by level."""

    id: str
    status: Literal["collecting", "judging", "done", "cancelled"]
    made_at: str
    ended_at: str | None
    lines: int
    states: dict[str, int]
    verdicts: dict[str, int]
    links: AuditLinks


class Summary(BaseModel):
    """What a list shows of a verdict; the hour of the reading is left out."""

    id: str
    url: str
    site: str
    checked_at: str
    expires_at: str
    status: Status
    verdict: str
    scope: Literal["site", "page"]
    site_verdict: str
    headline: str
    links: Links


class SummaryPage(BaseModel):
    """One page of a list; `next` is the cursor of the page after it."""

    items: list[Summary]
    next: str | None


class Health(BaseModel):
    """That it works, and how many checks wait."""

    status: Literal["ok", "ready"]
    waiting: int | None = None


class VerdictQuery(BaseModel):
    """Which listed verdicts: one of the first three."""

    url: str | None = Field(None, max_length=2048)
    domain: str | None = Field(None, max_length=253)
    group: str | None = Field(None, max_length=64)
    cursor: str | None = Field(None, pattern=r"^[0-9TZ:-]{20}~[A-Za-z0-9_-]{1,32}$")
    limit: int = Field(20, ge=1, le=100)

    @model_validator(mode="after")
    def _one(self) -> VerdictQuery:
        if sum(value is not None for value in (self.url, self.domain, self.group)) != 1:
            raise ValueError("give one of url, domain and group")
        return self


class DisputeRequest(BaseModel):
    """What is wrong with a verdict. Only the reviewer reads it."""

    model_config = ConfigDict(extra="forbid", title="DisputeRequest")
    reason: Statement


class DisputeState(BaseModel):
    """A dispute that was taken; `status` is that of the verdict now."""

    id: str
    verdict: str
    status: Status


class ReplyRequest(BaseModel):
    """A reply of a site's owner. `domain` is the site as its verdicts name it; `contact` is never shown."""

    model_config = ConfigDict(extra="forbid", title="ReplyRequest")
    domain: str = Field(min_length=1, max_length=253)
    text: Statement
    contact: str = Field(min_length=1, max_length=300)


class ReplyState(BaseModel):
    """What to publish to prove that the site is yours: the DNS record, or the file with the token on a line."""

    id: str
    domain: str
    status: Literal["unverified", "verified"]
    token: str
    dns: str
    file: str
    verified_at: str | None = None
    proven_by: Literal["dns", "file"] | None = None
    rechecks: list[str] = Field([], description="Checks that were queued because the reply was verified.")


class Correction(BaseModel):
    """What was decided about a listed verdict, and why."""

    verdict: str
    url: str
    at: str
    action: Literal["withdrawn", "upheld"]
    reason: str
    links: Links


class CorrectionPage(BaseModel):
    """One page of the log."""

    items: list[Correction]
    next: str | None


class CorrectionQuery(BaseModel):
    """Which page of the log."""

    cursor: str | None = Field(None, pattern=r"^[0-9]{1,18}$")
    limit: int = Field(20, ge=1, le=100)


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str | None = None
    errors: dict[str, Any] | None = None


def verdict_schema(ref: str = "#/$defs/{name}") -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the JSON Schema of the verdict document and the definitions that it refers to."""
    _, components = msgspec.json.schema_components([Verdict], ref_template=ref)
    core = components.pop("Verdict")
    nullable = {"anyOf": [{"type": "string"}, {"type": "null"}]}
    around = {
        "id": {"type": "string"},
        "status": {"enum": list(get_args(Status))},
        "supersedes": nullable,
        "superseded_by": nullable,
        "withdrawn": {"anyOf": [{"type": "null"}, _object("at", "reason")]},
        "headline": {"type": "string"},
        "what_would_change_this": {"type": "array", "items": {"type": "string"}},
        "reply": {"anyOf": [{"type": "null"}, {"type": "object"}]},
        "links": _object("self", "report", "bundle"),
    }
    properties = {**core["properties"], **around}
    properties["schema"] = {"const": 1}
    return {
        "title": "Verdict",
        "description": "The verdict document, version 1.",
        "type": "object",
        "properties": properties,
        "required": list(properties),
    }, components


def _object(*names: str) -> dict[str, Any]:
    return {"type": "object", "properties": {name: {"type": "string"} for name in names}, "required": list(names)}


def told(description: str, media_type: str = "", schema: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return an answer's description for the API's description."""
    return {"description": description} | ({"content": {media_type: {"schema": schema}}} if media_type else {})


def answers(by_status: dict[int, dict[str, Any]]) -> dict[int | str, Any]:
    """Return the answers of an operation, in the type that APIFlask asks for."""
    return dict(by_status.items())
