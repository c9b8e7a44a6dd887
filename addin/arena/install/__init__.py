"""What is put on a machine, taken away from it, and examined there."""
