"""The editor's desk: what makes, moves, shows and watches the passages. One module a command."""
