"""Who owns a thing. A scope is the first key of everything that is stored."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A region and a main account. Resources of one scope do not exist for another."""

    region: str
    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A key that was accepted: its public id and the scope it acts in."""

    key_id: str
    scope: Scope
