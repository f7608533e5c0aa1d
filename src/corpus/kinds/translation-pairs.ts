import { z } from 'zod';
import { type CorpusFormat, NO_IDENTITY, optional, partOf, readFields } from './format.js';

const NAME = 'translation-pair-lines';

const pair = z.object({
  ko: z.string().min(1),
  en: z.string().min(1),
  /** What the pair was taken from; pairs of one work never part over train, dev and test. */
  source: optional,
  applicationNumber: optional,
});

/** One sentence or paragraph in Korean and English. Pairs of titles come with the gazettes that carry both. */
export const translationPairLines: CorpusFormat = {
  name: NAME,
  kind: 'translation-pairs',
  title: { en: 'Korean-English pairs: ko, en, source', ko: '한영 번역쌍: ko, en, source' },
  container: 'lines',
  recognises: ({ fields }) => fields.has('ko') && fields.has('en') && !fields.has('symbol'),
  *read(record) {
    const { ko, en, source, applicationNumber } = readFields(pair, NAME, record);
    yield {
      id: `pair/${record.line}`,
      kind: 'translation-pairs',
      identity: {
        ...NO_IDENTITY,
        numbers: applicationNumber ? [`application:KR${applicationNumber.replace(/\D/g, '')}`] : [],
        families: source ? [`work:${source}`] : [],
      },
      classes: [],
      parts: [...partOf('body', [en], { language: 'en' }), ...partOf('body', [ko], { language: 'ko' })],
    };
  },
};
