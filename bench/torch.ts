import { fileURLToPath } from 'node:url';
import { preparePython } from './python.js';

/** The newest on PyPI when this was written. */
const PACKAGES = ['torch==2.15.0', 'numpy==2.4.6', 'transformers==5.23.0', 'accelerate==1.15.0'];

/** A virtual environment with PyTorch and transformers (about 3 GB), shared by the benches that need them. */
export function prepareTorch(): string {
  return preparePython(fileURLToPath(new URL('./work/torch/', import.meta.url)), PACKAGES);
}
