"""`danvan serve`: makes ready what is missing, then runs the server and the worker of long jobs."""
