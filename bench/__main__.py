"""Run the benchmarks: `python3 dev.py bench`."""

import sys

from bench.running import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
