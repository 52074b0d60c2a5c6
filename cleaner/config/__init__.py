"""Settings files → Settings: what `cleaner.toml` or `[tool.cleaner]` asks for."""
