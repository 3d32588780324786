"""Events from a sheet of a person's own: any columns in any order, one event a row."""
