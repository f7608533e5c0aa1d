import { describe, expect, it } from 'vitest';
import { isAt, type Paragraph } from '../core/index.js';
import { examine } from './examine.js';
import { readApplication } from './read-application.js';
import { renderReport } from './report.js';
import { file, madeUp, madeUpSources } from './testing/made-up.js';
import type { Application, Examination } from './types.js';

const TEXT = `【발명의 명칭】
접이식 자전거
【출원일】
2021-03-05
【요약】
접을 때 바퀴가 모이는 자전거.
【청구범위】
【청구항 1】
알루미늄 프레임(10); 상기 프레임에 힌지로 결합된 뒷바퀴(20); 및 홀로그램 표시기를 포함하는 자전거.
【청구항 2】
제1항 및 제5항에 있어서, 상기 힌지는 잠금쇠를 갖는 자전거.
`;

function paragraphs(...texts: string[]): Paragraph[] {
  return texts.map((text, index) => ({
    label: `000${index + 1}`,
    origin: 'office',
    section: 'embodiments',
    kind: 'text',
    text,
  }));
}

const NEAR = madeUp('KR1020180000001', {
  dates: { filed: '2018-01-02', published: '2019-05-06', opened: null, granted: null },
  classes: [{ scheme: 'IPC', symbol: 'B62K 15/00', position: 'first', value: null, version: null }],
  description: paragraphs(
    '프레임은 알루미늄으로 만든다. 안장은 가죽이다.',
    '뒷바퀴는 힌지로 프레임에 결합되어 접힌다. 힌지에는 잠금쇠가 있다.',
  ),
});
const FAR = madeUp('KR1020170000002', { description: paragraphs('반죽을 오븐에서 굽는다.') });

async function examined(application: Application, publications = [NEAR, FAR], scores: number[] = []) {
  const sources = madeUpSources(publications, scores);
  const steps: string[] = [];
  let examination: Examination | null = null;
  for await (const event of examine(sources, application)) {
    if (event.type === 'step') steps.push(event.step);
    else examination = event.examination;
  }
  return { examination: examination!, steps, requests: sources.requests };
}

