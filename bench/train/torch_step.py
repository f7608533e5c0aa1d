"""The same training step in PyTorch: same model, batch, dropout, clipping, AdamW.

torch_step.py SIZE, where SIZE is the JSON that bench/train-child.ts takes, with "type": "fp32" or "bf16".
Prints one line of JSON.
"""
import json
import resource
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

size = json.loads(sys.argv[1])
H, L, V, RATE = size["hidden"], size["length"], size["vocabulary"], size["dropout"]
torch.set_num_threads(size["threads"])
torch.manual_seed(0)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(H, H) for _ in range(4))
        self.inner, self.outer = nn.Linear(H, size["feedForward"]), nn.Linear(size["feedForward"], H)
        self.n1, self.n2 = nn.LayerNorm(H, 1e-12), nn.LayerNorm(H, 1e-12)

    def forward(self, x):
        batch, length, _ = x.shape
        heads = lambda y: y.view(batch, length, size["heads"], -1).transpose(1, 2)
        a = F.scaled_dot_product_attention(heads(self.q(x)), heads(self.k(x)), heads(self.v(x)), dropout_p=RATE)
        x = self.n1(x + F.dropout(self.o(a.transpose(1, 2).reshape(batch, length, H)), RATE))
        return self.n2(x + F.dropout(self.outer(F.gelu(self.inner(x))), RATE))


class Bert(nn.Module):
    def __init__(self):
        super().__init__()
        self.words, self.places, self.kinds = nn.Embedding(V, H), nn.Embedding(L, H), nn.Embedding(2, H)
        self.norm, self.layers = nn.LayerNorm(H, 1e-12), nn.ModuleList(Layer() for _ in range(size["layers"]))
        self.dense, self.dense_norm, self.bias = nn.Linear(H, H), nn.LayerNorm(H, 1e-12), nn.Parameter(torch.zeros(V))
        for module in self.modules():
            if isinstance(module, (nn.Linear, nn.Embedding)):
                nn.init.normal_(module.weight, std=0.02)

    def forward(self, ids, places, labels):
        x = self.words(ids) + self.kinds.weight[0] + self.places.weight[None]
        x = F.dropout(self.norm(x), RATE)
        for layer in self.layers:
            x = layer(x)
        states = self.dense_norm(F.gelu(self.dense(x.reshape(-1, H)[places])))
        return F.cross_entropy(F.linear(states, self.words.weight, self.bias).float(), labels)


model = Bert().train()
optimiser = torch.optim.AdamW(model.parameters(), 1e-3, weight_decay=0.01, fused=True)
ids = torch.randint(5, V, (size["batch"], L))
wall, cpu = [], []
for _ in range(size["warmUp"] + size["steps"]):
    places = torch.randperm(size["batch"] * L)[: size["masked"]]
    labels = ids.view(-1)[places]
    start, used = time.perf_counter(), time.process_time()
    with torch.autocast("cpu", torch.bfloat16, enabled=size["type"] == "bf16"):
        loss = model(ids, places, labels)
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0, foreach=True)
    optimiser.step()
    wall.append((time.perf_counter() - start) * 1e3)
    cpu.append((time.process_time() - used) * 1e3)

print(json.dumps({
    "wall": wall[size["warmUp"]:],
    "cpu": cpu[size["warmUp"]:],
    "loss": loss.item(),
    "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
    "version": torch.__version__,
}))
