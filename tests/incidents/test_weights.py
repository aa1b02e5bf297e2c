from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from trucewatch.incidents.scoring.weights import WEIGHTS, WeightsError, load_weights

if TYPE_CHECKING:
    from pathlib import Path


def altered(folder: Path, trail: tuple[str, ...], *, value: Any = None, name: str = "") -> Path:
    """The shipped weights with another value at the end of the trail, or with another name for it."""
    data = yaml.safe_load(WEIGHTS.read_text(encoding="utf-8"))
    inner = data
    for key in trail[:-1]:
        inner = inner[key]
    if name:
        inner[name] = inner.pop(trail[-1])
    else:
        inner[trail[-1]] = value
    path = folder / "weights.yaml"
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("trail", "value", "message"),
    [
        (("features", "day", "levels", "same_day"), 0.3, "0.3 is no weight; write a multiple of 0.125"),
        (("features", "day", "levels", "same_day"), "often", "'often' is no weight"),
        (("features", "day", "reasoned"), ["faroff"], "'faroff' is not known here; did you mean 'far_off'?"),
        (("features", "day", "reasoned"), "far_off", "expected a list"),
        (("features", "day"), 1, "expected a mapping"),
        (("bias",), True, "True is no weight"),
        (("bias",), 65, "between -64 and 64"),
        (("schema",), "trucewatch-link-weights/9", "learn the weights anew: make link-weights"),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_the_remedy(
    tmp_path: Path, trail: tuple[str, ...], value: Any, message: str
) -> None:
    with pytest.raises(WeightsError) as caught:
        load_weights(altered(tmp_path, trail, value=value))
    assert message in str(caught.value)
    assert "weights.yaml:" in str(caught.value)


@pytest.mark.parametrize(
    ("trail", "name", "message"),
    [
        (("features", "voice"), "vioce", "'vioce' is not known here; did you mean 'voice'?"),
        (("features", "day", "levels", "same_day"), "sameday", "'sameday' is not known here; did you mean 'same_day'?"),
        (("learned_from",), "learned", "'learned' is not known here; did you mean 'learned_from'?"),
    ],
)
def test_an_unknown_name_is_told(tmp_path: Path, trail: tuple[str, ...], name: str, message: str) -> None:
    with pytest.raises(WeightsError) as caught:
        load_weights(altered(tmp_path, trail, name=name))
    assert message in str(caught.value)


def test_a_missing_level_is_told(tmp_path: Path) -> None:
    path = altered(tmp_path, ("features", "report", "levels"), value={"other_report": 0})
    with pytest.raises(WeightsError, match="'same_report' is missing; add a line"):
        load_weights(path)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="cannot be read"):
        load_weights(tmp_path / "none.yaml")
