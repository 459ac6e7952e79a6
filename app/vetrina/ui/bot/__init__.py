"""The Bot page: rules as sentences, their editor, missed questions, and a simulator that says why."""
