"""The schemas of all tables, declared here and only here."""

__all__: list[str] = []
