"""What the configs promise: budgets by steps or by minutes, and an ablation that takes away one thing alone."""

import yaml

from training.tokenizer.paths import ROOT
from training.tokenizer.train import learning_rate, phase_of, progress

PEOPLE = {"zh-words", "word-set", "digits", "wake", "yue", "read"}
BY_STEPS = {"steps": 100, "lr": 1.0, "warmup_steps": 1, "phases": [{"until_step": 40, "severity": 0.1}, {"until_step": 100, "severity": 0.2}]}
BY_MINUTES = {"minutes": 10, "lr": 1.0, "warmup_steps": 1, "phases": [{"until_minutes": 4, "severity": 0.1}, {"until_minutes": 99, "severity": 0.2}]}


def config(name):
    return yaml.safe_load((ROOT / "training" / "configs" / f"{name}.yaml").read_text())


def test_the_ablation_takes_away_people_and_nothing_else():
    full, synthetic = config("tokenizer-ablation"), config("tokenizer-ablation-synthetic")
    assert synthetic.pop("name") != full.pop("name")
    for phase in full["phases"]:
        assert PEOPLE & phase["kinds"].keys()
        phase["kinds"] = {kind: share for kind, share in phase["kinds"].items() if kind not in PEOPLE}
    assert full == synthetic
    assert full["colour"] == 0


def test_a_budget_of_steps_does_not_look_at_the_clock():
    assert progress(BY_STEPS, 25, 1e9) == 0.25
    assert phase_of(BY_STEPS, 39, 1e9)["severity"] == 0.1
    assert phase_of(BY_STEPS, 40, 0)["severity"] == 0.2
    assert learning_rate(BY_STEPS, 50, 0) == learning_rate(BY_STEPS, 50, 1e9)


def test_a_budget_of_minutes_does_not_count_steps():
    assert progress(BY_MINUTES, 10**9, 150) == 0.25
    assert phase_of(BY_MINUTES, 10**9, 239)["severity"] == 0.1
    assert phase_of(BY_MINUTES, 0, 241)["severity"] == 0.2
    assert progress(BY_MINUTES, 0, 601) == 1
