import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type { ClaimSet, Classification, Examination } from '../../simsa.js';
import { type GlobalOptions, withSimsa } from '../context.js';
import { readBatch, readInput } from '../input.js';
import { bold, clip, dim, printJson, printLines, say } from '../terminal.js';

/** The commands that take an application or a text: `claims`, `classify`, `examine`. */
export function registerApplication(program: Command): void {
  program
    .command('claims')
    .argument('[file]', 'an application or claims as text; standard input without it')
    .description('read claims: kind, category, dependencies, elements, faults of form')
    .action(async (file: string | undefined, _options: unknown, self: Command) => {
      await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', async ({ simsa, settings }) => {
        const claims = await simsa.claims(await readInput(file));
        if (settings.json) printJson(claims);
        else printClaims(claims);
      });
    });

  program
    .command('classify')
    .argument('[file]', 'text or an application; standard input without it')
    .option('--batch <file>', 'one text a line, one JSON a line out')
    .description('propose IPC and CPC symbols, with the neighbours they come from')
    .action(async (file: string | undefined, options: { batch?: string }, self: Command) => {
      await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', async ({ simsa, settings }) => {
        if (options.batch) {
          for await (const text of readBatch(options.batch))
            printJson(await simsa.classify({ name: 'text', bytes: new TextEncoder().encode(text) }));
          return;
        }
        const classification = await simsa.classify(await readInput(file));
        if (settings.json) printJson(classification);
        else printClassification(classification);
      });
    });

  program
    .command('examine')
    .argument('[file]', 'an application: XML, JSON, Markdown, text or DOCX; standard input without it')
    .addOption(new Option('--format <format>', 'what to print').choices(['markdown', 'html', 'json']))
    .option('--before <date>', 'effective date; prior art must be earlier')
    .option('-o, --output <file>', 'write the report to a file')
    .description('examine an application: claims, classes, closest prior art, chart')
    .action(
      async (
        file: string | undefined,
        options: { format?: 'markdown' | 'html' | 'json'; before?: string; output?: string },
        self: Command,
      ) => {
        await withSimsa(self.optsWithGlobals<GlobalOptions>(), 'read', async ({ simsa, settings, signal }) => {
          let examination: Examination | null = null;
          for await (const event of simsa.examine(await readInput(file), { signal, before: options.before })) {
            if (event.type === 'step' && process.stderr.isTTY) say(dim(event.step));
            if (event.type === 'done') examination = event.examination;
          }
          if (!examination) return;
          const format = options.format ?? (settings.json ? 'json' : 'markdown');
          const report = format === 'json' ? JSON.stringify(examination) : simsa.report(examination, format);
          if (options.output) writeFileSync(options.output, report);
          else printLines(report);
        });
      },
    );
}

function printClaims({ claims, issues }: ClaimSet): void {
  for (const claim of claims) {
    const depends = claim.dependsOn.length > 0 ? ` ← ${claim.dependsOn.join(', ')}` : '';
    printLines(`${bold(`${claim.number}.`)} ${claim.kind} ${claim.category}${depends}`);
    for (const element of claim.elements) printLines(`   ${dim(element.label.padEnd(4))} ${clip(element.text, 110)}`);
  }
  for (const { rule, claim, details } of issues) printLines(`! claim ${claim}: ${rule} ${JSON.stringify(details)}`);
}

function printClassification({ symbols, neighbours }: Classification): void {
  for (const { scheme, symbol, level, score, supporters } of symbols.slice(0, 30)) {
    printLines(
      `${scheme} ${level.padEnd(9)} ${bold(symbol.padEnd(14))} ${score.toFixed(2)}  ${dim(supporters.slice(0, 4).join(', '))}`,
    );
  }
  printLines('');
  for (const { publication, title, score, symbols: own } of neighbours.slice(0, 10))
    printLines(dim(`${score.toFixed(2)}  ${publication}  ${clip(title, 60)}  ${own.slice(0, 3).join(', ')}`));
}
