"""The page: one folder a component, served as it is. `bot.web.files` reads it."""
