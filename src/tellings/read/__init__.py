"""The front door: files, folders, tables and pages become captures."""
