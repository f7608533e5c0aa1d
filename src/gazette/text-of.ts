/**
 * Running text of a paragraph, claim or abstract out of its markup: one shared implementation, with what each
 * element means as data. `createTextOf` is called once for each document, because tables and formulas that bear no
 * number of their own are counted through it:
 *
 *     const textOf = createTextOf();
 *     const paragraph = textOf(element);
 *
 * An office with elements of its own adds them: `createTextOf({ ...TEXT_ROLES, br: 'inline', keikaku: 'table' })`.
 */
import { rawText } from './xml/navigate.js';
import type { XmlElement, XmlNode } from './xml/types.js';

/**
 * What an element does to the text around it.
 * - `inline`: nothing, its content joins its neighbours without spaces (the default of unknown elements)
 * - `block`: stands on lines of its own; `break`: a line feed; `skip`: not part of the text
 * - `flat`: inline, and so is everything inside it, whatever its own role
 * - `table`, `row`, `cell`: `[TABLE n]`, one line a row, cells parted by tabs, `[/TABLE]`
 * - `math`, `chem`: `[MATH n: …]`, `[CHEM n: …]`; `image`: `[IMAGE file]`
 * - `sup`, `sub`: joined; after a digit marked by `^` or `_`, so that ten to the third is not read as 103
 */
export type TextRole =
  | 'inline'
  | 'block'
  | 'break'
  | 'flat'
  | 'skip'
  | 'table'
  | 'row'
  | 'cell'
  | 'math'
  | 'chem'
  | 'image'
  | 'sup'
  | 'sub';

function roles(role: TextRole, names: string): Record<string, TextRole> {
  return Object.fromEntries(names.split(' ').map((name) => [name, role]));
}

/** Roles of the elements all offices share, by name in lower case. */
export const TEXT_ROLES: Readonly<Record<string, TextRole>> = {
  ...roles('block', 'p para paragraph claim-text claimtext clmstep ul ol dl li dt dd list pre'),
  ...roles('break', 'br'),
  ...roles('table', 'tables table table-cwu table-us table-external-doc tablebag oasistable'),
  ...roles('row', 'row tr'),
  ...roles('cell', 'entry td th'),
  ...roles('math', 'maths math math-cwu math-us equation'),
  ...roles('chem', 'chemistry chem chemistry-cwu chem-us chemicalformula chemicalstructure'),
  ...roles('image', 'img image emi'),
  ...roles('sup', 'sup sp superscript'),
  ...roles('sub', 'sub sb subscript'),
};

export type TextOf = (element: XmlElement | null) => string;

/** A reader of running text for one document. */
export function createTextOf(roles: Readonly<Record<string, TextRole>> = TEXT_ROLES): TextOf {
  const writer = new TextWriter(tableOf(roles));
  return (element) => (element ? writer.write(element) : '');
}

type Roles = ReadonlyMap<string, TextRole>;

const tables = new WeakMap<object, Roles>();

/** As a map, because an element may be called `constructor`; once for each set of roles. */
function tableOf(roles: Readonly<Record<string, TextRole>>): Roles {
  let table = tables.get(roles);
  if (!table) {
    table = new Map(Object.entries(roles));
    tables.set(roles, table);
  }
  return table;
}

interface Numbered {
  TABLE: number;
  MATH: number;
  CHEM: number;
}

class TextWriter {
  private out = '';
  private readonly last: Numbered = { TABLE: 0, MATH: 0, CHEM: 0 };
  private readonly known = new Map<string, TextRole>();

  constructor(private readonly roles: Roles) {}

  /** The text of an element's content; the element's own role counts only where it is a table or a formula. */
  write(element: XmlElement): string {
    const { children } = element;
    const role = this.roleOf(element);
    const own = role === 'table' || role === 'math' || role === 'chem' || role === 'image';
    if (!own && children.length === 1 && children[0]!.type === 'text') return tidy(squeeze(children[0]!.text));
    this.out = '';
    if (own) this.element(element);
    else this.nodes(children);
    return tidy(this.out);
  }

  private roleOf(element: XmlElement): TextRole {
    const known = this.known.get(element.name);
    if (known) return known;
    const role = this.roles.get(element.name.toLowerCase()) ?? 'inline';
    this.known.set(element.name, role);
    return role;
  }

