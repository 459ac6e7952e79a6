"""The rules bot: which rule answers what a person wrote, with what words, and why. Pure."""
