"""Where a run of text stands, once the whole page is known: teasers, headline, top, body, end."""

from __future__ import annotations

from collections.abc import Sequence

from detectors.html.addresses import Addresses, host_part, place_of
from detectors.html.nouns import Zone
from detectors.html.places import Place
from detectors.html.quotations import mark_quotations
from detectors.html.reader import Reader
from detectors.html.runs import Anchor, Run, Span
from detectors.html.tags import HEADINGS

_TOP_SHARE = 0.2
_TOP_RUNS = 3
_TOP_LIMIT = 0.5
_END_SHARE = 0.8
_REGION_SHARE = 0.8
_CARD_RUNS = 150
_MAX_CARDS = 3_000
_CARD_LENGTH = 600  # characters; longer cards without a linked heading are articles
_SENTENCE = 60  # characters; shorter runs are labels
_EXCERPT = 200  # characters of prose; a text of fewer says little
_WHOLE_POST = 1_200  # characters of prose; excerpts are shorter
_OTHERS = frozenset((Zone.COMMENT, Zone.AD, Zone.TEASER))
_MISNAMED = frozenset((Zone.ASIDE, Zone.NAV, Zone.FOOTER, Zone.QUOTE))
_SOFT = frozenset((Zone.BODY, Zone.ASIDE, Zone.NAV, Zone.TEASER, Zone.QUOTE))


def mark_teasers(reader: Reader, addresses: Addresses, own: frozenset[str]) -> None:
    """Give every run of a card the address that the card leads to; `own` are the places of the page itself."""
    led = []
    for card in reader.cards[:_MAX_CARDS]:
        if card.run_end - card.run > _CARD_RUNS or card.link_end - card.link > _CARD_RUNS:
            continue  # a whole list, or an article
        target = _target(reader, card, addresses, own)
        if target:
            led.append((card, target))
    home = any(not place.partition("/")[2] for place in own)
    lone = home and len({place_of(target) for _, target in led}) == 1
    for card, target in led:
        runs = reader.runs[card.run : card.run_end]
        if card.place.zone is Zone.TEASER or _prose(runs) < (_EXCERPT if lone else _WHOLE_POST):
            for run in runs:
                if run.place.zone in _SOFT and not run.teaser:
                    run.teaser = target
    _mark_lists(reader, addresses)


def _prose(runs: Sequence[Run]) -> int:
    """Return the characters of the visible runs that are no links, titles or labels."""
    return sum(len(run.text) for run in runs if is_shown(run) and len(run.text) >= _SENTENCE > 2 * run.linked)


def _target(reader: Reader, card: Span, addresses: Addresses, own: frozenset[str]) -> str:
    """Return where a card leads when that is one other page, else ""."""
    anchors = reader.anchors[card.link : card.link_end]
    runs = reader.runs[card.run : card.run_end]
    if any(run.tag == "h1" and run.linked == 0 for run in runs):
        return ""
    headed = [anchor for anchor in anchors if anchor.headed]
    first = next((i for i, run in enumerate(runs) if run.tag in HEADINGS and not run.alt), None)
    soft = card.place.zone is Zone.TEASER
    if headed:
        if first is not None and runs[first].linked == 0 and headed[0].run > card.run + first:
            return ""
        if card.place.zone is not Zone.TEASER and _prose(reader.runs[card.run : headed[0].run]) > _EXCERPT:
            return ""  # a text that mentions another page on its way
    elif soft and sum(len(run.text) for run in runs) <= _CARD_LENGTH:
        headed = [anchor for anchor in anchors if anchor.texts or anchor.alt]
    targets = {place_of(url): url for url in map(addresses.absolute, (a.href for a in headed)) if url}
    if len(targets) != 1:
        return ""
    place, url = next(iter(targets.items()))
    if place in own or not place.partition("/")[2]:
        return ""
    return url if soft or host_part(url) == host_part(addresses.url) else ""


def _mark_lists(reader: Reader, addresses: Addresses) -> None:
    """Give runs of lists of other pages, outside cards, the address of the link in or after them."""
    leading: dict[int, str] = {}
    for anchor in reader.anchors:
        if anchor.run >= 0 and anchor.place.zone is Zone.TEASER:
            leading.setdefault(anchor.run, anchor.href)
    after = ""
    for index in range(len(reader.runs) - 1, -1, -1):
        run = reader.runs[index]
        if run.place.zone is not Zone.TEASER:
            after = ""
        elif not run.teaser:
            found = addresses.absolute(leading.get(index, "")) if index in leading else ""
            after = found or after
            run.teaser = after
        else:
            after = run.teaser


