"""Shapes, streaming equal to the masked whole, finite losses that fall on one batch."""

import numpy as np
import pytest
import torch

from training.tokenizer.data import Example, collate
from training.tokenizer.losses import losses
from training.tokenizer.model import CACHE, CHUNK, Config, StreamingStep, Tokenizer


def small(layers=3):
    torch.manual_seed(0)
    return Tokenizer(Config(units=40, phones=11, speakers=6, dim=64, layers=layers, heads=2, hidden=128,
                            semantic_layer=2, dropout=0.0)).eval()


def test_streaming_equals_the_masked_pass():
    model, chunks = small(), 13
    frames = chunks * CHUNK
    mel = torch.randn(1, frames * 4, 80)
    whole = model(mel, torch.tensor([frames]))
    step = StreamingStep(model).eval()
    config = model.config
    k = v = torch.zeros(config.layers, config.heads, CACHE, config.dim // config.heads)
    rows, mask = [], torch.zeros(1, CACHE)
    for chunk in range(chunks):
        *heads, k, v = step(mel[:, chunk * 32:chunk * 32 + 32], k, v, mask)
        mask = torch.cat([mask[:, CHUNK:], torch.ones(1, CHUNK)], 1)
        rows.append(heads)
    for index, expected in enumerate(whole):
        got = torch.cat([row[index] for row in rows], 1)
        assert torch.allclose(got, expected, atol=2e-5), (index, (got - expected).abs().max())


def test_padding_and_later_chunks_change_nothing():
    model = small()
    mel = torch.randn(1, 96 * 4, 80)
    alone = model(mel[:, : 40 * 4], torch.tensor([40]))[0]
    later = model(mel, torch.tensor([96]))[0][:, :40]
    padded = model(torch.cat([mel[:, : 40 * 4], torch.randn(1, 32 * 4, 80)], 1), torch.tensor([40]))[0][:, :40]
    assert torch.allclose(alone, later, atol=2e-5)
    assert torch.allclose(alone, padded, atol=2e-5)


def one_batch():
    rng = np.random.default_rng(3)
    examples = [Example(rng.normal(0, 1, (160, 80)).astype(np.float32), rng.integers(1, 40, 6), rng.integers(0, 11, 40),
                        np.ones(40, np.int64), int(rng.integers(0, 3)), int(rng.integers(0, 6)), True,
                        np.array([0.5, np.nan, 1, -1, 0], np.float32)) for _ in range(4)]
    return collate(examples, np.zeros(80, np.float32), np.ones(80, np.float32))


def test_overfits_one_batch():
    model, batch = small().train(), one_batch()
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3)
    totals = []
    for _ in range(220):
        parts = losses(model, model.encode(batch["mel"], batch["lengths"]), batch)
        total = sum(parts.values())
        optimizer.zero_grad()
        total.backward()
        optimizer.step()
        totals.append({name: float(value.detach()) for name, value in parts.items()})
    assert all(np.isfinite(list(row.values())).all() for row in totals)
    assert totals[-1]["ctc"] < 0.1 * totals[0]["ctc"]
    assert totals[-1]["phones"] < 0.2 * totals[0]["phones"]


def test_batch_without_speech_or_text_has_finite_losses():
    model = small()
    silence = Example(np.zeros((64, 80), np.float32), np.zeros(0, np.int64), np.full(16, -1), np.zeros(16, np.int64),
                      -1, -1, True, np.full(5, np.nan, np.float32))
    batch = collate([silence], np.zeros(80, np.float32), np.ones(80, np.float32))
    parts = losses(model, model.encode(batch["mel"], batch["lengths"]), batch)
    assert all(torch.isfinite(value) for value in parts.values())


if __name__ == "__main__":
    pytest.main([__file__])
