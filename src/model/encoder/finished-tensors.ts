import { SimsaError } from '../../core/index.js';
import { type ReadInitialiser, readInitialisers } from '../../graph/index.js';
import type { NamedTensor } from '../checkpoints/tensor.js';

/** Matrices that were joined before they were quantised, as {@link QuantisedBody} names them. */
const JOINT = '+';
const CODES = '.codes';
const SCALES = '.scales';

/**
 * The weights of an encoder for use, out of the bytes of its `.onnx` file, under the names they had before. Those that
 * were kept in 8 bits come back rounded to them.
 * @param file named in errors only
 * @throws `model.bad-checkpoint` where the bytes are not such a file
 */
export function tensorsOfFinished(model: Uint8Array, file: string): readonly NamedTensor[] {
  const initialisers = opened(model, file);
  return [...initialisers].flatMap(([name, initialiser]) => {
    if (name.endsWith(SCALES) || initialiser.dtype !== (name.endsWith(CODES) ? 'int8' : 'float32')) return [];
    if (!name.endsWith(CODES)) return parted(name, initialiser.shape, floatsOf(initialiser));
    const label = name.slice(0, -CODES.length);
    const scales = initialisers.get(`${label}${SCALES}`);
    if (!scales) throw damaged(file, `${label}${SCALES} is missing`);
    return matricesOf(label, initialiser, floatsOf(scales));
  });
}

function opened(model: Uint8Array, file: string): ReadonlyMap<string, ReadInitialiser> {
  try {
    return readInitialisers(model);
  } catch (cause) {
    throw damaged(file, 'it cannot be read as ONNX', cause);
  }
}

/** The table of words lies as [out, in] under its whole name, products as [in, out] under names without `.weight`. */
function matricesOf(label: string, { bytes }: ReadInitialiser, scales: Float32Array): readonly NamedTensor[] {
  const codes = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  const [out, into] = [scales.length, codes.length / scales.length];
  const values = new Float32Array(codes.length);
  const isTable = label.endsWith('.weight');
  for (let row = 0; row < out; row++)
    for (let column = 0; column < into; column++)
      values[row * into + column] = codes[isTable ? row * into + column : column * out + row]! * scales[row]!;
  return isTable ? [{ name: label, shape: [out, into], data: values }] : parted(`${label}.weight`, [out, into], values);
}

/** `a+b.bias` as `a.bias` and `b.bias`: equal parts of the first side. */
function parted(name: string, shape: readonly number[], data: Float32Array): readonly NamedTensor[] {
  if (!name.includes(JOINT)) return [{ name, shape, data }];
  const end = name.lastIndexOf('.');
  const labels = name.slice(0, end).split(JOINT);
  const [rows, size] = [shape[0]! / labels.length, data.length / labels.length];
  return labels.map((label, at) => ({
    name: `${label}${name.slice(end)}`,
    shape: [rows, ...shape.slice(1)],
    data: data.slice(at * size, (at + 1) * size),
  }));
}

/** A copy: values in a file need not begin where numbers of four bytes may. */
function floatsOf({ bytes }: ReadInitialiser): Float32Array {
  return new Float32Array(new Uint8Array(bytes).buffer);
}

function damaged(file: string, reason: string, cause?: unknown): SimsaError {
  return new SimsaError('model.bad-checkpoint', { path: file, reason }, { file }, { cause });
}
