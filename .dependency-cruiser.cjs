/** Which room may lean on which: lower floors only (ARCHITECTURE.md). Inside a room files import each other directly; from outside only through its door. */
const leansOn = {
  core: [],
  gazette: ['core'],
  text: ['core'],
  graph: ['core'],
  claims: ['core', 'text'],
  tokenizer: ['core', 'text'],
  store: ['core'],
  intake: ['core', 'gazette', 'store'],
  index: ['core', 'store', 'text'],
  model: ['core', 'graph', 'text', 'tokenizer'],
  corpus: ['core', 'gazette', 'store', 'text'],
  train: ['core', 'corpus', 'graph', 'model', 'text', 'tokenizer'],
  search: ['core', 'index', 'store', 'text'],
  generate: ['core'],
  classify: ['core', 'search', 'store', 'text'],
  evidence: ['core', 'store', 'text'],
  answer: ['core', 'evidence', 'generate', 'search', 'text'],
  examine: ['core', 'claims', 'classify', 'evidence', 'gazette', 'search', 'store', 'text'],
  cli: ['core', 'server', 'mcp'],
  mcp: ['core'],
  server: ['core'],
};
const rooms = Object.keys(leansOn);
const faces = ['cli', 'mcp', 'server', 'web'];

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    ...rooms.map((room) => ({
      name: `${room}-leans-on-lower-floors-only`,
      severity: 'error',
      from: { path: `^src/${room}/`, pathNot: '(\\.test\\.ts$|/testing/)' },
      to: {
        path: '^src/',
        pathNot: [`^src/${room}/`, ...(faces.includes(room) ? ['^src/(simsa|workshop)\\.ts$'] : []), ...leansOn[room].map((other) => `^src/${other}/`)],
        ...(faces.includes(room) ? { dependencyTypesNot: ['type-only'] } : {}),
      },
    })),
    {
      name: 'through-the-door',
      comment: 'From outside a room only its index.ts may be imported.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: {
        path: '^src/([^/]+)/.+',
        pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$', '^src/core/(pool|files)\\.ts$', '^src/[^/]+/testing/'],
      },
    },
    {
      name: 'web-knows-only-types',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^src/(?!web/|core/)', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: { tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' }, doNotFollow: { path: 'node_modules' }, exclude: { path: 'fixtures' } },
};
