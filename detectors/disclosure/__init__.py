"""Does the page say so; one file is one kind of marker or observation."""
