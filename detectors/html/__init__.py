"""Reading pages: one pass over the markup, style sheets, zones, links and facts (public face: detectors.page)."""
