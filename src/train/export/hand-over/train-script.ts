/**
 * The program that runs in every process: transformers' Trainer over PyTorch's distributed training. It reads tokens as
 * `token-store.ts` writes them, so no Python needs to know Korean morphemes; rows hold one piece of a document each.
 */
export const TRAIN_SCRIPT = `"""Masked words on several processes, started by launch.sh.

Written by Simsa. Reads tokens/, model/ and settings.json beside it; writes trained/.
"""
import json
import os

import numpy as np
import torch
from transformers import AutoConfig, AutoModelForMaskedLM, Trainer, TrainingArguments
from transformers.trainer_utils import get_last_checkpoint

HERE = os.path.dirname(os.path.abspath(__file__))
UNIT, DOCUMENT = 1, 4
with open(f"{HERE}/settings.json") as file:
    SETTINGS = json.load(file)
SPECIALS = SETTINGS["specials"]


class Pieces(torch.utils.data.Dataset):
    """Pieces of documents, cut before a unit (a morpheme, a word): ids, and which unit each belongs to."""

    def __init__(self, folder, longest):
        empty = os.path.getsize(f"{folder}/ids.bin") == 0
        self.ids = np.zeros(0, np.uint16) if empty else np.memmap(f"{folder}/ids.bin", np.uint16, "r")
        self.marks = np.zeros(0, np.uint8) if empty else np.memmap(f"{folder}/marks.bin", np.uint8, "r")
        starts = np.flatnonzero(self.marks & DOCUMENT)
        self.pieces = []
        for start, end in zip(starts, [*starts[1:], len(self.ids)]):
            while end - start >= 8:
                stop = min(start + longest, end)
                while stop < end and stop > start + 1 and not self.marks[stop] & UNIT:
                    stop -= 1
                self.pieces.append((start, stop))
                start = stop

    def __len__(self):
        return len(self.pieces)

    def __getitem__(self, index):
        start, stop = self.pieces[index]
        units = np.cumsum(self.marks[start:stop] & UNIT)
        return {
            "ids": np.concatenate(([SPECIALS["begin"]], self.ids[start:stop], [SPECIALS["separator"]])).astype(np.int64),
            "units": np.concatenate(([-1], units, [-1])),
        }


def masked_rows(pieces):
    """Whole units are taken out: 80 % hidden, 10 % another token, 10 % as they are (Devlin et al. 2019)."""
    length = max(len(piece["ids"]) for piece in pieces)
    ids = torch.full((len(pieces), length), SPECIALS["pad"])
    present, labels = torch.zeros_like(ids), torch.full_like(ids, -100)
    for row, piece in enumerate(pieces):
        tokens, units = torch.from_numpy(piece["ids"]), torch.from_numpy(piece["units"])
        size = len(tokens)
        taken = torch.isin(units, units.unique()[torch.rand(len(units.unique())) < SETTINGS["masked"]]) & (units >= 0)
        draw = torch.rand(size)
        shown = torch.where(taken & (draw < 0.8), SPECIALS["mask"], tokens)
        shown = torch.where(taken & (draw >= 0.8) & (draw < 0.9), torch.randint(SETTINGS["vocabulary"], (size,)), shown)
        ids[row, :size], present[row, :size] = shown, 1
        labels[row, :size] = torch.where(taken, tokens, -100)
    return {"input_ids": ids, "attention_mask": present, "labels": labels}


def main():
    length = SETTINGS["length"]
    config = AutoConfig.from_pretrained(f"{HERE}/model")
    fresh = not os.path.exists(f"{HERE}/model/model.safetensors")
    model = AutoModelForMaskedLM.from_config(config) if fresh else AutoModelForMaskedLM.from_pretrained(f"{HERE}/model")
    held = Pieces(f"{HERE}/tokens/dev", length - 2)
    arguments = TrainingArguments(
        output_dir=f"{HERE}/checkpoints",
        max_steps=SETTINGS["steps"],
        per_device_train_batch_size=SETTINGS["rows"],
        learning_rate=SETTINGS["rate"],
        warmup_steps=SETTINGS["warmup"],
        lr_scheduler_type="linear",
        adam_beta2=0.98,
        weight_decay=0.01,
        max_grad_norm=1.0,
        seed=SETTINGS["seed"],
        logging_steps=SETTINGS["every"],
        save_steps=SETTINGS["every"] * 25,
        save_total_limit=2,
        eval_strategy="steps" if len(held) > 0 else "no",
        eval_steps=SETTINGS["every"] * 25,
        remove_unused_columns=False,
        report_to=[],
        # Each process takes the mean over its own rows; this model does not know the count over all of them.
        average_tokens_across_devices=False,
        use_cpu=not torch.cuda.is_available(),
        ddp_backend=None if torch.cuda.is_available() else "gloo",
        dataloader_pin_memory=torch.cuda.is_available(),
    )
    trainer = Trainer(
        model,
        arguments,
        data_collator=masked_rows,
        train_dataset=Pieces(f"{HERE}/tokens/train", length - 2),
        eval_dataset=torch.utils.data.Subset(held, range(min(512, len(held)))) if len(held) > 0 else None,
    )
    earlier = get_last_checkpoint(arguments.output_dir) if os.path.isdir(arguments.output_dir) else None
    trainer.train(resume_from_checkpoint=earlier)
    trainer.save_model(f"{HERE}/trained")


if __name__ == "__main__":
    main()
`;

/** How the program is started: PyTorch's own launcher, which knows several machines and graphics cards too. */
export function launchScript(processes: number): string {
  return [
    '#!/bin/sh',
    '# More machines: torchrun --nnodes N --node-rank R --rdzv-endpoint HOST:PORT … on each of them.',
    `exec torchrun --nproc-per-node "\${PROCESSES:-${processes}}" "$(dirname "$0")/train.py"`,
    '',
  ].join('\n');
}
