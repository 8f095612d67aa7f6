"""`eval`: how well people's messages are understood, in figures that can be held against earlier ones."""