def _zone(run: Run, layout: Place | None) -> Zone:
    zone = run.place.zone
    if run.teaser and zone in _SOFT:
        return Zone.TEASER
    return Zone.BODY if layout is not None and run.place.origin is layout else zone


def _layout(reader: Reader) -> Place | None:
    """Return the element whose name says "sidebar", "quote" or the like although it holds the page's own text."""
    prose: dict[Place | None, int] = {}
    titled: Place | None = None
    for run in reader.runs:
        place = run.place
        if run.tag == "h1" and titled is None and is_shown(run) and not run.linked:
            titled = place.origin
        if place.zone not in _OTHERS and not run.teaser:
            spoken = place.origin if place.zone is not Zone.BODY else None
            prose[spoken] = prose.get(spoken, 0) + _prose((run,))
    own = prose.pop(None, 0)
    best = max(prose, key=lambda place: prose[place], default=None)
    if best is None or best.zone not in _MISNAMED or prose[best] < max(own, _EXCERPT):
        return None
    return best if best is titled or prose[best] >= 0.5 * (own + sum(prose.values())) >= _EXCERPT else None


def zones_of(reader: Reader) -> list[Zone]:
    """Return the zone of every run of the page."""
    layout = _layout(reader)
    zones = [_zone(run, layout) for run in reader.runs]
    mark_quotations(reader.runs, zones)
    main = [i for i, zone in enumerate(zones) if zone is Zone.BODY]
    for index in main:
        run = reader.runs[index]
        if run.place.header and run.tag not in HEADINGS:
            menu = run.linked >= 0.9 * len(run.text)
            zones[index] = Zone.NAV if menu else Zone.TOP
    main = [i for i in main if zones[i] is Zone.BODY]
    if main:
        _grade(reader, zones, main)
    return zones


def _grade(reader: Reader, zones: list[Zone], main: list[int]) -> None:
    """Divide the main runs into headline, top, body and end."""
    runs = reader.runs
    first, last = _region(reader, zones)
    shown = [i for i in main if not runs[i].place.hidden and not runs[i].alt and first <= i < last]
    headline = _headline(runs, main, first, last)
    inner = [i for i in shown if headline is None or i > headline]
    total = sum(len(runs[i].text) for i in inner) or 1
    passed, count = 0, 0
    for i in main:
        if i == headline or (runs[i].tag == "h1" and (headline is None or i <= headline)):
            zones[i] = Zone.HEADLINE
        elif i < first or (headline is not None and i < headline):
            zones[i] = Zone.TOP
        elif i >= last:
            zones[i] = Zone.END
        else:
            zones[i] = _part(passed / total, count)
            if not runs[i].place.hidden and not runs[i].alt:
                passed += len(runs[i].text)
                count += runs[i].tag not in HEADINGS


def _part(share: float, count: int) -> Zone:
    if share <= _TOP_SHARE or (count < _TOP_RUNS and share < _TOP_LIMIT):
        return Zone.TOP
    return Zone.END if share >= _END_SHARE else Zone.BODY


def _headline(runs: list[Run], main: list[int], first: int, last: int) -> int | None:
    """Return the run that titles the page: the first h1 of its main region, else of the page, else a first h2."""
    titles = [i for i in main if runs[i].tag == "h1" and not runs[i].place.hidden]
    inside = [i for i in titles if first <= i < last]
    if inside or titles:
        return (inside or titles)[0]
    early = [i for i in main if first <= i < last][:4]
    return next((i for i in early if runs[i].tag == "h2"), None)


def _region(reader: Reader, zones: list[Zone]) -> tuple[int, int]:
    """Return the runs of the article: the smallest region that holds most of the main text of all regions."""
    sizes = [0]
    for run, zone in zip(reader.runs, zones, strict=True):
        sizes.append(sizes[-1] + (len(run.text) if zone is Zone.BODY and not run.place.hidden else 0))
    weighed = [(sizes[span.run_end] - sizes[span.run], span) for span in reader.regions]
    most = max((size for size, _ in weighed), default=0)
    if most < 0.3 * sizes[-1] or not most:
        return 0, len(reader.runs)
    span = min((s for size, s in weighed if size >= _REGION_SHARE * most), key=lambda s: s.run_end - s.run)
    return span.run, span.run_end


def is_shown(run: Run) -> bool:
    """Tell whether a run is part of the visible text."""
    return not run.place.hidden and not run.alt


def zone_of_anchor(anchor: Anchor, zones: list[Zone], runs: list[Run]) -> Zone:
    """Return the zone of a link: of the run that its words stand in, else of its place."""
    return zones[anchor.run] if 0 <= anchor.run < len(runs) else anchor.place.zone
