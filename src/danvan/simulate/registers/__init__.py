"""How each register of the catalogue is filled; one without a recipe of its own by the types of its columns."""
