import { z } from 'zod';
import { type CorpusFormat, NO_IDENTITY, optional, partOf, readFields } from './format.js';

const page = z.object({ repo: optional, path: z.string().min(1), paragraphs: z.array(z.string()).min(1) });

/** Pages of prose that belong to no office, such as technical documentation. */
export const pageLines: CorpusFormat = {
  name: 'page-lines',
  kind: 'general-text',
  title: { en: 'pages of prose: path, paragraphs[]', ko: '일반 글: path, paragraphs[]' },
  container: 'lines',
  recognises: ({ fields }) => fields.has('paragraphs') && fields.has('path'),
  *read(record) {
    const { repo, path, paragraphs } = readFields(page, 'page-lines', record);
    const id = [repo, path].filter(Boolean).join('/');
    yield { id, kind: 'general-text', identity: NO_IDENTITY, classes: [], parts: partOf('body', paragraphs) };
  },
};
