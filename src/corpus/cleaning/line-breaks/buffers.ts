import { MARGIN } from './spacing-model.js';

/** Buffers grow by so many units at once. */
const STEP = 4096;

/**
 * Memory in which one text is mended, as large as the longest text so far. It is used for one text after the other:
 * to have and to clear new memory for every paragraph takes longer than to mend it.
 */
export class TextBuffers {
  units = new Uint16Array(0);
  letters = new Uint16Array(0);
  codes = new Uint16Array(0);
  blanks = new Int32Array(0);
  columns = new Int32Array(0);
  score = new Float32Array(0);
  from = new Int32Array(0);
  blankWorth = new Float32Array(0);
  marks = new Int32Array(0);
  likelihoods = new Float64Array(0);
  starts = new Uint8Array(0);

  /** Makes room for a text; what stood in the buffers is gone. */
  reserve(length: number): void {
    if (this.units.length > length) return;
    const size = (Math.floor(length / STEP) + 1) * STEP;
    this.units = new Uint16Array(size);
    this.letters = new Uint16Array(size + 2 * MARGIN);
    this.codes = new Uint16Array(size);
    this.blanks = new Int32Array(size);
    this.columns = new Int32Array(size);
    this.score = new Float32Array(size);
    this.from = new Int32Array(size);
    this.blankWorth = new Float32Array(size);
    this.marks = new Int32Array(size);
    this.likelihoods = new Float64Array(size);
    this.starts = new Uint8Array(size);
  }
}
