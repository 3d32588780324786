"""Exports, each judged by the readers of the world that it goes out to."""
