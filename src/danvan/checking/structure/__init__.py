"""What the checks of form share: whose rules a document follows, whether it is a whole document, its numbered headings."""
