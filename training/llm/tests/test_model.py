"""The llm's network: shapes, learning, the cache, resuming, and the exported graph."""

import re
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch

from training.llm.batches import CALL, END_CALL
from training.llm.export import StepGraph, example
from training.llm.generate import CALL_THRESHOLD, NEVER, continue_prompt, draw_token, first_scores
from training.llm.grow import grow_model
from training.llm.model import Llm, LlmConfig, empty_past
from training.llm.train import learning_rate, start_run, train, weighted_loss

TINY = LlmConfig(vocabulary=96, dim=64, layers=2, heads=2, hidden=96)


def tiny_model() -> Llm:
    torch.manual_seed(0)
    return Llm(TINY)


def test_logits_have_one_row_a_token():
    assert tiny_model().eval()(torch.zeros(3, 7, dtype=torch.long)).shape == (3, 7, 96)


def test_a_token_sees_no_later_token():
    model = tiny_model().eval()
    ids = torch.randint(0, 96, (1, 10))
    changed = ids.clone()
    changed[0, 6:] = (changed[0, 6:] + 1) % 96
    assert torch.allclose(model(ids)[:, :6], model(changed)[:, :6], atol=1e-5)
    assert not torch.allclose(model(ids)[:, 6:], model(changed)[:, 6:], atol=1e-3)


def test_one_batch_is_learned_by_heart():
    model = tiny_model()
    ids, weights = torch.randint(0, 96, (4, 16)), torch.ones(4, 16)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    for _ in range(60):
        loss = weighted_loss(model, ids, weights)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert loss.item() < 0.3


def test_tokens_without_weight_do_not_count():
    model = tiny_model().eval()
    ids, weights = torch.randint(0, 96, (2, 12)), torch.ones(2, 12)
    weights[:, 8:] = 0
    assert torch.allclose(weighted_loss(model, ids, weights), weighted_loss(model, ids[:, :8], weights[:, :8]), atol=1e-5)


def test_cache_gives_the_logits_of_a_full_pass():
    model = tiny_model().eval()
    ids = torch.randint(0, 96, (1, 11))
    full, past, start = model(ids), empty_past(TINY), 0
    for length in (4, 1, 6):
        logits, past = model.step(ids[:, start:start + length], torch.arange(start, start + length)[None], past)
        start += length
        assert torch.allclose(logits[0, 0], full[0, start - 1], atol=1e-5)
    assert past[0][0].shape == (1, 2, 11, 32)


def test_a_reply_begins_with_a_call_only_above_the_threshold():
    model, prompt = tiny_model().eval(), [0, 40, 50, 60]
    scores = first_scores(model, prompt)
    scores[[*NEVER, END_CALL]] = -torch.inf  # what no reply can begin with
    sure = float(torch.softmax(scores, -1)[CALL])
    for seed in range(5):
        draw = {"limit": 1, "temperature": 2.0, "generator": torch.Generator().manual_seed(seed)}
        assert continue_prompt(model, prompt, threshold=sure - 1e-4, **draw) == [CALL]
        assert continue_prompt(model, prompt, threshold=sure + 1e-4, **draw) != [CALL]


def test_the_page_decides_about_calls_by_the_same_number():
    page = Path("workers/llm/llm-engine.ts").read_text(encoding="utf-8")
    assert float(re.search(r"CALL_THRESHOLD = ([\d.]+);", page)[1]) == CALL_THRESHOLD


def test_drawing_keeps_to_the_nucleus_and_is_greedy_without_temperature():
    scores = torch.log(torch.tensor([0.3, 0.6, 0.1]))
    assert draw_token(scores, 0.0, 0.9, None) == 1
    drawn = [draw_token(scores, 1.0, 0.85, torch.Generator().manual_seed(seed)) for seed in range(300)]
    assert 2 not in drawn and 60 < drawn.count(0) < 140
    assert {draw_token(scores, 1.0, 0.0, torch.Generator().manual_seed(seed)) for seed in range(20)} == {1}


def tiny_config(folder) -> dict:
    return {"seed": 3, "checkpoint": str(folder / "run.pt"), "bf16": False, "device": "cpu", "muon_rate": 0.01, "adam_rate": 0.01,
            "model": {"vocabulary": 6144, "dim": 32, "layers": 1, "heads": 1, "hidden": 32}, "weight_decay": 0.0,
            "shapes": [{"kind": "conversation", "rows": 2, "length": 48, "share": 1.0}],
            "mix": {"tools": 0.5, "chat": 0.5, "context": 0.0}, "warmup_steps": 2, "decay_start": 4, "total_steps": 6,
            "average_decay": 0.9, "log_every": 100, "save_every": 100}


