"""The site: the working day of a commune and of those above it. The only place that imports Django."""
