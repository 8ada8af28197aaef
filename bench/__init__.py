"""Benchmarks: each measures the program and, in the same run, a raw baseline."""
