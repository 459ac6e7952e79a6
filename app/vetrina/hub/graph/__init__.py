"""The Messenger Platform's API, for bots and SDKs made for it; unknown calls get the platform's errors."""
