"""torch_encode.py OPTIONS: a BERT of transformers in 32 bits (scaled dot-product attention of PyTorch) on rows of tokens,
without gradients. OPTIONS is the JSON of bench/encode/child.ts; prints one line of JSON of the same form."""
import json
import sys
import time

import torch
from transformers import BertModel
from transformers.utils import logging

options = json.loads(sys.argv[1])
# Heads that are left out are no fault here.
logging.set_verbosity_error()
logging.disable_progress_bar()
torch.set_num_threads(options["threads"])
torch.set_num_interop_threads(1)
model = BertModel.from_pretrained(options["folder"], add_pooling_layer=False, attn_implementation="sdpa").eval()
batch, length = options["batch"], options["length"]
words = model.config.vocab_size
ids = torch.tensor([[5 + (at * 7919 + row * 104729) % (words - 5) for at in range(length)] for row in range(batch)])
present = torch.ones_like(ids)
wall, cpu = [], []
with torch.inference_mode():
    for run in range(options["warmUp"] + options["runs"]):
        started, used = time.perf_counter(), time.process_time()
        states = model(input_ids=ids, attention_mask=present).last_hidden_state
        mean = torch.nn.functional.normalize(states.mean(dim=1), dim=-1)
        if run >= options["warmUp"]:
            wall.append((time.perf_counter() - started) * 1000)
            cpu.append((time.process_time() - used) * 1000)
print(json.dumps({"wall": wall, "cpu": cpu, "vector": mean[0].tolist()}))
