import { fileURLToPath } from 'node:url';
import { preparePython } from '../python.js';

export const WORK = fileURLToPath(new URL('../work/train/', import.meta.url));
/** The newest on PyPI when this was written. */
const PACKAGES = ['torch==2.15.0', 'numpy==2.4.6'];

/** A virtual environment with PyTorch (about 3 GB). */
export function prepareTorch(): string {
  return preparePython(WORK, PACKAGES);
}