  private nodes(nodes: readonly XmlNode[]): void {
    for (const node of nodes) {
      if (node.type === 'text') this.out += squeeze(node.text);
      else if (node.type === 'element') this.element(node);
    }
  }

  private element(element: XmlElement): void {
    switch (this.roleOf(element)) {
      case 'inline':
        this.nodes(element.children);
        return;
      case 'skip':
      case 'row':
      case 'cell':
        if (this.roleOf(element) !== 'skip') this.nodes(element.children);
        return;
      case 'block':
        this.out += '\n';
        this.nodes(element.children);
        this.out += '\n';
        return;
      case 'flat':
        this.flat(element);
        return;
      case 'break':
        this.out += '\n';
        this.nodes(element.children);
        return;
      case 'table':
        this.table(element);
        return;
      case 'math':
        this.formula(element, 'MATH');
        return;
      case 'chem':
        this.formula(element, 'CHEM');
        return;
      case 'image':
        this.image(element);
        return;
      case 'sup':
        this.script(element, '^');
        return;
      case 'sub':
        this.script(element, '_');
    }
  }

  private flat(element: XmlElement): void {
    const before = this.out;
    this.out = '';
    this.nodes(element.children);
    this.out = before + this.out.replace(/^\n+|\n+$/g, '').replace(/\n+/g, ' ');
  }

  /** Blanks inside a script are kept: US records write `H<sub>2 </sub>is`, with the word space in the script. */
  private script(element: XmlElement, sign: '^' | '_'): void {
    const before = this.out;
    this.out = '';
    this.nodes(element.children);
    const ambiguous = /\d$/.test(before) && /^[-+−–]?\d/.test(this.out);
    this.out = before + (ambiguous ? sign : '') + this.out;
  }

  private image(element: XmlElement): void {
    this.out += `[IMAGE ${fileOf(element) ?? ''}]`.replace(' ]', ']');
  }

  private formula(element: XmlElement, label: 'MATH' | 'CHEM'): void {
    const number = this.numberOf(element, label);
    const words = formulaText(element, this.roles);
    const files = [...filesIn(element, this.roles)];
    const content = words || files.join(' ');
    this.out += content ? `[${label} ${number}: ${content}]` : `[${label} ${number}]`;
  }

  private numberOf(element: XmlElement, label: keyof Numbered): number {
    const { num, NUM, id, ID } = element.attributes;
    const printed = Number(num ?? NUM ?? /(\d+)$/.exec(id ?? ID ?? '')?.[1]);
    const number = Number.isInteger(printed) && printed > 0 ? printed : this.last[label] + 1;
    this.last[label] = number;
    return number;
  }

  private table(element: XmlElement): void {
    const before = this.out;
    const number = this.numberOf(element, 'TABLE');
    this.out = '';
    this.tableContent(element, []);
    const lines = tidy(this.out);
    this.out = `${before}\n[TABLE ${number}]\n${lines}${lines ? '\n' : ''}[/TABLE]\n`;
  }

  private tableContent(element: XmlElement, columns: readonly string[]): void {
    const own = element.children.flatMap((node) =>
      node.type === 'element' && node.name.toLowerCase() === 'colspec' ? [columnName(node)] : [],
    );
    const inUse = own.length > 0 ? own : columns;
    for (const node of element.children) {
      if (node.type === 'text') this.out += squeeze(node.text);
      if (node.type !== 'element') continue;
      const role = this.roleOf(node);
      if (role === 'row') this.row(node, inUse);
      else if (role === 'table' || role === 'inline' || role === 'block') this.tableContent(node, inUse);
      else this.element(node);
    }
  }

  /** A row keeps its columns: cells that span several, or start further right, leave the tabs of the ones they cover. */
  private row(row: XmlElement, columns: readonly string[]): void {
    const before = this.out;
    let line = '';
    let column = 0;
    for (const node of row.children) {
      if (node.type !== 'element' || this.roleOf(node) !== 'cell') continue;
      const { first, last } = cellColumns(node, columns, column);
      if (column > 0) line += '\t';
      line += '\t'.repeat(Math.max(0, first - column));
      this.out = '';
      this.nodes(node.children);
      line += tidy(this.out).replace(/\s*[\n\t]\s*/g, ' ');
      line += '\t'.repeat(Math.max(0, last - first));
      column = last + 1;
    }
    this.out = line.trim() ? `${before}\n${line.trimEnd()}\n` : before;
  }
}

