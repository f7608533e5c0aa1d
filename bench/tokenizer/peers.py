"""SentencePiece and Hugging Face tokenizers for bench/tokenizer.ts. Seconds are CPU time of this process.

peers.py train TEXT PREFIX SIZE      trains SentencePiece unigram on TEXT; prints seconds and pieces as JSON
peers.py pieces PREFIX               prints its pieces and scores as JSON
peers.py count PREFIX TEXT           prints how many tokens it gives TEXT
peers.py encode KIND MODEL TEXT OUT  encodes TEXT line by line three times; writes the pieces of each line, prints seconds
"""
import json
import os
import resource
import sys

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["RAYON_NUM_THREADS"] = "1"


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def lines_of(path):
    with open(path, encoding="utf8", newline="\n") as text:
        return text.read().split("\n")[:-1]


def train(text, prefix, size, kind):
    import sentencepiece

    start = cpu()
    whole = {"split_by_unicode_script": False, "split_by_number": False} if kind == "morphemes" else {}
    sentencepiece.SentencePieceTrainer.train(
        input=text, model_prefix=prefix, vocab_size=int(size), model_type="unigram", num_threads=1,
        character_coverage=0.9999, input_sentence_size=0, max_sentence_length=1_000_000, hard_vocab_limit=False,
        minloglevel=2, pad_id=0, unk_id=1, bos_id=-1, eos_id=-1, control_symbols=["[CLS]", "[SEP]", "[MASK]"], **whole)
    print(json.dumps({"seconds": cpu() - start, "pieces": sum(1 for _ in open(prefix + ".vocab", encoding="utf8"))}))


def pieces(prefix):
    import sentencepiece

    model = sentencepiece.SentencePieceProcessor(model_file=prefix + ".model")
    print(json.dumps([[model.id_to_piece(i), model.get_score(i)] for i in range(model.get_piece_size())]))


def count(prefix, text):
    import sentencepiece

    model = sentencepiece.SentencePieceProcessor(model_file=prefix + ".model")
    ids = model.encode(lines_of(text), num_threads=1)
    print(json.dumps({"tokens": sum(map(len, ids)), "unknown": sum(row.count(model.unk_id()) for row in ids)}))


def encoder(kind, model):
    if kind == "sentencepiece":
        import sentencepiece

        processor = sentencepiece.SentencePieceProcessor(model_file=model)
        return lambda lines: processor.encode(lines, num_threads=1)
    import tokenizers

    tokenizer = tokenizers.Tokenizer.from_file(model)
    return lambda lines: [row.ids for row in tokenizer.encode_batch_fast(lines, add_special_tokens=False)]


def encode(kind, model, text, out):
    lines = lines_of(text)
    run = encoder(kind, model)
    seconds = []
    for _ in range(3):
        start = cpu()
        ids = run(lines)
        seconds.append(cpu() - start)
    with open(out, "w", encoding="utf8") as file:
        file.writelines(" ".join(map(str, row)) + "\n" for row in ids)
    print(json.dumps(seconds))


if __name__ == "__main__":
    {"train": train, "pieces": pieces, "count": count, "encode": encode}[sys.argv[1]](*sys.argv[2:])
