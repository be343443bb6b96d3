"""What ``inbetween doctor`` finds of the workers: who lives, what each serves, and what waits for nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.exc import SQLAlchemyError

from inbetween import app
from inbetween.cli.finding import Finding
from inbetween.domain.errors import OperatorError
from inbetween.settings import Settings
from inbetween.tasks import census, workers


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """The offers that each living worker serves, by its name, and how many tasks wait for others, by offer."""

    serves: Mapping[str, frozenset[str]] = field(default_factory=dict)
    stranded: Mapping[str, int] = field(default_factory=dict)

    @property
    def served(self) -> frozenset[str]:
        """The offers that somebody serves."""
        return frozenset[str]().union(*self.serves.values())

    @property
    def finding(self) -> Finding:
        """What the doctor says of it."""
        living = "; ".join(f"{name}: {', '.join(sorted(offers))}" for name, offers in self.serves.items())
        waits = ", ".join(f"{count} tasks wait for {offer}" for offer, count in self.stranded.items())
        if waits:
            mend = "start a worker that has it, or hand them over: inbetween tasks move ENTRY"
            found = f"{waits}, which no worker serves; {living or 'none runs'}"
            return Finding(name="workers", state="weak", found=found, mend=mend)
        if not living:
            return Finding(name="workers", state="absent", found="none runs now")
        return Finding(name="workers", state="works", found=living)


def fleet(read: Settings) -> Fleet:
    """Look who works on the database; of one that cannot be opened nothing is known."""
    try:
        with app.open_database(read) as database, database.reading() as tx:
            return Fleet(serves=workers.served(tx), stranded=census.queue(tx).stranded)
    except (OperatorError, SQLAlchemyError):
        return Fleet()
