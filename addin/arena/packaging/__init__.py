"""Builds the templates (and later the add-in), and diagnoses the installation."""
