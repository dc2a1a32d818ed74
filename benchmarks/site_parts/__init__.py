"""What benchmarks/site.py is made of."""