def test_resuming_equals_running_through(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    through = train(tiny_config(tmp_path / "a"))
    train(tiny_config(tmp_path / "b"), stop_step=3)
    resumed = train(tiny_config(tmp_path / "b"))
    for one, other in zip(through.parameters(), resumed.parameters()):
        assert torch.equal(one, other)


def test_shipped_weights_are_gone_on_from_where_the_checkpoint_is_missing(tmp_path):
    config = tiny_config(tmp_path)
    trained = train(config)
    state = torch.load(tmp_path / "run.pt", weights_only=True)
    packed = {"config": config["model"], "step": state["step"], "weights": {n: w.to(torch.bfloat16) for n, w in state["average"].items()}}
    torch.save(packed, tmp_path / "shipped.pt")
    going_on = config | {"checkpoint": str(tmp_path / "next.pt"), "init": str(tmp_path / "shipped.pt")}
    run = start_run(going_on)
    assert run.step == 6
    for name, weight in run.model.named_parameters():
        assert torch.equal(weight, packed["weights"][name].float()) and torch.equal(run.average[name], weight)
    assert not all(torch.equal(one, other) for one, other in zip(train(going_on, stop_step=8).parameters(), trained.parameters()))
    assert start_run(going_on).step == 8  # the checkpoint of its own comes first
    with pytest.raises(ValueError, match="another shape"):
        start_run(going_on | {"checkpoint": str(tmp_path / "none.pt"), "model": config["model"] | {"dim": 64}})


def test_growing_deeper_changes_nothing_at_first():
    model = tiny_model().eval()
    for weight in model.parameters():
        torch.nn.init.normal_(weight, std=0.3)
    deeper = grow_model(model)
    ids = torch.randint(0, 96, (2, 9))
    assert deeper.config.layers == 4
    assert torch.allclose(deeper(ids), model(ids), atol=1e-4)
    deeper(ids).sum().backward()
    assert deeper.blocks[1].down.weight.grad.abs().sum() > 0


def test_resuming_after_growth_equals_running_through(tmp_path):
    def config(name):
        (tmp_path / name).mkdir(exist_ok=True)
        base = tiny_config(tmp_path / name)
        return base | {"model": base["model"] | {"layers": 2}, "grow": {"layers": 1, "at_step": 2}}
    through = train(config("a"))
    train(config("b"), stop_step=4)
    resumed = train(config("b"))
    assert through.config.layers == 2
    for one, other in zip(through.parameters(), resumed.parameters()):
        assert torch.equal(one, other)


def test_exported_graph_computes_what_torch_does(tmp_path):
    graph = StepGraph(tiny_model().eval()).eval()
    traced = example(TINY, 3, 5, 1)
    names = [f"present.{layer}.{kind}" for layer in range(2) for kind in ("key", "value")]
    axes = {"input_ids": {1: "S"}, "position_ids": {1: "S"}} | {name: {2: "P"} for name in traced if name.startswith("past")}
    torch.onnx.export(graph, tuple(traced.values()), tmp_path / "llm.onnx", dynamo=False, opset_version=18,
                      input_names=list(traced), output_names=["logits", *names], dynamic_axes=axes)
    session = onnxruntime.InferenceSession(str(tmp_path / "llm.onnx"), providers=["CPUExecutionProvider"])
    for past_length, length in ((0, 6), (9, 1), (4, 3)):
        inputs = example(TINY, past_length, length, 5)
        expected = graph(*inputs.values())
        actual = session.run(None, {name: value.numpy() for name, value in inputs.items()})
        for one, other in zip(actual, expected):
            assert one.shape == tuple(other.shape)
            assert np.abs(one - other.detach().numpy()).max() < 1e-4


def test_a_rewarmed_run_rises_holds_and_ends_near_zero():
    config = {"warmup_steps": 4, "decay_start": 150, "total_steps": 250, "rewarm": {"at_step": 100, "steps": 10, "peak": 0.8}}
    rates = [learning_rate(step, config) for step in range(250)]
    assert rates[100] < 0.1 and abs(rates[109] - 0.8) < 1e-9 and rates[150] == rates[109]
    assert all(later <= earlier for earlier, later in zip(rates[110:], rates[111:])) and rates[-1] == 0.02
    assert rates[0] == 0.25 and rates[50] == 1.0