describe('an examination', () => {
  it('announces its four steps and ends with the whole', async () => {
    const { steps, examination } = await examined(await readApplication(file(TEXT)));
    expect(steps).toEqual(['claims', 'classify', 'search', 'chart']);
    expect(examination).toMatchObject({ title: '접이식 자전거', language: 'ko', effectiveDate: '2021-03-05' });
    expect(examination.issues.map(({ rule, claim }) => [rule, claim])).toEqual([
      ['unknown-reference', 2],
      ['not-in-alternative', 2],
    ]);
    expect(examination.symbols.find(({ level }) => level === 'subclass')?.symbol).toBe('B62K');
  });

  it('searches what was there the day before the effective date', async () => {
    const { requests } = await examined(await readApplication(file(TEXT)));
    expect(requests.find(({ before }) => before)?.before).toBe('2021-03-04');
    expect(requests.at(-1)?.text?.claim).toContain('알루미늄 프레임');
  });

  it('sets apart what was filed earlier and published later (29(3))', async () => {
    const made = (id: string, filed: string | null, published: string | null) =>
      madeUp(id, { dates: { filed, published, opened: null, granted: null } });
    const candidates = [
      made('KR1020200000001', '2020-05-01', '2021-11-01'),
      made('KR1020200000002', '2020-05-01', '2021-03-04'),
      made('KR1020210000003', '2021-03-05', '2022-09-05'),
      made('KR1020200000004', '2020', '2021-11-01'),
      made('KR1020200000005', '2021-03-04', '2021-03-05'),
      made('KR1020200000006', null, '2021-11-01'),
    ];
    const { examination, requests } = await examined(await readApplication(file(TEXT)), candidates);
    expect(examination.earlierApplications?.map(({ publication }) => publication)).toEqual([
      'KR1020200000001',
      'KR1020200000005',
    ]);
    expect(requests.at(-1)?.filters).toEqual({ countries: ['KR'], from: '2021-03-05' });
    expect(renderReport(examination, 'markdown')).toContain('제29조제3항');
    expect(renderReport(examination, 'html')).toContain('제29조제3항');
  });

  it('does not look for such applications without a day, or for another office', async () => {
    const application = await readApplication(file(TEXT));
    for (const other of [
      { ...application, effectiveDate: '2021' },
      { ...application, effectiveDate: null },
      { ...application, language: 'en' },
    ]) {
      const { examination } = await examined(other);
      expect(examination).not.toHaveProperty('earlierApplications');
      expect(renderReport(examination, 'markdown')).not.toContain('29(3)');
    }
  });

  it('looks for the claims that have words where the first has none', async () => {
    const { requests, examination } = await examined(
      await readApplication(file('1.\n2. A bicycle comprising a frame.\n3. The bicycle of claim 2, wherein it folds.')),
    );
    expect(requests.length).toBeGreaterThan(0);
    expect(requests.every(({ text }) => text?.claim?.includes('bicycle'))).toBe(true);
    expect(examination.issues.map(({ rule }) => rule)).toContain('empty');
  });

  it('points each element to the sentence that words it, and leaves empty what nothing words', async () => {
    const { examination } = await examined(await readApplication(file(TEXT)));
    const cell = (element: string, publication: string) =>
      examination.chart.find((one) => one.element === element && one.publication === publication)!;
    expect(cell('1a', NEAR.id).spans[0]).toMatchObject({ paragraph: '0001', text: '프레임은 알루미늄으로 만든다.' });
    expect(cell('1b', NEAR.id).spans[0]).toMatchObject({ paragraph: '0002', start: 0 });
    expect(cell('1c', NEAR.id)).toMatchObject({ spans: [], coverage: 0 });
    expect(examination.chart.some(({ publication }) => publication === FAR.id)).toBe(false);
    expect(cell('2b', NEAR.id).spans[0]?.text).toBe('힌지에는 잠금쇠가 있다.');
  });

  it('cuts exactly the text every span shows', async () => {
    const long = `${'가'.repeat(3)} 프레임은 알루미늄 관을 용접하여 만들고, `.repeat(40);
    const wordy = madeUp('KR1020160000003', { description: paragraphs(`${long}뒷바퀴는 힌지로 결합된다.`) });
    const { examination } = await examined(await readApplication(file(TEXT)), [wordy, NEAR]);
    const spans = examination.chart.flatMap((cell) => cell.spans);
    expect(spans.length).toBeGreaterThan(3);
    const { store } = madeUpSources([wordy, NEAR]);
    for (const span of spans) {
      const passage = store.passages(span.publication).find((one) => isAt(span, one))!;
      expect(passage.text.slice(span.start, span.end)).toBe(span.text);
    }
  });

  it('does not find the application itself', async () => {
    const own = {
      ...NEAR,
      id: 'KR1020210000009',
      numbers: { publication: null, application: '1020210000009', registration: null },
    };
    const published = { ...own, claims: (await readApplication(file(TEXT))).claims };
    const application: Application = { ...(await readApplication(file(TEXT))), publication: published };
    const { examination } = await examined(application, [published, madeUp('KR1020210000009A'), NEAR]);
    expect(examination.priorArt.map(({ publication }) => publication)).toEqual([NEAR.id]);
  });

  it('lists only what is clearly closer than the rest', async () => {
    const application = await readApplication(file(TEXT));
    const listed = async (...scores: number[]) => {
      const others = scores.slice(1).map((_, index) => madeUp(`KR10201700001${index}`));
      const { examination } = await examined(application, [NEAR, ...others], scores);
      return examination.priorArt.length;
    };
    expect(await listed(9, 5, 2, -0.1, -3)).toBe(2);
    expect(await listed(0)).toBe(1);
    expect(await listed(-1, -2)).toBe(0);
  });

  it('says so when nothing is close', async () => {
    const { examination } = await examined(await readApplication(file(TEXT)), [FAR]);
    expect(examination).toMatchObject({ priorArt: [], chart: [] });
    const markdown = renderReport(examination, 'markdown');
    expect(markdown).toContain('뚜렷이 가까운 것을 찾지 못했습니다');
    expect(markdown).toContain('비슷한 표현이 있는 문헌이 없습니다');
  });

  it('shows when a document was laid open that was granted after the reference date', async () => {
    const dates = { filed: '2018-01-02', published: '2022-05-06', opened: '2019-07-08', granted: '2022-05-01' };
    const { examination } = await examined(await readApplication(file(TEXT)), [{ ...NEAR, dates }]);
    expect(examination.laidOpen).toEqual({ [NEAR.id]: '2019-07-08' });
    expect(renderReport(examination, 'markdown')).toContain('| 공개 2019-07-08, 2022-05-06 |');
  });

  it('refuses a reference date that is none', async () => {
    const events = examine(madeUpSources([NEAR]), await readApplication(file(TEXT)), { before: 'soon' });
    await expect(events.next()).rejects.toMatchObject({ code: 'usage.bad-option' });
  });

  it('stops between steps when it is told to', async () => {
    const abort = new AbortController();
    const events = examine(madeUpSources([NEAR]), await readApplication(file(TEXT)), { signal: abort.signal });
    await events.next();
    abort.abort();
    await expect(events.next()).rejects.toThrow();
  });
});

describe('its report', () => {
  it('states findings with their articles and quotes with their addresses', async () => {
    const { examination } = await examined(await readApplication(file(TEXT)));
    const markdown = renderReport(examination, 'markdown');
    expect(markdown).toContain('없는 청구항 5을(를) 인용합니다. (특허법 제42조제4항제2호)');
    expect(markdown).toContain('같은 법 시행령 제5조제5항');
    expect(markdown).toContain('“프레임은 알루미늄으로 만든다.” (KR1020180000001 [0001])');
    expect(markdown).toContain('비슷한 표현 없음');
  });

  it('is one page without anything from outside, and text in it is text', async () => {
    const application = await readApplication(file(TEXT));
    const { examination } = await examined({ ...application, title: '<img src=x onerror=alert(1)> & 자전거' });
    const html = renderReport(examination, 'html');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; 자전거');
    expect(html).not.toMatch(/<(?:script|link|img)\b|https?:/);
  });

  it('speaks English for an English application and gives the same JSON back', async () => {
    const english = await readApplication(
      file('Title: Bicycle\nClaims:\n1. A bicycle comprising a frame; and a wheel.'),
    );
    const { examination } = await examined(english, []);
    expect(renderReport(examination, 'markdown')).toContain(
      'No document from before the reference date is clearly close.',
    );
    expect(JSON.parse(renderReport(examination, 'json'))).toEqual(JSON.parse(JSON.stringify(examination)));
  });
});
