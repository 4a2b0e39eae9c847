"""Floor 3: tables, migrations and repositories. The only room that knows SQLAlchemy."""
