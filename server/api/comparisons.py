"""The writing of two sides, compared: a lead, never a colour."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from apiflask import APIBlueprint
from flask import Response, jsonify

from detectors.style.in_full import InFull, distinct
from server.api.comparison_schemas import ComparisonRequest, ComparisonResult
from server.api.problems import problem
from server.api.schemas import answers, told
from server.children import ChildError
from server.service import service

blueprint = APIBlueprint("comparisons", __name__, url_prefix="/v1/comparisons", tag="Comparisons")


@blueprint.post("")
@blueprint.input(ComparisonRequest, location="json", arg_name="asked")
@blueprint.output(ComparisonResult)
@blueprint.doc(
    summary="Compare the writing of two sides",
    description=(
        "Similarity is never attribution: `same_author` is a probability on the measured corpora, or null with its "
        "`reason`; it needs a `cohort` of other hands of the same kind (for French fiction in print one ships). "
        "What it rests on comes with it: how alike each family is, the habits that count most, and the passages on "
        "both sides. Nothing that is sent is kept."
    ),
    responses=answers({415: told("Not JSON"), 422: told("Cannot be compared"), 429: told("Too many")}),
)
def compare(asked: ComparisonRequest) -> Response:
    """Compare two sides."""
    try:
        return jsonify(_document(service().compare_in_full(asked.a, asked.b, asked.lang, asked.cohort)))
    except ChildError as error:
        return problem(422, f"these texts cannot be compared: {error.reason}", "cannot-compare")


def _document(found: InFull) -> dict[str, Any]:
    """Return the shape of `ComparisonResult`."""
    habits = [
        {"name": trait.name, "counts": trait.counts, "a": trait.rates[0], "b": trait.rates[1], "usual": trait.usual}
        | {"examples": trait.examples}
        for trait in found.why.traits
    ]
    passages = [
        {"words": each.words, "a": each.here, "b": each.there, "at": each.at} for each in distinct(found.passages)
    ]
    return asdict(found.result) | {"families": found.why.families, "habits": habits, "passages": passages}
