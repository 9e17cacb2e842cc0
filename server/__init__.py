"""All input and output of Masthead: collecting, storing, serving, showing."""
