"""From a capture to an article: lines labelled, furniture taken out, headline, dates, credits."""
