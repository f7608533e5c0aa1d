import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fakeSimsa } from '../fake-simsa/fake-simsa.js';
import { audit } from './audit.js';
import { describeInBrowser, isInView, type Visitor, Workbench } from './browser.js';

const APPLICATION = `질소가 도핑된 탄소층을 가지는 음극 활물질

1. 실리콘을 포함하는 코어 입자; 및 상기 코어 입자의 표면을 덮는 탄소 피복층;을 포함하는 음극 활물질.
2. 제1항에 있어서, 상기 탄소 피복층은 질소를 포함하는 음극 활물질.
3. 제9항에 있어서, 상기 코어 입자의 평균 입경은 200 nm 이하인 음극 활물질.
`;

/** A line as training writes it. */
function curveLine(step: number, loss: number, more: object = {}): string {
  const line = { step, tokens: step * 1700, loss, norm: 1, rate: 1e-3, tokensPerSecond: 4000, ...more };
  return `${JSON.stringify(line)}\n`;
}

let files: string;
beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'simsa-files-'));
  await writeFile(join(files, 'application.md'), APPLICATION);
  await writeFile(join(files, 'good.xml'), '<publication/>');
  await writeFile(join(files, 'week.xml'), '<publications><broken');
  await mkdir(join(files, 'mini'));
  await writeFile(join(files, 'mini', 'run.json'), '{"objective":"masked-words","passes":[{"steps":2000}]}');
  const held = { ko: { loss: 5.5, right: 0.2 } };
  await writeFile(join(files, 'mini', 'metrics.jsonl'), curveLine(20, 6.2) + curveLine(40, 5.6, { held }));
});
afterAll(() => rm(files, { recursive: true, force: true }));

