"""What the program is about: records, rules and errors. Standard library only."""
