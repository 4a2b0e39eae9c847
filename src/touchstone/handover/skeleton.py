"""An empty contract to fill in, with a remark at each field and the figures of its task."""

from __future__ import annotations

import json

from touchstone.handover.names import METRICS, Task

_FIGURES = {
    Task.BINARY: ("accuracy", "recall", "precision"),
    Task.MULTICLASS: ("accuracy", "f1_macro"),
    Task.REGRESSION: ("mae", "rmse"),
}
_OF_SCORES = """\
  positive:             # the class that recall and precision are about
  threshold:            # a score at or above it is positive, such as 0.5
"""


def skeleton(name: str, task: Task) -> str:
    """The text of a contract file that loads as it is; `validate` then names what is still to be said."""
    known = METRICS[task]
    return _TEXT.format(
        name=json.dumps(name, ensure_ascii=False),
        task=task.value,
        scores=_OF_SCORES if task is Task.BINARY else "",
        score="    score:              # probability of the positive class\n" if task is Task.BINARY else "",
        known=", ".join(known),
        figures="\n".join(
            f"- {{name: {one}, value: null, {'at_least' if known[one].higher else 'at_most'}: null}}"
            for one in _FIGURES[task]
        ),
        first=_FIGURES[task][0],
    )


_TEXT = """\
# A hand-over contract. Fill in what is empty, then run: touchstone handover validate THIS-FILE
# Versions stand in quotes: without them 3.10 is read as 3.1.
name: {name}
version:                # of the model, such as '1.4.0'
task: {task}
purpose:                # in a sentence: what it is for, which errors are dear
agreed:                 # a day such as 2026-11-23
owner:                  # the data scientist
  name:
  role:
  contact:
receiver:               # the machine-learning engineer
  name:
  role:
  contact:
framework:
  name:                 # such as PyTorch
  version:              # exactly one release, such as '2.9.1'
  python:               # such as '3.11'
dependencies: {{}}        # {{numpy: '2.4.6', pandas: '3.1.1'}}
artefact:
  file:                 # such as model-1.4.0.onnx
  format:
  sha256:
  megabytes:
parameters:             # how many, such as 412000
precision:              # float64, float32, float16, bfloat16, int8 or int4
evaluation:
  split:                # test or validation
  collected_from:
  collected_until:
  rows:
{scores}  how_labelled:
  predictions:          # CSV or Parquet, beside this file
    file: predictions.csv
    id:                 # the column that matches rows of both files
    column:
{score}  labels:
    file: labels.csv
    id:
    column:
# Known figures: {known}.
metrics:
{figures}
slices: []              # - {{column: device, equals: mobile, name: {first}, value: 0.9, rows: 400}}
training:
  data:
  rows:
  collected_from:
  collected_until:
latency:
  p50_ms:
  p95_ms:
  p99_ms:
  limit_ms:
  limit_at: p95         # the percentile that the limit is for
  batch_size:
  requests:             # how many calls were measured
  hardware:
  # measurements: {{file: latency.csv, column: ms}}   # one row a call: the percentiles are recomputed
memory:
  peak_mb:
  limit_mb:
inputs: []              # - {{name: age, type: number, minimum: 0, maximum: 120, missing: refuse the row}}
preprocessing: []       # each step with its constants
limits: []              # where the model fails or was never tried
monitoring:
  responsible:          # a person
  drift:
  watched: []           # - {{name: recall, alert_when: below 0.8 for two weeks, every: week}}
rollback:
  to_version:
  when:
  steps: []
  minutes:
support:
  who:                  # the data scientist goes on helping
  until:
  retraining:           # how the model is refined on live data
"""
