"""Does every address that programs read answer as `/openapi.json` says, whatever it is asked?

    pip install schemathesis
    python bench/fuzz_api.py [--index .minutebook] [--cases 6000] [--seed 1]

Serves the index and lets schemathesis ask: right and wrong arguments, other methods, and the links
from a search to its documents. Each answer is held against the description: status, media type,
headers, every field of its JSON; wrong arguments refused, other methods answered 405 with Allow.

One check is loosened: arguments that fit the description may still answer 400, since no schema can
say what the language of searches allows, or that a period must not end before it starts.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from waitress import create_server

from app import create_app

CONFIG = """
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "400", "404"]
"""


def main() -> int:
    """Serve the index, run schemathesis, and give its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--index", type=Path, default=Path(".minutebook"))
    parser.add_argument("--cases", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    application = create_app(options.index)
    server = create_server(application, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    described = application.test_client().get("/openapi.json").get_json()
    each = -(-options.cases // len(described["paths"]))
    command = [
        *(str(Path(sys.executable).parent / "schemathesis"), "--config-file", "fuzz.toml", "run"),
        f"http://127.0.0.1:{server.effective_port}/openapi.json",
        *("--checks", "all", "--max-examples", str(each), "--seed", str(options.seed)),
        *("--continue-on-failure", "--generation-database", "none"),
    ]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "fuzz.toml").write_text(CONFIG, encoding="utf-8")
        finished = subprocess.run(command, cwd=folder, check=False)
    server.close()
    return finished.returncode


if __name__ == "__main__":
    raise SystemExit(main())
