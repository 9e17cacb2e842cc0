"""The whole hostile list on the command line, and a site for each refused spelling through the service."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.campaign.frame import Campaign
from tests.hostile.cases import leading_to, load
from tests.hostile.driver import served
from tests.hostile.test_command import wrong_check, wrong_refusal
from tests.hostile.test_served import complaints
from tests.hostile.world import World


def run(campaign: Campaign) -> None:
    cases = load()
    everything = cases + leading_to(cases.forbidden)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("world", "home", "commands"):
            (folder / part).mkdir()
        with World(everything.sites, everything.names, folder / "world") as world:

            def touched(complaint: str) -> str:
                reached, world.touched[:] = list(world.touched), []
                return "; ".join(filter(None, [complaint, f"touched {reached}" if reached else ""]))

            typed = [(one.url, one) for one in cases.typed]
            campaign.each(typed, lambda one: touched(wrong_refusal(world, one, folder / "commands")))
            sites = [(one.site.name, one) for one in everything.visited if not one.problem]
            campaign.each(sites, lambda one: touched(wrong_check(world, one, folder / "commands")))
            with served(world.settings(), folder / "home") as service:
                again = [(f"served {one.site.name}", one) for one in everything.visited]
                campaign.each(again, lambda one: touched("; ".join(complaints(service, one))))
