"""Folders of the recipe. Commands run from the repository root: `python -m training.tokenizer.<script>`."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("SOTTO_DATA", ROOT / ".." / "shared" / "data"))
BUILD = ROOT / "training" / "build"
SHARDS = BUILD / "tokenizer-shards"
HUMAN = BUILD / "human"
PACK = ROOT / "public" / "models" / "mini"
GOLDEN = ROOT / "workers" / "tokenizer" / "golden"
CHECKPOINTS = ROOT / "training" / "checkpoints"
