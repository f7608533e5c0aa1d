import { SimsaError } from '../../core/index.js';
import { declaredEntities, endOfDoctype } from './doctype.js';
import { namedCharacter, numberedCharacter } from './entities.js';
import type { XmlDefect, XmlDocument, XmlElement, XmlNode, XmlNote } from './types.js';

export interface XmlLimits {
  /** Elements inside one another. */
  readonly depth: number;
  /** UTF-16 units of text. */
  readonly size: number;
  readonly elements: number;
}

export interface ParseOptions {
  readonly limits?: XmlLimits;
  /** Entities declared elsewhere in the file; using one is refused as if the text itself declared it. */
  readonly declared?: readonly string[];
}

export const XML_LIMITS: XmlLimits = { depth: 500, size: 128 * 1024 * 1024, elements: 4_000_000 };

const MAX_NOTES = 100;

/** Elements without content that SGML and Korean deliveries leave open: what follows belongs to their parent. */
const EMPTY_ELEMENTS = new Set(['emi', 'img', 'br', 'dp', 'colspec', 'spanspec', 'custom-character']);

const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});
const NO_CHILDREN: XmlNode[] = [];

/** Half of all text nodes of the front pages are the line feed between two elements: they share one. */
const LINE_FEED: XmlNode = Object.freeze({ type: 'text', text: '\n' });

interface OpenElement {
  type: 'element';
  name: string;
  prefix: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlNode[];
  at: number;
}

/**
 * Parses the text of one record into a light tree. It is strict where safety asks for it (no DTD is ever
 * fetched, no declared entity ever expanded, depth and size are limited) and recovers from the defects that
 * real gazettes have, noting each repair. Prefixes are split off and never resolved, so a fragment whose
 * namespace declaration was cut away still reads.
 *
 * Offsets in notes, errors (`where.offset`) and elements are UTF-16 units of `text`.
 * @throws SimsaError `gazette.truncated`, `gazette.entity-declaration`, `gazette.too-deep`, `gazette.too-large`,
 *   `gazette.not-xml`
 */
export function parseXml(text: string, { limits = XML_LIMITS, declared = [] }: ParseOptions = {}): XmlDocument {
  if (text.length > limits.size) throw new SimsaError('gazette.too-large', { limit: limits.size, unit: 'characters' });
  return new Parser(text, limits, new Set(declared)).run();
}

/** One pass over the text with `indexOf` from mark to mark; the open elements are a stack, so depth costs no call stack. */
class Parser {
  private position = 0;
  private readonly stack: OpenElement[] = [];
  private root: OpenElement | null = null;
  private readonly others: XmlElement[] = [];
  private doctype: string | null = null;
  private readonly notes: XmlNote[] = [];
  private repairs = 0;
  private elements = 0;

  constructor(
    private readonly source: string,
    private readonly limits: XmlLimits,
    private declared: ReadonlySet<string>,
  ) {}

  run(): XmlDocument {
    const { source } = this;
    if (source.charCodeAt(0) === 0xfeff) this.position = 1;
    while (this.position < source.length) {
      const mark = source.indexOf('<', this.position);
      const end = mark < 0 ? source.length : mark;
      if (end > this.position) this.addText(this.position, end);
      if (mark < 0) break;
      this.position = mark;
      this.readMarkup(mark);
    }
    const open = this.stack.at(-1);
    if (open) throw this.truncated(`<${open.name}>`, source.length);
    if (!this.root) throw new SimsaError('gazette.not-xml', {}, { offset: 0 });
    return { root: this.root, others: this.others, doctype: this.doctype, notes: this.notes, repairs: this.repairs };
  }

  private readMarkup(mark: number): void {
    const next = this.source.charCodeAt(mark + 1);
    if (next === 47) this.readEndTag(mark);
    else if (next === 63) this.readInstruction(mark);
    else if (next === 33) this.readDeclaration(mark);
    else if (isNameStart(next)) this.readStartTag(mark);
    else this.keepAsText(mark);
  }

