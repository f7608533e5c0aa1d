import { fileURLToPath } from 'node:url';

/** Folders of the package, the same seen from `src/cli` and from `dist/cli`. */
export const SAMPLES = fileURLToPath(new URL('../../samples/publications', import.meta.url));
export const WEB = fileURLToPath(new URL('../../dist/web', import.meta.url));
