"""What is tried in a real Excel, because it can be seen nowhere else."""
