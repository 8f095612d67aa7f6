"""What identifies a person: taken out of what is typed, deleted in time, shown or forgotten on request."""
