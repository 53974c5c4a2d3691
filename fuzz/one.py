"""Fuzzes one target with atheris: python fuzz/one.py TARGET SECONDS [FOLDER FOR WHAT IS FOUND]."""

import sys
from pathlib import Path

import atheris

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
with atheris.instrument_imports(include=["ratgap"]):
    from targets import TARGETS

if __name__ == "__main__":
    name, seconds, *more = sys.argv[1:]
    found = Path(more[0] if more else "fuzz-found", name)
    found.mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={seconds}",
        "-max_len=6000",
        "-timeout=20",
        "-rss_limit_mb=2000",
        f"-dict={HERE / 'words.dict'}",
        f"-artifact_prefix={found}/broken-",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    # What is new is kept in the first folder.
    atheris.Setup([sys.argv[0], *options, str(found), str(HERE / "corpus" / name)], TARGETS[name])
    atheris.Fuzz()
