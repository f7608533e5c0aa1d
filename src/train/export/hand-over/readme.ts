/** What stands beside the files for whoever opens the folder on another machine. */
export function handOverReadme(): string {
  return `# An encoder to be trained by transformers on several processes or machines

| | |
| --- | --- |
| \`tokens/train\`, \`tokens/dev\` | tokens: two bytes each (\`ids.bin\`, little-endian), one byte of marks (\`marks.bin\`: 1 a morpheme or word begins, 2 a sentence, 4 a document) |
| \`tokenizer\` | the tokenizer that made them |
| \`model\` | the model as transformers reads it; without \`model.safetensors\` it begins with fresh weights |
| \`settings.json\` | steps, rows, rates |
| \`train.py\`, \`launch.sh\` | the program, and how \`torchrun\` starts it |

    python -m venv venv
    venv/bin/pip install torch transformers accelerate numpy
    PATH=$PWD/venv/bin:$PATH ./launch.sh

It goes on from its last checkpoint when it is started again, and leaves \`trained/\`. Back in Simsa:

    simsa model import trained --tokenizer tokenizer --out model-trained
    simsa train pretrain --from model-trained --corpus CORPUS --out run
`;
}
