"""One module a command: `add(parser)` names its arguments, `run(args)` does the work and gives the exit code."""
