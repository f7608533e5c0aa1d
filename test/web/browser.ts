import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../src/server/index.js';
import type { Simsa } from '../../src/simsa.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/** Chromium by CHROMIUM_PATH or on the PATH, or null. */
function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : null;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return candidates.find((candidate) => existsSync(candidate)) ?? null;
}

const CHROMIUM = findChromium();

/**
 * A suite that needs a browser. Where there is none its tests are named as not run; on a build machine
 * (CI=true) that is a failure, since tests that silently do not run look like tests that pass.
 */
export function describeInBrowser(subject: string, suite: () => void): void {
  if (CHROMIUM !== null) {
    describe(subject, suite);
    return;
  }
  const reason = `browser tests of "${subject}" did not run: no Chromium on the PATH or at CHROMIUM_PATH`;
  console.warn(reason);
  if (process.env.CI === 'true') it(subject, () => expect.fail(reason));
  else describe.skip(`${subject} (${reason})`, suite);
}

/** A built page behind a server, with a browser to look at it. */
export class Workbench {
  private constructor(
    readonly url: string,
    private readonly server: RunningServer,
    private readonly browser: Browser,
    private readonly web: string,
  ) {}

  /** @param runs folders of training runs to watch. */
  static async open(simsa: Simsa, runs: readonly string[] = []): Promise<Workbench> {
    const web = await mkdtemp(join(tmpdir(), 'simsa-web-'));
    await build({
      configFile: resolve('vite.config.ts'),
      logLevel: 'error',
      build: { outDir: web, emptyOutDir: true },
    });
    const server = await startServer({ simsa, port: 0, web, runs });
    const browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
    return new Workbench(server.url, server, browser, web);
  }

  /** A fresh visitor. What the page complains about on its console is collected in `complaints`. */
  async visitor(
    options: { readonly locale?: string; readonly theme?: 'light' | 'dark'; readonly width?: number } = {},
  ): Promise<Visitor> {
    const { locale = 'ko-KR', theme = 'light', width = 1280 } = options;
    const context = await this.browser.newContext({
      baseURL: this.url,
      locale,
      colorScheme: theme,
      viewport: { width, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // Answers with an error status are part of some tests; the browser logs them by itself.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        complaints.push(message.text());
      }
    });
    return { page, context, complaints };
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
    await rm(this.web, { recursive: true, force: true });
  }
}

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: readonly string[];
}

/** Whether an element stands within the visible part of the window. */
export async function isInView(page: Page, selector: string): Promise<boolean> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= window.innerHeight && top < bottom;
    });
}
