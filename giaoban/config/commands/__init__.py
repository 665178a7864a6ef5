"""One module for each command of `giaoban`; each has `run(options) -> exit code`."""
