"""What the comparison of two sides takes and answers, for validation and for the API's description."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, field_validator

from server.api.schemas import Text
from server.posts import MOST_POSTS

MOST_OTHERS = 60  # texts of other hands beside a comparison: more do not fit into the memory of a child


class ComparisonRequest(BaseModel):
    """Two sides whose writing is compared, and other hands of the same kind; each a list of texts, one a post."""

    model_config = ConfigDict(extra="forbid", title="ComparisonRequest")
    a: list[Text] = Field(min_length=1, max_length=MOST_POSTS)
    b: list[Text] = Field(min_length=1, max_length=MOST_POSTS)
    lang: str | None = Field(None, pattern=r"^[a-z]{2,3}$", description="Language of both sides; found when null.")
    cohort: list[list[Text]] = Field(
        [],
        max_length=MOST_OTHERS,
        description="The texts of other hands, a list a hand: 30 to 60 of 8 hands at least, of 20 to say above .9.",
    )

    @field_validator("cohort")
    @classmethod
    def _few(cls, cohort: list[list[str]]) -> list[list[str]]:
        if sum(map(len, cohort)) > MOST_OTHERS:
            raise ValueError(f"at most {MOST_OTHERS} texts of other hands are taken")
        return cohort


class SharedPassage(BaseModel):
    """A run of a dozen equal words and more, as either side writes it, and where it begins in its posts together."""

    words: int
    a: str
    b: str
    at: list[int]


class HabitOfBoth(BaseModel):
    """A habit that counts for one hand (`counts` above 0) or for two, with its rate per 1,000 words and an example.

    Lengths and shares are plain values; `usual` is what the other hands do, or what is usual for the language.
    """

    name: str
    counts: float
    a: float
    b: float
    usual: float
    examples: list[str]


class ComparisonResult(BaseModel):
    """How alike two sides write. `score` ranks pairs; `same_author` is what may be said, or null, for the `reason`.

    `cohort` counts the other hands; `shipped` names those that ship with the product, where none were sent and the pair
    is of their kind, else "". `families` are cosines, or with a cohort standard deviations above strangers.
    """

    score: float
    same_author: float | None
    reason: str
    lang: str
    words: list[int]
    posts: list[int]
    cohort: int
    bucket: int | None
    error_rate: float | None
    strangers: int
    shipped: str
    families: dict[str, float]
    habits: list[HabitOfBoth]
    passages: list[SharedPassage]
