"""What the screens know and do, without a screen: plain classes, no Textual."""
