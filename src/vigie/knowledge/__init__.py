"""Curated knowledge: loads and checks the curated files, keeps file and line."""
