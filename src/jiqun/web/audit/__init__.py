"""Events: what was done, by whom and when, in chains that show if anything is changed or cut."""
