"""conformance.py make DIR: saves an encoder and a decoder of transformers, with what they answer.
conformance.py ask DIR: answers of transformers for the checkpoints in DIR/ours-encoder and DIR/ours-decoder."""
import json
import sys

import torch
from transformers import BertConfig, BertForMaskedLM, LlamaConfig, LlamaForCausalLM

command, folder = sys.argv[1:]
IDS = [[2, 17, 4, 250, 33, 8, 99, 3], [2, 140, 41, 4, 6, 77, 290, 3]]


def answer(model):
    with torch.no_grad():
        return model.eval()(torch.tensor(IDS)).logits.tolist()


def widened(model):
    """Fresh weights are so small that faults would not show."""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.uniform_(0.5, 1.5) if "norm" in name.lower() and name.endswith("weight") else parameter.uniform_(-0.2, 0.2)
    return model


if command == "make":
    torch.manual_seed(3)
    bert = widened(BertForMaskedLM(BertConfig(vocab_size=300, hidden_size=64, num_hidden_layers=3, num_attention_heads=4,
                                              intermediate_size=128, max_position_embeddings=64)))
    bert.save_pretrained(f"{folder}/theirs-encoder")
    llama = widened(LlamaForCausalLM(LlamaConfig(vocab_size=300, hidden_size=64, num_hidden_layers=3, num_attention_heads=4,
                                                 num_key_value_heads=2, intermediate_size=128, tie_word_embeddings=True,
                                                 max_position_embeddings=64, rms_norm_eps=1e-5)))
    llama.save_pretrained(f"{folder}/theirs-decoder")
    json.dump({"ids": IDS, "encoder": answer(bert), "decoder": answer(llama)}, open(f"{folder}/theirs.json", "w"))
else:
    bert, report = BertForMaskedLM.from_pretrained(f"{folder}/ours-encoder", output_loading_info=True)
    # The pooler and next sentence are no part of this head.
    assert not report["missing_keys"], report["missing_keys"]
    llama = LlamaForCausalLM.from_pretrained(f"{folder}/ours-decoder")
    json.dump({"ids": IDS, "encoder": answer(bert), "decoder": answer(llama)}, open(f"{folder}/ours.json", "w"))
