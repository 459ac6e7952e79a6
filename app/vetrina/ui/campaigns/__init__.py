"""The Campaigns page: the list, the five steps to a campaign, and what came of one."""
