"""What citizens see and answer, without an account."""