  private addText(start: number, end: number): void {
    if (end === start + 1 && this.source.charCodeAt(start) === 10) {
      if (this.stack.length > 0) push(this.stack.at(-1)!, LINE_FEED);
      return;
    }
    const raw = this.source.slice(start, end);
    const open = this.stack.at(-1);
    if (!open) {
      if (raw.trim()) this.note('content-outside-root', start, end);
      return;
    }
    push(open, { type: 'text', text: raw.includes('&') ? this.resolve(raw, start) : raw });
  }

  /** A `<` that begins no markup: kept as the character it was meant to be. */
  private keepAsText(mark: number): void {
    this.note('stray-less-than', mark, mark + 24);
    const next = this.source.indexOf('<', mark + 1);
    const end = next < 0 ? this.source.length : next;
    this.addText(mark, end);
    this.position = end;
  }

  private readInstruction(mark: number): void {
    const end = this.source.indexOf('?>', mark + 2);
    if (end < 0) throw this.truncated('<?', mark);
    this.position = end + 2;
    const open = this.stack.at(-1);
    if (!open) return;
    const body = this.source.slice(mark + 2, end);
    const space = body.search(/[ \t\r\n]/);
    push(open, {
      type: 'instruction',
      target: space < 0 ? body : body.slice(0, space),
      text: space < 0 ? '' : body.slice(space + 1).trim(),
    });
  }

  private readDeclaration(mark: number): void {
    const { source } = this;
    if (source.startsWith('<!--', mark)) this.position = this.endOf('-->', mark + 4, mark);
    else if (source.startsWith('<![CDATA[', mark)) {
      this.position = this.endOf(']]>', mark + 9, mark);
      const open = this.stack.at(-1);
      if (open) push(open, { type: 'text', text: source.slice(mark + 9, this.position - 3) });
    } else if (/^<!doctype/i.test(source.slice(mark, mark + 9))) this.readDoctype(mark);
    else if (this.stack.length > 0) this.keepAsText(mark);
    else this.position = this.endOf('>', mark, mark);
  }

  private readDoctype(mark: number): void {
    const end = endOfDoctype(this.source, mark + 9);
    if (end < 0) throw this.truncated('<!DOCTYPE', mark);
    const doctype = this.source.slice(mark + 9, end).trim();
    this.doctype ??= doctype;
    this.position = end + 1;
    this.declared = new Set([...this.declared, ...declaredEntities(doctype)]);
    // Each look is a pass over the text: not worth it for more declarations than anyone would write by hand.
    for (const name of [...this.declared].slice(0, MAX_NOTES)) {
      if (!this.source.includes(`&${name};`, end)) this.note('unused-entity-declaration', mark, mark + 9, name);
    }
  }

  private endOf(terminator: string, from: number, mark: number): number {
    const end = this.source.indexOf(terminator, from);
    if (end < 0) throw this.truncated(this.source.slice(mark, mark + 9), mark);
    return end + terminator.length;
  }

  private readStartTag(mark: number): void {
    const { source } = this;
    let end = mark + 2;
    let code = source.charCodeAt(end);
    let colon = -1;
    while (isNameCharacter(code)) {
      if (code === 58 && colon < 0) colon = end;
      code = source.charCodeAt(++end);
    }
    const element: OpenElement = {
      type: 'element',
      name: intern(source.slice(colon < 0 ? mark + 1 : colon + 1, end)),
      prefix: colon < 0 ? '' : intern(source.slice(mark + 1, colon)),
      attributes: NO_ATTRIBUTES,
      children: NO_CHILDREN,
      at: mark,
    };
    if (code === 62) {
      this.position = end + 1;
      this.open(element, false);
    } else if (code === 47 && source.charCodeAt(end + 1) === 62) {
      this.position = end + 2;
      this.open(element, true);
    } else this.readAttributes(element, end);
  }

  private open(element: OpenElement, closed: boolean): void {
    if (++this.elements > this.limits.elements) {
      throw new SimsaError('gazette.too-large', { limit: this.limits.elements, unit: 'elements' });
    }
    const parent = this.stack.at(-1);
    if (parent) push(parent, element);
    else if (this.root) this.others.push(element);
    else this.root = element;
    if (closed) return;
    if (this.stack.length >= this.limits.depth) {
      throw new SimsaError('gazette.too-deep', { limit: this.limits.depth }, { offset: element.at });
    }
    this.stack.push(element);
  }

