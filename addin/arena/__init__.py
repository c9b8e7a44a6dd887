"""Arena-analyse: rank the actors around an issue and see on whom a network in the making depends."""

__version__ = "0.1.0"
