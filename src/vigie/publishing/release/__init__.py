"""The edition as data: tables, literature, calendar, feed, map of the site."""
