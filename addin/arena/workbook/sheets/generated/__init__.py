"""What every generated sheet has beside its page."""
