"""What is concluded from the tellings of one story. Pure functions over records: no engine, no files."""
