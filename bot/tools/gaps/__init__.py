"""Messages without a good answer, for editors: grouped, beside the nearest passages."""
