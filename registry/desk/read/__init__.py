"""What screens and commands read: SQL on the driver, no SQLModel."""
