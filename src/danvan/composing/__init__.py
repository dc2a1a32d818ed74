"""An outline and figures become a report; every number in it can be traced."""
