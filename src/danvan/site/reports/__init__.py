"""Reports of an office: drafted, approved, sent, returned, accepted."""
