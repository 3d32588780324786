"""Tests that drive the running dashboard in a real browser."""
