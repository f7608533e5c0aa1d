import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openSafetensors } from '../checkpoints/safetensors.js';
import { heldHeads, parametersWith, underFileNames } from './encoder-tensors.js';
import { openEncoderFolder } from './open-encoder.js';

const ROFORMER = fileURLToPath(new URL('../checkpoints/fixtures/roformer', import.meta.url));

test('a RoFormer goes back into the file it came from, with its table of angles', () => {
  const theirs = openSafetensors(`${ROFORMER}/model.safetensors`);
  const folder = openEncoderFolder(ROFORMER);
  const tensors = folder.tensors();
  const parameters = parametersWith(folder.config, heldHeads(tensors, folder.config));
  const files = underFileNames(
    parameters.map(({ name }) => tensors.read(name)),
    folder.config,
  );
  expect(files.map(({ name }) => name).sort()).toEqual([...theirs.names].sort());
  for (const { name, shape, data } of files) {
    const wanted = theirs.read(name);
    expect(shape).toEqual(wanted.shape);
    for (const [at, value] of wanted.data.entries()) expect(data[at]).toBeCloseTo(value, 6);
  }
});
