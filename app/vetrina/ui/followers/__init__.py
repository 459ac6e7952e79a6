"""The Followers page: who the shop knows, whether it may write to them, and why."""
