"""How hypothesis is used here: no deadlines, for a busy machine proves nothing; enough examples for small rules."""

from hypothesis import settings

settings.register_profile("method", deadline=None, max_examples=60)
settings.load_profile("method")
