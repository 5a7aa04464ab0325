"""x."""


def add(p):
    pass
