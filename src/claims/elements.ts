import type { Layout } from './cuts.js';
import { chineseLayout, isChineseWherein, isJapaneseWherein, japaneseLayout } from './elements-han.js';
import { isKoreanWherein, koreanLayout } from './elements-korean.js';
import { isLatinWherein, latinLayout } from './elements-latin.js';
import type { Grammar } from './script.js';
import type { ClaimElement } from './types.js';

type Role = ClaimElement['role'];

/**
 * Divides a claim into its introducing words, features and limitations. Elements stand in order and do not
 * overlap; what lies between them is only space, punctuation and the words of {@link EDGE}.
 */
export function splitElements(text: string, grammar: Grammar, number: number): ClaimElement[] {
  const pieces = piecesOf(text, layoutOf(text, grammar), grammar);
  // A claim in one piece is still something to compare with the prior art.
  if (pieces.length && pieces.every(({ role }) => role === 'preamble')) pieces[pieces.length - 1]!.role = 'element';
  return pieces.map(({ start, end, role }, index) => ({
    label: `${number}${letters(index)}`,
    start,
    end,
    text: text.slice(start, end),
    role,
  }));
}

function layoutOf(text: string, grammar: Grammar): Layout {
  if (grammar === 'ko') return koreanLayout(text);
  if (grammar === 'ja') return japaneseLayout(text);
  if (grammar === 'zh') return chineseLayout(text);
  return latinLayout(text, grammar);
}

interface Piece {
  readonly start: number;
  readonly end: number;
  role: Role;
}

/** What an amendment writes before a claim; it says nothing of what is claimed. */
const STATUS =
  /^\s*[([（【〔]\s*(?:(?:currently|previously|newly)\s+(?:amended|presented|added)|original|withdrawn|amended|new|보정|정정|원본|신설|추가|유지|변경)[^()[\]（）【】〔〕]{0,40}[)\]）】〕]/i;

function piecesOf(text: string, { preambleEnd, cuts, tailStart }: Layout, grammar: Grammar): Piece[] {
  const begin = STATUS.exec(text)?.[0].length ?? 0;
  const inner = [preambleEnd, ...cuts.filter((cut) => cut > preambleEnd && cut < tailStart), tailStart];
  const places = [...new Set([begin, ...inner.filter((cut) => cut > begin), text.length])].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  for (let index = 0; index + 1 < places.length; index++) {
    const trimmed = trim(text, places[index]!, places[index + 1]!);
    if (!trimmed) continue;
    const outside = places[index + 1]! <= preambleEnd || places[index]! >= tailStart;
    const role = outside
      ? 'preamble'
      : isWherein(text.slice(trimmed.start, trimmed.end), grammar)
        ? 'wherein'
        : 'element';
    pieces.push({ ...trimmed, role });
  }
  return pieces;
}

function isWherein(piece: string, grammar: Grammar): boolean {
  if (grammar === 'ko') return isKoreanWherein(piece);
  if (grammar === 'ja') return isJapaneseWherein(piece);
  if (grammar === 'zh') return isChineseWherein(piece);
  return isLatinWherein(piece, grammar);
}

/** Words that only join features. */
const EDGE = '(?:및|그리고|and|und|sowie|et|y|及び|および|並びに|以及|和|及)';
const BEFORE = new RegExp(`^(?:[\\s;,.:；，、：。]|以及|及び|並びに|${EDGE}(?=[\\s,，、;:：]))+`, 'u');
const AFTER = new RegExp(`(?:[\\s;,.:；，、：。]|(?<=[\\s;,.，、；])${EDGE}(?=[\\s;,.:；，、：]*$))+$`, 'u');

function trim(text: string, from: number, to: number): { start: number; end: number } | null {
  const piece = text.slice(from, to);
  const start = from + (BEFORE.exec(piece)?.[0].length ?? 0);
  const rest = text.slice(start, to);
  const end = to - (AFTER.exec(rest)?.[0].length ?? 0);
  const kept = text.slice(start, end);
  if (start >= end || !/[\p{L}\p{N}]/u.test(kept) || new RegExp(`^${EDGE}$`, 'u').test(kept)) return null;
  return { start, end };
}

/** 0 → a, 25 → z, 26 → aa. */
function letters(index: number): string {
  const head = index >= 26 ? letters(Math.floor(index / 26) - 1) : '';
  return head + String.fromCharCode(97 + (index % 26));
}
