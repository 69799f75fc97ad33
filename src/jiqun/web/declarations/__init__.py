"""Calls, and what operators declare in them: draft, roster, evidence, submission."""
