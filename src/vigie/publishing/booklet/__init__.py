"""The booklet: one edition in one language as an accessible PDF, for screen and paper."""
