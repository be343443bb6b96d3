"""Figures as ratios measured in one run: ``python -m bench`` prints the tables of docs/benchmarks.md."""