describeInBrowser('the workbench', () => {
  let bench: Workbench;
  beforeAll(async () => {
    bench = await Workbench.open(fakeSimsa({ pause: 20 }), [join(files, 'mini')]);
  });
  afterAll(() => bench.close());

  const visit = async (options: Parameters<Workbench['visitor']>[0], use: (visitor: Visitor) => Promise<void>) => {
    const visitor = await bench.visitor(options);
    try {
      await use(visitor);
      expect(visitor.complaints).toEqual([]);
    } finally {
      await visitor.context.close();
    }
  };

  it('searches, shows why a result was found, and opens it at the place', () =>
    visit({}, async ({ page }) => {
      await page.goto('/');
      await page.getByRole('textbox', { name: '문헌 검색' }).fill('부피 팽창 실리콘');
      await page.getByRole('button', { name: '검색', exact: true }).click();
      await page.locator('.hit').first().waitFor();
      expect(await page.locator('.hit mark').first().textContent()).toMatch(/실리콘|부피|팽창/);
      expect(await page.locator('.understood').textContent()).toContain('부피');

      await page.locator('.score-toggle').first().click();
      expect(await page.locator('.score-parts tr').count()).toBeGreaterThan(1);

      await page.locator('.snippet').first().click();
      await page.locator('.reader .passage.is-current').waitFor();
      expect(await isInView(page, '.reader .mark-focus')).toBe(true);
      expect(await page.locator('.reader mark').count()).toBeGreaterThan(3);
      await page.getByRole('button', { name: '다음 표시' }).click();
      expect(await page.locator('.mark-count').textContent()).toMatch(/^\d+ \/ \d+$/);

      // The address is all there is to the state: a reload shows the same place.
      const address = page.url();
      await page.reload();
      await page.locator('.reader .mark-focus').first().waitFor();
      expect(page.url()).toBe(address);
      await page.goBack();
      await page.locator('.reader .empty').waitFor();
    }));

  it('narrows results by facets and takes filters off again', () =>
    visit({ locale: 'en-US' }, async ({ page }) => {
      await page.goto('/?q=battery');
      await page.locator('.hit').first().waitFor();
      const before = await page.locator('.hit').count();
      await page.getByRole('button', { name: /^B60L/ }).click();
      await expect.poll(() => page.locator('.hit').count()).toBeLessThan(before);
      expect(new URL(page.url()).searchParams.get('class')).toBe('B60L');
      await page.getByRole('button', { name: 'Remove B60L' }).click();
      await expect.poll(() => page.locator('.hit').count()).toBe(before);
    }));

  it('says what to do when nothing is found', () =>
    visit({}, async ({ page }) => {
      await page.goto('/?q=zzzz');
      expect(await page.locator('.results .empty').textContent()).toContain('맞는 문헌이 없습니다');
    }));

  it('says that an address leads nowhere, and leads home', () =>
    visit({ locale: 'en-US' }, async ({ page }) => {
      await page.goto('/nowhere');
      await page.getByText('There is no page at this address.').waitFor();
      await page.getByRole('button', { name: 'Go to the search' }).click();
      await page.locator('[data-main-box]').waitFor();
      expect(new URL(page.url()).pathname).toBe('/');
    }));

  it('answers a Korean question in four live steps, and a citation lands on its highlighted paragraph', () =>
    visit({}, async ({ page }) => {
      await page.goto('/ask');
      await page.getByRole('textbox', { name: '질문' }).fill('실리콘 음극의 부피 팽창은 어떻게 억제하는가?');
      await page.keyboard.press('Enter');
      await page.locator('.step.is-running').waitFor();
      await page.locator('.answer-foot').waitFor();
      expect(await page.locator('.step.is-done').count()).toBe(4);

      const numbers = await page.locator('.cite').allTextContents();
      expect(numbers).toEqual([...numbers].sort((left, right) => Number(left) - Number(right)));
      const sentence = page.locator('.answer-sentence').nth(1);
      const cited = ((await sentence.textContent()) ?? '').replace(/\d+\s*$/, '').trim();
      await sentence.locator('.cite').click();
      await page.locator('.reader .mark-focus').first().waitFor();
      const highlighted = (await page.locator('.reader .mark-focus').allTextContents()).join('');
      expect(highlighted).toBe(cited);
      expect(await isInView(page, '.reader .mark-focus')).toBe(true);
      // This source has no paragraph numbers: its passages are counted, never shown as the office's.
      expect(await page.locator('.passage.is-current .passage-label').textContent()).toBe('단락 2');

      await page.getByRole('button', { name: 'Markdown으로 복사' }).click();
      await page.locator('.notice').waitFor();
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied).toContain('[1]');
      expect(copied).toContain('KR1020150034567 단락 2');

      await page.locator('[data-step="paragraphs"] button').click();
      expect(await page.locator('.step-detail .passage-hit').count()).toBeGreaterThan(1);
    }));

  it('refuses a question without an answer', () =>
    visit({}, async ({ page }) => {
      await page.goto(`/ask?q=${encodeURIComponent('토끼는 왜 뛰는가')}`);
      await page.locator('.refusal').waitFor();
      expect(await page.locator('.answer').count()).toBe(0);
    }));

  it('examines a file: claims with their faults, chart, and the paragraph behind a cell', () =>
    visit({}, async ({ page }) => {
      await page.goto('/examine');
      await page.locator('input[type=file]').setInputFiles(join(files, 'application.md'));
      await page.getByRole('tab', { name: /청구항/ }).waitFor();
      expect(await page.locator('.claim').count()).toBe(3);
      expect(await page.locator('.claim-issue').textContent()).toContain('제9항');

      await page.getByRole('tab', { name: '대비표' }).click();
      await page.locator('.chart-button').first().click();
      await page.locator('.reader .mark-focus').first().waitFor();
      expect(await isInView(page, '.reader .mark-focus')).toBe(true);

      await page.getByRole('tab', { name: '분류' }).click();
      expect(await page.locator('.class-level').count()).toBeGreaterThan(1);

      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Markdown' }).click();
      const path = await (await download).path();
      expect(await readFile(path, 'utf8')).toContain('음극 활물질');
    }));

  it('imports files, one of them broken, and lists what could not be read', () =>
    visit({}, async ({ page }) => {
      await page.goto('/library');
      await page.locator('input[type=file]').setInputFiles([join(files, 'good.xml'), join(files, 'week.xml')]);
      await page.locator('.job[data-state="done"]').waitFor();
      const row = page.locator('.job .reject-table tbody tr');
      expect(await row.count()).toBe(1);
      expect(await row.textContent()).toContain('week.xml');
      expect(await row.textContent()).toContain('15바이트');
      expect(await row.textContent()).not.toContain(tmpdir());
    }));

  it('draws the curves of training runs, and follows them', () =>
    visit({}, async ({ page }) => {
      await page.goto('/');
      await page.getByRole('link', { name: '학습' }).click();
      const run = page.locator('.run');
      await run.getByText('2,000단계 중 40단계').waitFor();
      const points = () => run.locator('.curve-line.curve-training').first().getAttribute('points');
      expect((await points())!.split(' ')).toHaveLength(2);
      expect(await run.locator('.curve').count()).toBe(2);
      expect(await run.locator('.curve-key.curve-ko').first().textContent()).toContain('5.500');
      await appendFile(join(files, 'mini', 'metrics.jsonl'), curveLine(60, 5.1));
      await run.getByText('2,000단계 중 60단계').waitFor();
      expect((await points())!.split(' ')).toHaveLength(3);
    }));

  it('is used with the keyboard alone', () =>
    visit({ locale: 'en-US' }, async ({ page }) => {
      await page.goto('/');
      await page.locator('[data-main-box]').waitFor();
      const press = async (...keys: string[]) => {
        for (const key of keys) await page.keyboard.press(key);
      };
      await press('/');
      await page.keyboard.type('battery');
      await press('Enter');
      await page.locator('.hit').nth(1).waitFor();
      await press('Tab', 'Tab', 'Tab');
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await press('j', 'j');
      const chosen = await page.locator('.hit.is-selected .hit-facts .number').textContent();
      await press('o');
      await page.locator('.reader-number').waitFor();
      expect(await page.locator('.reader-number').textContent()).toBe(chosen);
      await press('n');
      expect(await page.locator('mark.is-here').count()).toBe(1);
      await press('c');
      await page.locator('.notice').waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(chosen ?? '?');
      await press('?');
      await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
      await press('Escape');
      await press('Escape');
      await page.locator('.reader .empty').waitFor();
      await press('o');
      await page.locator('.reader-number').waitFor();
      await press('x');
      await page.locator('.examine').waitFor();
      await press('4');
      await page.locator('.library').waitFor();
      await press('2');
      await page.locator('.ask').waitFor();
    }));

  it('speaks the browser’s language, switches, and remembers', () =>
    visit({ locale: 'en-US' }, async ({ page }) => {
      await page.goto('/');
      expect(await page.locator('h1').textContent()).toBe('Search patent publications');
      await page.getByRole('button', { name: /한국어/ }).click();
      expect(await page.locator('h1').textContent()).toBe('특허문헌 검색');
      await page.reload();
      expect(await page.locator('h1').textContent()).toBe('특허문헌 검색');
      expect(await page.locator('html').getAttribute('lang')).toBe('ko');
      await page.goto('/?doc=US1');
      expect(await page.getByRole('alert').textContent()).toContain('US1 문헌이 없습니다');
    }));

  it('follows the system’s theme until one is chosen', () =>
    visit({ theme: 'dark' }, async ({ page }) => {
      const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      await page.goto('/');
      const dark = await ground();
      await page.getByRole('button', { name: /시스템 설정/ }).click();
      const light = await ground();
      expect(light).not.toBe(dark);
      await page.reload();
      expect(await ground()).toBe(light);
    }));

  for (const locale of ['ko-KR', 'en-US']) {
    for (const theme of ['light', 'dark'] as const) {
      it(`has names, contrast and room in ${locale}, ${theme}, down to 1024 pixels`, () =>
        visit({ locale, theme, width: 1024 }, async ({ page }) => {
          const faults: Record<string, string[]> = {};
          const look = async (view: string) => {
            await page.waitForLoadState('networkidle');
            faults[view] = await audit(page);
          };
          const query = locale === 'ko-KR' ? '실리콘 음극' : 'silicon carbon';
          await page.goto('/');
          await look('welcome');
          await page.goto(`/?q=${encodeURIComponent(query)}`);
          await page.locator('.snippet').first().click();
          await page.locator('.mark-focus').first().waitFor();
          await look('search');
          await page.goto(`/ask?q=${encodeURIComponent(query)}`);
          await page.locator('.answer-foot').waitFor();
          await page.locator('.cite').first().click();
          await look('ask');
          await page.goto('/examine');
          await look('examine');
          await page.locator('input[type=file]').setInputFiles(join(files, 'application.md'));
          for (const tab of ['claims', 'chart', 'priorArt', 'classes']) {
            await page.locator(`#tab-${tab}`).click();
            await look(`examine ${tab}`);
          }
          await page.goto('/library');
          await page.locator('.counts').waitFor();
          await look('library');
          await page.goto('/training');
          await page.locator('.curve').first().waitFor();
          await look('training');
          expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
        }));
    }
  }
});

describeInBrowser('the first start', () => {
  let bench: Workbench;
  beforeAll(async () => {
    bench = await Workbench.open(fakeSimsa({ empty: true }));
  });
  afterAll(() => bench.close());

  it('leads from an empty store over an import to the first result', async () => {
    const { page, context, complaints } = await bench.visitor();
    await page.goto('/');
    await page.getByRole('button', { name: '자료실로 가기' }).click();
    await page.getByRole('heading', { name: '공보부터 가져오세요' }).waitFor();
    await page.locator('input[type=file]').setInputFiles(join(files, 'good.xml'));
    await page.locator('.job[data-state="done"]').waitFor();
    await page.getByRole('link', { name: '검색' }).click();
    await page.locator('[data-main-box]').fill('음극');
    await page.keyboard.press('Enter');
    await page.locator('.hit').first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});
