"""Recorded violence behind a dossier: event data sets, aggregated, drawn under it and never mixed into it.

A layer makes no claim, adds no evidence, changes no standing. ``layer`` holds what is known of it and of what is asked;
``queries`` every question to the data, as SQL that DuckDB, PostgreSQL and ClickHouse take alike; ``engine`` and
``servers`` who answers, and ``values`` what an answer may hold; ``opening`` finds the layer that BRIEFING_CONTEXT
names, or says why there is none: ``description`` reads ``layer.toml`` and ``parts`` looks at the files beside it;
``asking`` keeps answers for all readers; ``sides`` maps sides of the data to actors of a dossier; ``adding`` and the
modules of ``formats`` bring releases in, and ``schema`` puts a layer on a server.
DuckDB, h3 and pyarrow are imported once a layer is asked for.
"""
