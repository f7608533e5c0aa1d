import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sketchDocument } from '../duplicates/index.js';
import { documentOf } from '../testing/document.js';
import { SketchFiles } from './sketch-files.js';

test('sketches are found in their files, in order and against it, behind a batch without documents too', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'simsa-sketches-'));
  const sketches = ['가', '나', '다', '라'].map((letter, i) =>
    sketchDocument(documentOf([{ paragraphs: Array.from({ length: i }, () => letter.repeat(200)) }])),
  );
  const starts = [0, 1, 1, 4];
  const fileOf = (batch: number) => path.join(folder, `${batch}`);
  for (let batch = 0; batch < 3; batch++) {
    const own = sketches.slice(starts[batch], starts[batch + 1]);
    writeFileSync(fileOf(batch), Buffer.concat(own.map((sketch) => new Uint8Array(sketch.buffer))));
  }
  const files = new SketchFiles(starts, fileOf);
  expect(files.length).toBe(4);
  for (const at of [0, 1, 2, 3, 2, 0, 3]) expect(files.at(at), `${at}`).toEqual(sketches[at]);
  expect([files.at(-1), files.at(4)]).toEqual([undefined, undefined]);
  rmSync(folder, { recursive: true });
});
