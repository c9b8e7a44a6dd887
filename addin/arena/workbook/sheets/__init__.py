"""One module a sheet: each is a pure function from an analysis to the description of its sheet."""
