"""For all tests: a property is no race. A machine that is busy with the rest of the suite may take its time."""

from hypothesis import settings

settings.register_profile("tellings", deadline=None)
settings.load_profile("tellings")
