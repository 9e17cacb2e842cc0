"""The knowledge of groups: who owns which names, numbers, brands and domains, and who only serves sites of others.

It is data (``groups agencies platforms providers fronts`` below ``detectors/data/``; format:
docs/reference/knowledge.md), read once by `load_knowledge` and passed in everywhere.
"""

from detectors.knowledge.check import Problem, check_paths, describe
from detectors.knowledge.claims import (
    Agency,
    BrandHit,
    Claim,
    Contents,
    Domain,
    DomainMatch,
    Extract,
    Group,
    Name,
    NameMatch,
    Platform,
    Provider,
    Relation,
)
from detectors.knowledge.consulted import Consulted
from detectors.knowledge.files import KnowledgeError
from detectors.knowledge.index import Knowledge
from detectors.knowledge.load import load_knowledge

__all__ = [
    "Agency",
    "BrandHit",
    "Claim",
    "Consulted",
    "Contents",
    "Domain",
    "DomainMatch",
    "Extract",
    "Group",
    "Knowledge",
    "KnowledgeError",
    "Name",
    "NameMatch",
    "Platform",
    "Problem",
    "Provider",
    "Relation",
    "check_paths",
    "describe",
    "load_knowledge",
]
