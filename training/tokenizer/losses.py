"""The losses of the tokenizer, each averaged over what it applies to."""

import torch
import torch.nn.functional as F

from .data import SPEECH

WEIGHTS = {"ctc": 1.0, "phones": 1.0, "language": 0.1, "events": 0.15, "traits": 0.1, "speaker": 0.1}


def speech_mean(values, is_speech):
    """Mean over the speech frames of each row, (B, T, D) → (B, D); zeros where there is no speech."""
    share = is_speech.float().unsqueeze(-1)
    return (values.float() * share).sum(1) / share.sum(1).clamp(min=1)


def ctc(text, batch):
    """Negative log-likelihood a target unit, over the rows that have text; blank rows count one unit."""
    rows = batch["text_rows"]
    if len(rows) == 0:
        return text.sum() * 0
    log_probs = text[rows].float().log_softmax(-1).transpose(0, 1)
    loss = F.ctc_loss(log_probs, batch["tokens"], batch["lengths"][rows], batch["token_counts"], reduction="none", zero_infinity=True)
    return loss.sum() / batch["token_counts"].clamp(min=1).sum()


def speaker_softmax(vectors, classes, targets, scale=18.0, margin=0.15):
    """Additive-margin softmax over cosine similarity (Wang et al. 2018)."""
    known = targets >= 0
    if not known.any():
        return vectors.sum() * 0
    cosine = F.normalize(vectors[known], dim=-1) @ F.normalize(classes, dim=-1).T
    offset = margin * F.one_hot(targets[known], classes.shape[0])
    return F.cross_entropy(scale * (cosine - offset), targets[known])


def losses(model, layers, batch):
    """Name → scalar, unweighted. `layers` are what `model.encode` returned."""
    text, language, events, traits, speaker, _ = model.heads(*layers)
    is_speech = batch["events"] == SPEECH
    heard = is_speech.any(1) & (batch["language"] >= 0)
    language_of_frame = torch.where(is_speech, batch["language"][:, None], -1)
    result = {"ctc": ctc(text, batch)}
    if (batch["phones"] >= 0).any():
        logits = model.phone_logits(*layers[:2])
        result["phones"] = sum(F.cross_entropy(x.float().flatten(0, 1), batch["phones"].flatten(), ignore_index=-1) for x in logits) / 3
    result["events"] = F.cross_entropy(events.float().flatten(0, 1), batch["events"].flatten(), ignore_index=-1)
    if heard.any():
        frame = F.cross_entropy(language.float().flatten(0, 1), language_of_frame.flatten(), ignore_index=-1)
        whole = F.cross_entropy(speech_mean(language, is_speech)[heard], batch["language"][heard])
        result["language"] = 0.5 * frame + 0.5 * whole
        result["speaker"] = speaker_softmax(speech_mean(speaker, is_speech), model.speaker_classes,
                                            torch.where(heard, batch["speaker"], -1))
        target = batch["traits"]
        error = speech_mean(traits, is_speech) - torch.nan_to_num(target)
        result["traits"] = (error.square() * ~target.isnan()).sum() / (~target.isnan()).sum().clamp(min=1)
    return result