  private readAttributes(element: OpenElement, from: number): void {
    const { source } = this;
    const attributes: Record<string, string> = {};
    let position = from;
    for (;;) {
      position = skipSpace(source, position);
      const code = source.charCodeAt(position);
      if (Number.isNaN(code)) throw this.truncated(`<${element.name}`, element.at);
      if (code === 62 || (code === 47 && source.charCodeAt(position + 1) === 62)) {
        this.position = position + (code === 62 ? 1 : 2);
        element.attributes = attributes;
        this.open(element, code === 47);
        return;
      }
      if (code === 60) {
        this.endBrokenTag(element, attributes, position);
        return;
      }
      position = this.readAttribute(element, attributes, position);
    }
  }

  /** `<` inside a tag: with attributes read it is a tag whose end was lost, without it was never a tag. */
  private endBrokenTag(element: OpenElement, attributes: Record<string, string>, position: number): void {
    const values = Object.values(attributes);
    if (values.length === 0 || values.every((value) => value === '')) {
      this.keepAsText(element.at);
      return;
    }
    this.note('broken-attribute', element.at, position);
    element.attributes = attributes;
    this.position = position;
    this.open(element, true);
  }

  private readAttribute(element: OpenElement, attributes: Record<string, string>, start: number): number {
    const { source } = this;
    let end = start;
    let code = source.charCodeAt(end);
    while (!(code <= 32) && code !== 61 && code !== 62 && code !== 60 && code !== 47 && !Number.isNaN(code)) {
      code = source.charCodeAt(++end);
    }
    let name = source.slice(start, end);
    if (end === start && code !== 61) {
      // A lone slash or another sign between attributes carries nothing.
      return start + 1;
    }
    const equals = skipSpace(source, end);
    if (source.charCodeAt(equals) !== 61) {
      attributes[name] = '';
      return end;
    }
    if (name === '') {
      // `<EMIID="1">`: the space between the element's name and its first attribute was lost.
      name = this.splitJoinedName(element, equals);
    } else if (!name.startsWith('xmlns')) {
      const colon = name.indexOf(':');
      if (colon >= 0) name = name.slice(colon + 1);
    }
    return this.readValue(element, { attributes, name: intern(name) }, skipSpace(source, equals + 1));
  }

  private splitJoinedName(element: OpenElement, at: number): string {
    this.note('joined-name', element.at, at + 1);
    const joined = /^(.+?)(ID|id|FILE|file|num|lang|n|N)$/.exec(element.name);
    if (!joined) return 'value';
    element.name = intern(joined[1]!);
    return joined[2]!;
  }

  private readValue(
    element: OpenElement,
    target: { readonly attributes: Record<string, string>; readonly name: string },
    start: number,
  ): number {
    const { source } = this;
    const quote = source.charCodeAt(start);
    let end: number;
    let next: number;
    if (quote === 34 || quote === 39) {
      end = source.indexOf(quote === 34 ? '"' : "'", start + 1);
      const mark = source.indexOf('<', start + 1);
      if (end < 0 && mark < 0) throw this.truncated(`<${element.name}`, element.at);
      if (mark >= 0 && (end < 0 || mark < end)) {
        end = mark;
        next = mark;
      } else next = end + 1;
      start++;
    } else {
      this.note('unquoted-attribute', element.at, start + 24);
      end = start;
      while (end < source.length && !/[\s<>]/.test(source.charAt(end))) end++;
      next = end;
    }
    const raw = source.slice(start, end);
    target.attributes[target.name] = raw.includes('&') ? this.resolve(raw, start) : raw;
    return next;
  }

  private readEndTag(mark: number): void {
    const { source } = this;
    const end = source.indexOf('>', mark + 2);
    if (end < 0) throw this.truncated('</', mark);
    this.position = end + 1;
    const open = this.stack.at(-1);
    // The common case compares in place, without cutting the name out.
    if (open && open.prefix === '' && end - mark - 2 === open.name.length && source.startsWith(open.name, mark + 2)) {
      this.stack.pop();
      return;
    }
    this.closeByName(source.slice(mark + 2, end).trim(), mark, end + 1);
  }

