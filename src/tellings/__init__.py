"""tellings: from many articles about one event to the story, each line with its source."""

__version__ = "0.1.0"
