"""The Ads page: what is in the window, how each person sees it, and the shop list behind it."""