  private closeByName(written: string, mark: number, end: number): void {
    const name = written.slice(written.indexOf(':') + 1);
    const open = this.stack.at(-1);
    if (open?.name === name) {
      this.stack.pop();
      return;
    }
    const depth = this.depthOf(name);
    if (depth < 0) {
      this.note('unexpected-end-tag', mark, end);
      return;
    }
    while (this.stack.length > depth + 1) this.closeUnclosed(mark, end);
    const closed = this.stack.pop()!;
    if (closed.name !== name) this.note('wrong-case-end-tag', mark, end);
  }

  private depthOf(name: string): number {
    for (let depth = this.stack.length - 1; depth >= 0; depth--) if (this.stack[depth]!.name === name) return depth;
    const lower = name.toLowerCase();
    for (let depth = this.stack.length - 1; depth >= 0; depth--) {
      if (this.stack[depth]!.name.toLowerCase() === lower) return depth;
    }
    return -1;
  }

  private closeUnclosed(mark: number, end: number): void {
    const unclosed = this.stack.pop()!;
    this.note('unclosed-element', unclosed.at, end, `<${unclosed.name}> before ${this.source.slice(mark, end)}`);
    const parent = this.stack.at(-1);
    if (!parent || !EMPTY_ELEMENTS.has(unclosed.name.toLowerCase())) return;
    for (const node of unclosed.children) push(parent, node);
    unclosed.children = NO_CHILDREN;
  }

  private resolve(raw: string, start: number): string {
    let resolved = '';
    let from = 0;
    for (let mark = raw.indexOf('&'); mark >= 0; mark = raw.indexOf('&', from)) {
      resolved += raw.slice(from, mark);
      const end = raw.indexOf(';', mark);
      const character = end < 0 || end - mark > 40 ? null : this.character(raw.slice(mark + 1, end), start + mark);
      if (character === null) {
        this.note('unknown-entity', start + mark, start + Math.min(raw.length, end < 0 ? mark + 12 : end + 1));
        resolved += '&';
        from = mark + 1;
      } else {
        resolved += character;
        from = end + 1;
      }
    }
    return resolved + raw.slice(from);
  }

  private character(reference: string, at: number): string | null {
    switch (reference) {
      case 'amp':
        return '&';
      case 'lt':
        return '<';
      case 'gt':
        return '>';
      case 'quot':
        return '"';
      case 'apos':
        return "'";
    }
    if (reference.charCodeAt(0) === 35) return cachedNumbered(reference);
    if (this.declared.has(reference)) {
      throw new SimsaError('gazette.entity-declaration', { name: reference }, { offset: at });
    }
    return namedCharacter(reference);
  }

  private note(
    defect: XmlDefect,
    at: number,
    end: number,
    found = this.source.slice(at, Math.min(end, at + 60)),
  ): void {
    this.repairs++;
    if (this.notes.length < MAX_NOTES) this.notes.push({ defect, found, at });
  }

  private truncated(element: string, at: number): SimsaError {
    return new SimsaError('gazette.truncated', { element }, { offset: at });
  }
}

function push(parent: OpenElement, node: XmlNode): void {
  if (parent.children === NO_CHILDREN) parent.children = [node];
  else parent.children.push(node);
}

const numbered = new Map<string, string | null>();

/** Gazettes use few distinct references very often, so each is worked out once. */
function cachedNumbered(reference: string): string | null {
  let character = numbered.get(reference);
  if (character === undefined) {
    character = numberedCharacter(reference);
    if (numbered.size < 10_000) numbered.set(reference, character);
  }
  return character;
}

const names = new Map<string, string>();

/** One string for each element and attribute name, so that comparing names compares pointers. */
function intern(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  if (names.size < 10_000) names.set(name, name);
  return name;
}

function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code > 127;
}

function isNameCharacter(code: number): boolean {
  return isNameStart(code) || (code >= 48 && code <= 58) || code === 45 || code === 46;
}

function skipSpace(source: string, position: number): number {
  let code = source.charCodeAt(position);
  while (code === 32 || code === 10 || code === 13 || code === 9) code = source.charCodeAt(++position);
  return position;
}
