"""Exit codes: clean, findings at or above the threshold, could not run, stopped by Ctrl-C (128 + SIGINT)."""

CLEAN, FINDINGS, COULD_NOT_RUN, STOPPED = 0, 1, 2, 130
