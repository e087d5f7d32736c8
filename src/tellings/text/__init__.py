"""Pure functions over text: strings or Arrow in, values out. No engine, no files, no global state."""
