"""A simulated province, so that the site can be tried at once. Everything in it is invented but the names of places."""
