"""What one click changed, and how it is taken back."""
