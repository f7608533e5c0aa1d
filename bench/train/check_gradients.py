"""Computes the loss and every gradient of bench/gradients.ts again in double precision with PyTorch.

check_gradients.py FOLDER: reads tensors.json and tensors.bin there, prints one line of JSON.
"""
import json
import sys

import numpy as np
import torch
import torch.nn.functional as F

folder = sys.argv[1]
header = json.load(open(f"{folder}/tensors.json"))
data = np.fromfile(f"{folder}/tensors.bin", dtype="<f4")
size, values = header["size"], {}
for name, (offset, shape) in header["tensors"].items():
    count = int(np.prod(shape))
    values[name] = torch.from_numpy(data[offset : offset + count].astype(np.float64)).reshape(shape)
B, L, A, H = size["batch"], size["length"], size["heads"], size["hidden"]
w = {name[2:]: tensor.requires_grad_() for name, tensor in values.items() if name.startswith("w:")}
whole = lambda name: values[f"i:{name}"].long().reshape(-1)
dropped = lambda x, site: x * values[f"i:dropout:{site}"].reshape(x.shape)
norm = lambda x, name: F.layer_norm(x, [x.shape[-1]], w[name + ".weight"], w[name + ".bias"], 1e-12)
linear = lambda x, name: F.linear(x, w[name + ".weight"], w[name + ".bias"])

embeddings = "bert.embeddings"
table = w[f"{embeddings}.word_embeddings.weight"]
x = table[whole("ids")].view(B, L, H) + w[f"{embeddings}.token_type_embeddings.weight"][0]
x = x + w[f"{embeddings}.position_embeddings.weight"][:L]
x = dropped(norm(x, f"{embeddings}.LayerNorm"), "embeddings")
mask = ((1 - values["i:present"]) * -1e4).view(B, 1, 1, L)
for layer in range(size["layers"]):
    name = f"bert.encoder.layer.{layer}"
    heads = lambda part: linear(x, f"{name}.attention.self.{part}").view(B, L, A, -1).transpose(1, 2)
    q, k, v = heads("query"), heads("key"), heads("value")
    p = dropped(torch.softmax(q @ k.transpose(-1, -2) / q.shape[-1] ** 0.5 + mask, -1), f"{name}.weights")
    a = linear((p @ v).transpose(1, 2).reshape(B, L, H), f"{name}.attention.output.dense")
    x = norm(dropped(a, f"{name}.attention") + x, f"{name}.attention.output.LayerNorm")
    f = linear(F.gelu(linear(x, f"{name}.intermediate.dense")), f"{name}.output.dense")
    x = norm(dropped(f, f"{name}.feed-forward") + x, f"{name}.output.LayerNorm")
states = norm(F.gelu(linear(x.reshape(-1, H)[whole("places")], "cls.predictions.transform.dense")), "cls.predictions.transform.LayerNorm")
logits = F.linear(states, table, w["cls.predictions.bias"])
each = F.cross_entropy(logits, whole("labels"), reduction="none")
loss = (each * values["i:weights"][:, 0]).sum()
loss.backward()

# The gradient of a bias of keys is zero in exact arithmetic, so it has no relative error; it is set against the others.
largest = max(float(tensor.grad.norm()) for tensor in w.values())
errors = {}
for name, tensor in w.items():
    scale = largest if name.endswith("key.bias") else float(tensor.grad.norm())
    errors[name] = float((values[f"g:{name}"] - tensor.grad).norm()) / scale
worst = max(errors, key=errors.get)
print(json.dumps({
    "gradients": len(errors),
    "median": sorted(errors.values())[len(errors) // 2],
    "worst": errors[worst],
    "worstName": worst,
    "loss": abs(float(values["o:loss"]) - loss.item()) / loss.item(),
}))
