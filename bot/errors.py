"""Every exception that the project raises on purpose.

CompanionError
├── SettingError         a value in the environment or .env that cannot be used
├── ContentError         the content store cannot be read or does not hold together
│   ├── PassageError     one finding in one file: file, line, key, what is wrong, how to mend it
│   └── IndexMissing     no usable index: `make content` has not run, or the file is damaged
├── ConversationsMissing no file of stored conversations, or a damaged one
└── StartError           `bot run` cannot start: a port in use, a full disk, a missing program
"""

from __future__ import annotations

from pathlib import Path


class CompanionError(Exception):
    """Base of all of them; its text is a whole sentence that a person can act on."""


class SettingError(CompanionError):
    """A setting has a value that is not allowed."""

    def __init__(self, name: str, value: str, allowed: str) -> None:
        self.name, self.value, self.allowed = name, value, allowed
        super().__init__(f"{name} is set to {value!r}, but it must be {allowed}. Change it in .env.")


class ContentError(CompanionError):
    """The content store cannot be read, or what it says does not hold together."""


class PassageError(ContentError):
    """One finding in one content file; the checker collects them all and never stops at the first."""

    def __init__(self, file: Path, line: int, key: str, problem: str, remedy: str) -> None:
        self.file, self.line, self.key = file, line, key
        self.problem, self.remedy = problem, remedy
        super().__init__(f"{file}:{line}: {key}: {problem} {remedy}")


class IndexMissing(ContentError):
    """There is no index to read, or the file is damaged."""


class ConversationsMissing(CompanionError):
    """There is no file of conversations to read, or it is damaged."""


class StartError(CompanionError):
    """The bot cannot start; the text says why and what to do."""
