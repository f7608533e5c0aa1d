import { z } from 'zod';
import { SimsaError } from '../../core/index.js';
import { openSafetensors, writeSafetensors } from '../checkpoints/safetensors.js';
import type { TermClassifier } from './term-classifier.js';
import { textFeatures } from './text-features.js';

/** File of the classifier by words in a model's folder. */
export const TERMS = 'terms.safetensors';

/** Writes a classifier by words; its pieces stand in the file's metadata, in the order of the rows. */
export function writeTermClassifier(path: string, { features, centre, planes }: TermClassifier): void {
  const { classes, weights, biases } = planes;
  writeSafetensors(
    path,
    [
      { name: 'frequency_weights', shape: [features.weights.length], data: features.weights },
      { name: 'weights', shape: [weights.length / classes, classes], data: weights },
      { name: 'biases', shape: [classes], data: biases },
      ...(centre ? [{ name: 'centre', shape: [centre.length], data: centre }] : []),
    ],
    { pieces: JSON.stringify(features.terms) },
  );
}

const piecesSchema = z.array(z.string());

/**
 * Reads such a file.
 * @param classes that are wanted
 * @throws `model.not-safetensors`, `model.cut-short`, `model.missing-tensors`, `model.wrong-shape`, `model.bad-checkpoint`
 */
export function readTermClassifier(path: string, classes: number): TermClassifier {
  const file = openSafetensors(path);
  const terms = piecesOf(file.metadata.pieces, path);
  const read = (name: string, shape: readonly number[]) => {
    const tensor = file.read(name);
    if (tensor.shape.join() === shape.join()) return tensor.data;
    const details = { name, found: `[${tensor.shape.join(', ')}]`, wanted: `[${shape.join(', ')}]` };
    throw new SimsaError('model.wrong-shape', details, { file: path });
  };
  const centre = file.shapeOf('centre') === null ? null : file.read('centre').data;
  const columns = terms.length + (centre?.length ?? 0);
  return {
    features: textFeatures(terms, read('frequency_weights', [terms.length])),
    centre,
    planes: { classes, weights: read('weights', [columns, classes]), biases: read('biases', [classes]) },
  };
}

function piecesOf(text: string | undefined, path: string): readonly string[] {
  try {
    return piecesSchema.parse(JSON.parse(text ?? ''));
  } catch (cause) {
    const reason = 'its list of pieces cannot be read';
    throw new SimsaError('model.bad-checkpoint', { path, reason }, { file: path }, { cause });
  }
}
