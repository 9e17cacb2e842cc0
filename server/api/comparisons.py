"""The writing of two sides, compared: a lead, never a colour."""

from __future__ import annotations

from dataclasses import asdict

from apiflask import APIBlueprint
from flask import Response, jsonify

from server.api.problems import problem
from server.api.schemas import ComparisonRequest, ComparisonResult, answers, told
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
        "`reason`. Nothing that is sent is kept."
    ),
    responses=answers({415: told("Not JSON"), 422: told("Cannot be compared"), 429: told("Too many")}),
)
def compare(asked: ComparisonRequest) -> Response:
    """Compare two sides."""
    try:
        return jsonify(asdict(service().compare(asked.a, asked.b, asked.lang)))
    except ChildError as error:
        return problem(422, f"these texts cannot be compared: {error.reason}", "cannot-compare")
