"""Exports the trained checkpoints into public/models/mini and rewrites its manifest.

    python -m training.export_onnx [--only tokenizer llm voice] [--out public/models/mini]

Each engineer's package brings `export(out_dir)` in training/{tokenizer,llm,voice}/export.py, which calls
`training.common.export.export_graph` for its graphs and writes its JSON files. A package that fails is
named at the end and the others are still exported.
"""

import argparse
import importlib
import sys
import traceback
from pathlib import Path

from training.common.manifest import MINI_DIR, update_manifest

PACKAGES = ("tokenizer", "llm", "voice")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=PACKAGES, default=PACKAGES)
    parser.add_argument("--out", type=Path, default=MINI_DIR)
    arguments = parser.parse_args()
    failed = []
    for package in arguments.only:
        try:
            importlib.import_module(f"training.{package}.export").export(arguments.out)
        except Exception:  # One model that is not trained yet must not keep the others from the pack.
            traceback.print_exc()
            failed.append(package)
    manifest = update_manifest(arguments.out)
    print(f"{manifest['id']}: {manifest['totalBytes'] / 1e6:.1f} MB, graphs {', '.join(manifest['graphs']) or 'none'}")
    if failed:
        sys.exit(f"Not exported: {', '.join(failed)}")


if __name__ == "__main__":
    main()
