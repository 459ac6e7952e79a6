"""The inbox page: who wrote, the talk in full, the answer, and why the shop may give it."""
