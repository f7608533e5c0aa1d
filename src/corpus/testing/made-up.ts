import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const THINGS = [
  '배터리 팩',
  '냉각 장치',
  '영상 센서',
  '세탁기 도어',
  '수처리 필터',
  '항체 조성물',
  '로봇 손',
  '안테나 모듈',
];
const DEEDS = [
  '온도를 낮춘다',
  '소음을 줄인다',
  '수명을 늘린다',
  '오차를 보정한다',
  '강도를 높인다',
  '누설을 막는다',
  '비용을 아낀다',
];
const PARTS = ['하우징', '제어부', '감지부', '구동축', '절연막', '냉각판', '체결 부재', '통신부', '전극', '배관'];

/** A made-up Korean record: each number gives another text of about a thousand characters. */
export function koreanRecord(number: number): Record<string, unknown> {
  const pick = (list: readonly string[], salt: number) =>
    list[(number * 7 + salt * 13 + ((number * salt) % 11)) % list.length]!;
  const sentence = (salt: number) =>
    `${pick(THINGS, salt)}의 ${pick(PARTS, salt + 1)}는 제${number}-${salt} 실시 형태에서 ${pick(PARTS, salt + 2)}와 ${pick(PARTS, salt + 3)} 사이에 놓여 ${pick(DEEDS, salt)}.`;
  const paragraph = (salt: number) => Array.from({ length: 4 }, (_, at) => sentence(salt * 4 + at)).join(' ');
  return {
    applicationNumber: `10${2000 + (number % 25)}${String(number).padStart(7, '0')}`,
    title_ko: `${pick(THINGS, 1)}의 ${pick(PARTS, 2)}를 이용하여 ${number}번째로 ${pick(DEEDS, 3)}는 방법`,
    abstract_ko: paragraph(1),
    ipc: [`${'ABCDEFGH'[number % 8]}01B 1/00`],
    claims: [{ n: 1, text: paragraph(2) }],
    description: { technicalField: [paragraph(3)], embodiments: [paragraph(4), paragraph(5)] },
  };
}

/** A folder of sources with a list of rights: gazettes, office actions, pairs and an evaluation set. */
export function madeUpSources(records = 120): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'simsa-corpus-'));
  const lines = (values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
  mkdirSync(path.join(folder, 'kr'));
  const gazettes = Array.from({ length: records }, (_, at) => koreanRecord(at + 1));
  writeFileSync(path.join(folder, 'kr/gazettes.jsonl.gz'), gzipSync(lines(gazettes)));
  const first = koreanRecord(1);
  const title = { ...first, title_en: 'Battery pack with a cooling plate', claims: [], description: {} };
  writeFileSync(path.join(folder, 'kr/titles.jsonl'), `${lines([title])}{"title_ko": "끝나지 않은 줄`);
  const pairs = Array.from({ length: 30 }, (_, at) => ({
    ko: `${at}번째 화면을 여는 단추입니다.`,
    en: `This button opens screen ${at}.`,
    source: `part${at % 10}.po`,
  }));
  writeFileSync(path.join(folder, 'pairs.jsonl'), lines(pairs));
  const sources = [
    { files: 'kr/**', licence: 'own words', weights: true },
    { files: 'pairs.jsonl', licence: 'PSF-2.0', weights: false },
  ];
  writeFileSync(path.join(folder, 'sources.json'), JSON.stringify({ sources }));
  return folder;
}

/** Every file below a folder with its bytes. */
export function filesBelow(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(path.join(folder, name))]));
}
