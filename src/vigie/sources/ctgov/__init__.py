"""ClinicalTrials.gov as a source: its API v2 fetches payloads, its records become studies."""
