"""soynlp's noun extractor on a text of a sentence a line: soynlp_nouns.py TEXT OUT MINIMUM_FREQUENCY.

Writes a line `noun TAB frequency TAB parts` each and prints seconds, seconds of CPU and peak memory in bytes. Reading the text is
not timed.
"""

import json
import resource
import sys
import time

from soynlp.noun import LRNounExtractor_v2

text, out, minimum = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(text, encoding="utf-8") as file:
    sentences = [line.strip() for line in file if line.strip()]
start, cpu = time.perf_counter(), time.process_time()
extractor = LRNounExtractor_v2(verbose=False, extract_compound=True)
nouns = extractor.train_extract(sentences, min_noun_frequency=minimum)
seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
with open(out, "w", encoding="utf-8") as file:
    for word, noun in nouns.items():
        parts = extractor.decompose_compound(word)
        file.write(f"{word}\t{noun.frequency}\t{'+'.join(parts) if len(parts) > 1 else ''}\n")
print(json.dumps({"seconds": seconds, "cpu": cpu, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}))
