"""How fast and in how much memory reports are built, beside the ways there were before.

``python -m benchmarks.engine`` lists what can be measured; each row is a ratio within one run.
"""
