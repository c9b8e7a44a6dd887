"""What each sheet is: names, layout, native formulas, descriptions; writing and reading files."""
