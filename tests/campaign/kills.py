"""kill -9 at 200 random moments during checks, on each database: nothing asked is lost, nothing is there twice.

On PostgreSQL every other kill is the database's own, under a service that lives on. What is done is in `tests.kills`,
as for the short form in tests/functional/test_kills.py.
"""

from __future__ import annotations

from tests.campaign.frame import Campaign
from tests.functional.conftest import SCENARIOS
from tests.functional.internet import PrivateInternet, load_all
from tests.kills import Victim
from tests.postgresql import Postgres

KILLS = 200


def run(campaign: Campaign) -> None:
    on_sqlite(campaign)
    on_postgresql(campaign)


def on_sqlite(campaign: Campaign) -> None:
    home = campaign.folder / f"kills-{campaign.seed}"
    with PrivateInternet(load_all(SCENARIOS)) as env:
        _kills(campaign, "sqlite", Victim(env, home, f"sqlite:///{home}/store.sqlite"), ("service",))


def on_postgresql(campaign: Campaign) -> None:
    """An interrupted run goes on in a new cluster: what was asked before it is not looked for again."""
    with PrivateInternet(load_all(SCENARIOS)) as env, Postgres(durable=True) as cluster:
        home = campaign.folder / f"kills-{campaign.seed}-{cluster.folder.name}"
        _kills(campaign, "postgresql", Victim(env, home, cluster.database(), cluster), ("service", "database"))


def _kills(campaign: Campaign, database: str, victim: Victim, what: tuple[str, ...]) -> None:
    victim.home.mkdir(exist_ok=True)

    def kill(number: int) -> str:
        return victim.kill(what[number % len(what)], campaign.chance(f"kill {number}"), number)

    numbers = range(round(KILLS * campaign.scale))
    campaign.each([(f"{database} kill {number}", number) for number in numbers], kill)
    campaign.each([(f"{database}: the end", None)], lambda _: victim.finish())
