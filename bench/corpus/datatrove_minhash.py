"""MinHash near-duplicate removal by datatrove: python datatrove_minhash.py DOCUMENTS.jsonl WORK.

Each line of DOCUMENTS is {"id", "text"}. Prints {"seconds", "removed": [places of documents]} as JSON. Words are split
at white space, which is faster than the word tokenizers datatrove brings, so that only MinHash is timed.
"""

import json
import shutil
import sys
import time
from pathlib import Path

import numpy as np
from datatrove.data import Document
from datatrove.pipeline.dedup import minhash
from datatrove.utils.hashing import HashConfig


class Whitespace:
    def word_tokenize(self, text):
        return text.split()


def main(documents, work):
    minhash.load_word_tokenizer = lambda language: Whitespace()
    minhash.logger.remove()
    shutil.rmtree(work, ignore_errors=True)
    with open(documents, encoding="utf-8") as lines:
        data = [Document(id=row["id"], text=row["text"]) for row in map(json.loads, lines)]
    config = minhash.MinhashConfig(
        n_grams=5, num_buckets=32, hashes_per_bucket=4, hash_config=HashConfig(precision=64, hash_fc="xxhash")
    )
    start = time.perf_counter()
    minhash.MinhashDedupSignature(f"{work}/signatures", config=config).run(data)
    buckets = minhash.MinhashDedupBuckets(f"{work}/signatures", f"{work}/buckets", config=config)
    for rank in range(config.num_buckets):
        buckets.run(rank=rank, world_size=config.num_buckets)
    minhash.MinhashDedupCluster(f"{work}/buckets", f"{work}/removed", config=config).run()
    seconds = time.perf_counter() - start
    removed = [np.fromfile(path, dtype="<u4").tolist() for path in sorted(Path(work, "removed").rglob("*.remove"))]
    print(json.dumps({"seconds": seconds, "removed": sum(removed, [])}))


main(*sys.argv[1:])
