"""Importers of public registers: Wikidata, GLEIF, SIRENE, Related Website Sets, sellers of advertising systems.

    FILE -> files (lines and rows, with positions) -> a reader (rows -> statements) -> staging -> compiling -> index

Rows are read in a stream and staged in batches, each with the position it ends at; an import that was killed goes on
from there. What the detectors look up is the compiled file (`detectors.knowledge.table`), written anew after an import.
"""
