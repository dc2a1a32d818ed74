"""A believable country: registers and figures of invented units' work, seeded and streamed, with stated errors in them."""
