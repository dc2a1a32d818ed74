"""An optional assistant, a language model on the office's own machine: it proposes, and nothing it says is taken as read."""
