"""A small service of the tests' own, on its emptied database."""

from toy_app import app, toy, toy_database, toy_engine

__all__ = ["app", "toy", "toy_database", "toy_engine"]
