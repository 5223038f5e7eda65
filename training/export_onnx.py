"""Exports the trained checkpoints into public/models/mini and rewrites its manifest.

    python -m training.export_onnx [--only tokenizer llm voice]

Runs the three exporters, each of which calls `training.common.export.export_graph` for its graphs and writes
its JSON files. One that fails is named at the end and the others are still exported.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from training.common.manifest import MINI_DIR, update_manifest

ROOT = Path(__file__).resolve().parents[1]
# Name → module and arguments; the checkpoints are the ones in training/checkpoints unless an argument says otherwise.
EXPORTERS = {
    "tokenizer": ["training.tokenizer.export", "training/checkpoints/tokenizer.pt"],
    "llm": ["training.llm.export"],
    "voice": ["training.voice.export_voice"],
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=EXPORTERS, default=list(EXPORTERS))
    failed = []
    for name in parser.parse_args().only:
        if subprocess.run([sys.executable, "-m", *EXPORTERS[name]], cwd=ROOT).returncode != 0:
            failed.append(name)
    manifest = update_manifest(MINI_DIR)
    print(f"{manifest['id']}: {manifest['totalBytes'] / 1e6:.1f} MB, graphs {', '.join(manifest['graphs']) or 'none'}")
    if failed:
        sys.exit(f"Not exported: {', '.join(failed)}")


if __name__ == "__main__":
    main()
