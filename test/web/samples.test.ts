import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSimsa, type Simsa } from '../../src/simsa.js';
import { describeInBrowser, isInView, Workbench } from './browser.js';

const SAMPLES = join('samples', 'publications', 'kr');

describeInBrowser('the whole product on its samples', () => {
  let folder: string;
  let simsa: Simsa;
  let bench: Workbench;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'simsa-samples-'));
    simsa = await openSimsa({ store: join(folder, 'store') });
    bench = await Workbench.open(simsa);
  });
  afterAll(async () => {
    await bench?.close();
    await simsa?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('goes from an empty store over an import with a broken file to a cited answer and an examination', async () => {
    const { page, context, complaints } = await bench.visitor();
    await page.goto('/');
    await page.getByRole('button', { name: '자료실로 가기' }).click();
    const broken = join(folder, 'broken.xml');
    await writeFile(broken, '<?xml version="1.0"?><us-patent-grant><claims><claim id="1">');
    const samples = (await readdir(SAMPLES)).map((name) => join(SAMPLES, name));
    await page.locator('input[type=file]').setInputFiles([...samples, broken]);
    await page.locator('.job[data-state="done"]').waitFor({ timeout: 60_000 });
    const rejects = page.locator('.job .reject-table tbody tr');
    expect(await rejects.count()).toBe(1);
    expect(await rejects.textContent()).toContain('broken.xml');
    expect(await rejects.textContent()).not.toContain(tmpdir());

    await page.getByRole('link', { name: '검색' }).click();
    await page.getByRole('textbox', { name: '문헌 검색' }).fill('분리막 열수축');
    await page.keyboard.press('Enter');
    await page.locator('.snippet').first().click();
    await page.locator('.reader .mark-focus').first().waitFor();
    expect(await isInView(page, '.reader .mark-focus')).toBe(true);

    await page.getByRole('link', { name: '질문' }).click();
    await page.getByRole('textbox', { name: '질문' }).fill('분리막의 열수축을 줄이는 방법은 무엇인가?');
    await page.keyboard.press('Enter');
    await page.locator('.answer-foot').waitFor();
    await page.locator('.cite').first().click();
    await page.locator('.reader .mark-focus').first().waitFor();
    const highlighted = (await page.locator('.reader .mark-focus').allTextContents()).join('');
    const cited = await page.locator('.answer-sentence').first().textContent();
    expect(cited?.startsWith(highlighted)).toBe(true);
    expect(await isInView(page, '.reader .mark-focus')).toBe(true);

    await page.getByRole('link', { name: '출원 심사' }).click();
    await page.locator('input[type=file]').setInputFiles(join('samples', 'applications', 'flawed-fall-detector.ko.md'));
    await page.getByRole('tab', { name: /청구항/ }).waitFor();
    expect(await page.locator('.issues li').count()).toBeGreaterThan(2);
    await page.getByRole('tab', { name: '대비표' }).click();
    await page.locator('.chart-button').first().click();
    await page.locator('.reader .mark-focus').first().waitFor();

    expect(complaints).toEqual([]);
    await context.close();
  });
});
