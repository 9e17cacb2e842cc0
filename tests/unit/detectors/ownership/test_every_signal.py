"""Every signal has its tests, its words with an example and, if it has a weight, one that names it."""

import inspect
from pathlib import Path

import pytest

from detectors import conclude, weigh
from detectors.registry import Detector, all_detectors
from detectors.weigh import weights

TESTS = Path(__file__).parents[1]
SIGNALS = [d for d in all_detectors() if d.id.startswith(("ownership/", "relate/"))]


@pytest.mark.parametrize("detector", SIGNALS, ids=lambda d: d.id)
def test_a_signal_has_a_file_of_tests_that_names_it(detector: Detector) -> None:
    folder, name = detector.id.split("/")
    text = (TESTS / folder / f"test_{name}.py").read_text(encoding="utf-8")
    assert f'"{detector.id}"' in text
    assert text.count("def test_") >= 2


@pytest.mark.parametrize("detector", SIGNALS, ids=lambda d: d.id)
def test_a_signal_says_what_it_finds_how_strong_it_is_and_an_example(detector: Detector) -> None:
    first, _, rest = (inspect.getdoc(inspect.getmodule(detector.detect)) or "").partition("\n\n")
    strength, _, example = rest.partition("Example: ")
    assert first.endswith(".")
    assert len(strength) > 40
    assert len(example) > 10


def test_every_signal_that_a_table_or_a_rule_names_is_there() -> None:
    table = weights()
    by_rule = {*weigh._ONLY_BESIDE_OTHERS, *weigh._CONFIRMED["domain"], *weigh._CONFIRMED["number"], weigh._CERTIFICATE}
    named = {*table["weights"], *table["stated"], *table["falling"], *by_rule, *conclude._NOTE_OF}
    assert named <= {detector.id for detector in all_detectors()}
