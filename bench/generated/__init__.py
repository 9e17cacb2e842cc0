"""A generator of captured sites with known owners: ``corpus(side, seed, ...)``.

A site is put together from parts that know nothing of each other: a layout, a language, sentences, a registry's format,
a notice's style, a host, a firm, a scenario. What is made is what the world would show (pages, a registry's answer, DNS
records, a certificate, files); the capture of it is planned by `detectors.plan` and read by the parsers that read real
sites. The same seed gives the same corpus, byte for byte.

Every list of parts is split in two families of templates, "training" and "judging": no layout, sentence, format of a
registry, style of a notice, syllable or listed group stands in both. What judges a weight has not trained it.
"""

from bench.generated.corpus import GUILTY, INNOCENT, Labelled, corpus, fingerprint

__all__ = ["GUILTY", "INNOCENT", "Labelled", "corpus", "fingerprint"]
