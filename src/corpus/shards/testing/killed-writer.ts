/** Writes shards as the tests do and kills itself after some documents: `killed-writer.ts FOLDER DOCUMENTS`. */
import { documentOf } from '../../testing/document.js';
import { encodeDocument, openShardWriter } from '../index.js';

const [folder = '', documents = '0'] = process.argv.slice(2);
const writer = await openShardWriter(folder, {
  formats: ['jsonl', 'bert', 'parquet'],
  shardBytes: 4000,
  settings: { seed: 1 },
});
for (let i = writer.resumed.documents; i < Number(documents); i++) {
  const parts = [
    { name: 'title', paragraphs: [`장치 ${i}`] },
    { paragraphs: ['첫 문장이다. 둘째 문장이다.', '다른 단락이다.'] },
  ] as const;
  await writer.add(encodeDocument(documentOf(parts, { id: `KR${i}` }), 'train'));
}
process.kill(process.pid, 'SIGKILL');
