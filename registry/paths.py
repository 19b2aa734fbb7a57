"""Where shipped files and the user's registry are."""

from __future__ import annotations

from pathlib import Path


def _shipped(name: str) -> Path:
    package = Path(__file__).parent
    inside_wheel = package / f"_{name}"
    return inside_wheel if inside_wheel.is_dir() else package.parent / name


def there(path: Path) -> bool:
    """Whether something is at a path, as far as this user can see."""
    try:
        return path.exists()
    except OSError:
        return False


def data() -> Path:
    """The shipped data folder: policies, divisions, fact keys, the 2022 report."""
    return _shipped("data")


def migrations() -> Path:
    """The shipped Alembic folder."""
    return _shipped("migrations")


def _own() -> Path:
    """The user's own folder for registries."""
    from platformdirs import user_data_path  # noqa: PLC0415 - only where none is named

    return user_data_path("tidu", appauthor=False)


def default_registry() -> Path:
    """The registry file opened when none is named."""
    return _own() / "registry.db"


def demo_registry() -> Path:
    """The demonstration registry opened by ``tidu demo`` when no place is named."""
    return _own() / "demo.db"
