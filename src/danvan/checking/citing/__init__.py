"""What the checks of citations share: symbols taken apart, mentions of one text together, the register of legal texts."""
