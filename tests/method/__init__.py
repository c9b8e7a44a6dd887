"""Tests of the analysis itself; all of them are pure."""
