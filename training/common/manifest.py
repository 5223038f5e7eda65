"""Writes the manifest of a pack from the files that are in its folder.

    python -m training.common.manifest [public/models/mini]

Safe at any time: graphs and files that are missing are left out, and the same files give the same bytes.
The schema is src/packs/manifest.ts.
"""

import hashlib
import json
import sys
from pathlib import Path

MINI_DIR = Path(__file__).resolve().parents[2] / "public" / "models" / "mini"
SCHEMA_VERSION = 1
# As in src/storage/weights.ts.
CHUNK_BYTES = 4 * 2**20
GRAPHS = ("tokenizer", "llm", "prosody", "acoustic", "vocoder")
# Key in the manifest → file name; the page asks by key.
RESOURCES = {
    "features": "features.json", "units": "units.json", "lexiconZh": "lexicon-zh.json", "lmEn": "lm-en.bin",
    "lmZh": "lm-zh.bin", "g2pEn": "g2p-en.json", "llmTokenizer": "llm-tokenizer.json",
    "tools": "tools.json", "phonemes": "phonemes.json", "voices": "voices.json",
}
# Capability → graphs and resources without which the page must not offer it.
CAPABILITIES = {
    "recognition": (("tokenizer",), ("features", "units")),
    "conversation": (("llm",), ("llmTokenizer",)),
    "tools": (("llm",), ("llmTokenizer", "tools")),
    "translation": (("llm",), ("llmTokenizer",)),
    "synthesis": (("prosody", "acoustic", "vocoder"), ("features", "phonemes", "voices")),
}
IGNORED = {"manifest.json", "README.md", "export-report.json"}
IDENTITIES = {
    "mini": {"name": "Mini", "description": "The built-in models, trained from scratch by the recipe in training/.",
             "licence": "Apache-2.0", "languages": ["en", "zh"]},
    "random": {"name": "Random", "description": "Random weights behind the same interface, for tests only.",
               "licence": "Apache-2.0", "languages": ["en", "zh"]},
}


def update_manifest(pack_dir=MINI_DIR, pack_id=None):
    """Rewrites `manifest.json`; returns the manifest."""
    pack_dir = Path(pack_dir)
    pack_id = pack_id or pack_dir.name
    files = [describe_file(pack_dir, path) for path in sorted(pack_dir.rglob("*"))
             if path.is_file() and path.name not in IGNORED and not path.name.startswith(".")]
    paths = {f["path"] for f in files}
    graphs = {name: entry for name in GRAPHS if (entry := describe_graph(pack_dir, name, paths))}
    resources = {key: path for key, path in RESOURCES.items() if path in paths}
    listing = "".join(f"{f['path']} {f['sha256']}\n" for f in files)
    manifest = {
        "schemaVersion": SCHEMA_VERSION,
        "id": pack_id,
        **IDENTITIES[pack_id],
        "revision": hashlib.sha256(listing.encode()).hexdigest()[:16],
        "sampleRates": sample_rates(pack_dir),
        "weightFormat": "q8",
        "capabilities": {name: all(g in graphs for g in needed) and all(r in resources for r in wanted)
                         for name, (needed, wanted) in CAPABILITIES.items()},
        "totalBytes": sum(f["bytes"] for f in files),
        "graphs": graphs,
        "resources": resources,
        "files": files,
    }
    # Written aside and renamed, so that nobody reads half of it.
    draft = pack_dir / ".manifest.json"
    draft.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    draft.replace(pack_dir / "manifest.json")
    return manifest


def describe_file(pack_dir, path):
    """Path inside the pack, size in bytes, sha256, and for longer files the sha256 of every chunk.

    The page stores chunks; with their hashes it can tell which one of them to fetch again.
    """
    data = path.read_bytes()
    entry = {"path": path.relative_to(pack_dir).as_posix(), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    if len(data) > CHUNK_BYTES:
        entry["chunks"] = [hashlib.sha256(data[i:i + CHUNK_BYTES]).hexdigest() for i in range(0, len(data), CHUNK_BYTES)]
    return entry


def describe_graph(pack_dir, name, paths):
    """The manifest's entry of one graph, or None when any of its files is missing."""
    entry = {"wasm": f"{name}.wasm.onnx", "webgpu": f"{name}.webgpu.onnx", "weights": f"{name}.weights.bin",
             "tensors": f"{name}.tensors.json", "golden": f"golden/{name}.json"}
    if not all(path in paths for path in entry.values()):
        return None
    tensors = json.loads((pack_dir / entry["tensors"]).read_text())
    sizes = [4 * product(t["dims"]) for t in tensors["tensors"]]
    # The largest single buffer a device must hold decides whether it can run the graph at all.
    return entry | {"f32ByteLength": tensors["f32ByteLength"], "maxTensorBytes": max(sizes, default=0)}


def product(values):
    """Product of integers; 1 for none."""
    result = 1
    for value in values:
        result *= value
    return result


def sample_rates(pack_dir):
    """Hz of what the pack hears and speaks, from features.json when it is there."""
    path = pack_dir / "features.json"
    features = json.loads(path.read_text()) if path.exists() else {}
    return {"input": features.get("tokenizer", {}).get("sampleRateHz", 16000),
            "output": features.get("vocoder", {}).get("sampleRateHz", 16000)}


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else MINI_DIR
    written = update_manifest(folder)
    print(f"{written['id']}: {written['totalBytes']} bytes in {len(written['files'])} files, graphs {', '.join(written['graphs']) or 'none'}")
