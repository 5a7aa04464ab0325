"""Language data, and the two modules that read and check it."""
