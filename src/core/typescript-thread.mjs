/**
 * The module of a thread that runs from sources: it teaches its thread TypeScript, since Node 20 gives threads no
 * loader, neither inherited nor by `--import`, and then stands for the module that its pool names. It is a file and
 * no `data:` address, which the loader of another thread may take for a name of its own.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Tinypool } from 'tinypool';

// The entry for `require` cannot find its own loader; the one for `import` is what `tsx/esm/api` names too.
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'));
const { register } = await import(new URL('./dist/esm/api/index.mjs', tsx).href);
register();

export default (await import(Tinypool.workerData)).default;
