"""The registry file: engine, migrations, journal, reading."""
