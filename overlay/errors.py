"""Everything that can be refused, with its code for the wire, its HTTP status and its exit code.

    OverlayError
    ├── Illegal 409          a move the show does not allow
    ├── Unknown 404          no question, show, token or page of that name
    ├── Unauthorised 401     no token, or one that is not known here
    ├── Forbidden 403        the role may not do that
    │   └── BadOrigin 403    a page of another site asked
    ├── BadHost 421          the address is not one of ours
    ├── Undecodable 400      the body or a value could not be read
    ├── TooLarge 413
    ├── Limited 429          more than a limit allows; says which
    ├── Unavailable 503      the disk does not take it; try again
    ├── Damaged 500          the journal's bytes are not what was written
    ├── ConfigError 400      overlay.toml, map.toml, a file given; exit 2
    ├── FolderInUse 409      another server holds the data folder; exit 3
    ├── PortTaken 409        exit 3
    └── NoServer 503         exit 4

The message is an English sentence with `{names}`; `params` fill it, so that an edge can translate the
sentence first (i18n.py) and fill it afterwards.
"""

from __future__ import annotations


class OverlayError(Exception):
    """A refusal. `str()` is the filled English sentence; it never holds a secret."""

    code = "error"
    status = 400
    exit_code = 1

    def __init__(self, template: str, **params: object) -> None:
        self.template = template
        self.params = params
        super().__init__(template.format(**params) if params else template)

    @property
    def message(self) -> str:
        return str(self)


class Illegal(OverlayError):
    code = "illegal"
    status = 409


class Unknown(OverlayError):
    code = "unknown"
    status = 404


class Unauthorised(OverlayError):
    code = "unauthorised"
    status = 401


class Forbidden(OverlayError):
    code = "forbidden"
    status = 403


class BadOrigin(Forbidden):
    code = "bad_origin"


class BadHost(OverlayError):
    code = "bad_host"
    status = 421


class Undecodable(OverlayError):
    code = "undecodable"
    status = 400


class TooLarge(OverlayError):
    code = "too_large"
    status = 413


class Limited(OverlayError):
    """`retry_after` is in seconds, for the Retry-After header."""

    code = "limited"
    status = 429

    def __init__(self, template: str, retry_after: float = 1.0, **params: object) -> None:
        super().__init__(template, **params)
        self.retry_after = retry_after


class Unavailable(OverlayError):
    code = "unavailable"
    status = 503


class Damaged(OverlayError):
    code = "damaged"
    status = 500


class ConfigError(OverlayError):
    code = "config"
    exit_code = 2


class FolderInUse(OverlayError):
    code = "folder_in_use"
    status = 409
    exit_code = 3


class PortTaken(OverlayError):
    code = "port_taken"
    status = 409
    exit_code = 3


class NoServer(OverlayError):
    code = "no_server"
    status = 503
    exit_code = 4