function columnName(colspec: XmlElement): string {
  return colspec.attributes.colname ?? colspec.attributes.COLNAME ?? '';
}

function cellColumns(cell: XmlElement, columns: readonly string[], next: number): { first: number; last: number } {
  const { namest, nameend, colname, colspan } = cell.attributes;
  const place = (name: string | undefined) => (name === undefined ? -1 : columns.indexOf(name));
  const first = Math.max(next, place(namest ?? colname));
  const end = place(nameend);
  const spanned = Math.min(Number(colspan) || 1, 200);
  return { first, last: Math.max(first, end >= 0 ? end : first + spanned - 1) };
}

function fileOf(element: XmlElement): string | null {
  const { file, FILE, src, alt } = element.attributes;
  const named = file ?? FILE ?? src;
  if (named) return named;
  for (const node of element.children) {
    if (node.type === 'element' && node.name.toLowerCase() === 'filename') return rawText(node).trim() || null;
  }
  return alt?.trim() || null;
}

function* filesIn(element: XmlElement, roles: Roles): Generator<string> {
  for (const node of element.children) {
    if (node.type !== 'element') continue;
    const file = roles.get(node.name.toLowerCase()) === 'image' ? fileOf(node) : null;
    if (file) yield file;
    else yield* filesIn(node, roles);
  }
}

/** Function application, invisible times, invisible separator and invisible plus. */
const INVISIBLE = /[\u2061-\u2064]/g;

/** Linear form of MathML: fractions as `(a)/(b)`, scripts by `_` and `^`, roots as `√(a)`; other content as its words. */
function formulaText(element: XmlElement, roles: Roles): string {
  return squeeze(linear(element, roles))
    .replace(/(?:; *)+$/, '')
    .trim();
}

function linear(node: XmlNode, roles: Roles): string {
  if (node.type === 'text') return node.text.trim() ? node.text.replace(INVISIBLE, '') : '';
  if (node.type === 'instruction' || roles.get(node.name.toLowerCase()) === 'image') return '';
  const parts = node.children.map((inner) => linear(inner, roles)).filter((part) => part !== '');
  const [a = '', b = '', c = ''] = parts;
  switch (node.name) {
    case 'mfrac':
      return `${grouped(a)}/${grouped(b)}`;
    case 'msup':
    case 'mover':
      return `${a}^${grouped(b)}`;
    case 'msub':
    case 'munder':
      return `${a}_${grouped(b)}`;
    case 'msubsup':
    case 'munderover':
      return `${a}_${grouped(b)}^${grouped(c)}`;
    case 'msqrt':
      return `√(${parts.join('')})`;
    case 'mroot':
      return `${grouped(b)}√(${a})`;
    case 'mfenced':
      return `(${parts.join(', ')})`;
    case 'mtr':
      return `${parts.join(' ')}; `;
    default:
      return parts.join('');
  }
}

function grouped(part: string): string {
  return /^[\p{L}\p{N}.]*$/u.test(part) ? part : `(${part.trim()})`;
}

/** Blanks of the markup as single spaces; runs of spaces alone are left to {@link tidy}. Plain searches beat one regular expression here. */
function squeeze(raw: string): string {
  const even = !raw.includes('\n') && !raw.includes('\t') && !raw.includes('\r');
  return even ? raw : raw.replace(/[ \t\n\r]+/g, ' ');
}

/** Ends trimmed, no blank lines, no space beside a line feed. Tabs are columns, wide spaces are text: both stay. */
function tidy(text: string): string {
  const single = text.includes('  ') ? text.replace(/ {2,}/g, ' ') : text;
  if (!single.includes('\n')) return trimBlanks(single);
  const lines: string[] = [];
  for (const line of single.split('\n')) {
    const trimmed = trimBlanks(line);
    if (trimmed) lines.push(trimmed);
  }
  return lines.join('\n');
}

function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) === SPACE) start++;
  while (end > start && text.charCodeAt(end - 1) === SPACE) end--;
  return end - start === text.length ? text : text.slice(start, end);
}

const SPACE = 32;
