"""A small service of the tests' own, on a database of its own."""

from toy_app import app, toy, toy_database

__all__ = ["app", "toy", "toy_database"]
