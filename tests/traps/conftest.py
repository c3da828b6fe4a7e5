"""The toy service of the chassis' own tests, on its emptied database."""

from toy_app import app, toy, toy_database, toy_engine

__all__ = ["app", "toy", "toy_database", "toy_engine"]
