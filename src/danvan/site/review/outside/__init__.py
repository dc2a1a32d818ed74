"""Reports of units that do not work in the site: their documents dropped in, read, checked, confirmed figure by figure."""
