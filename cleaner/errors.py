"""The exceptions: each says where, what, and what to do next."""


class CleanerError(Exception):
    """Something the user can mend; `cli` prints it and exits with 2.

    The message reads ``where: what; what to do next``.
    """


class UnreadableError(CleanerError):
    """A file that can't be read as text: missing, binary, too big, refused by the system."""


class UnwritableError(CleanerError):
    """A file that couldn't be written; nothing of it was changed."""


class SettingsError(CleanerError):
    """A settings file, or an option, that says what can't be done."""


class RuleError(CleanerError):
    """A rule that can't be compiled: *field* names the part of it that is wrong, when that is known."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field
