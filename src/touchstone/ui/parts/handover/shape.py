"""What the contract's form offers: its tables and the choices of its fields."""

from __future__ import annotations

TASKS = {"binary": "One of two classes", "multiclass": "One of several classes", "regression": "A number"}
PRECISIONS = {"": "Not said"} | {
    name: name for name in ("float64", "float32", "float16", "bfloat16", "int8", "int4")
}
SPLITS = {"": "Not said", "test": "A test set", "validation": "A validation set"}
LATENCIES = {
    "p50_ms": "Latency, median (ms)",
    "p95_ms": "Latency, 95th percentile (ms)",
    "p99_ms": "Latency, 99th percentile (ms)",
    "limit_ms": "Agreed limit of the 95th percentile (ms)",
}
TABLES: dict[str, tuple[str, ...]] = {
    "metrics": ("name", "value", "at_least", "at_most"),
    "slices": ("column", "equals", "name", "value", "rows"),
    "inputs": ("name", "type", "unit", "minimum", "maximum", "missing"),
    "watched": ("name", "alert_when", "every"),
    "dependencies": ("library", "version"),
}
