import { SimsaError } from '../../core/index.js';
import { PASSAGE_GAP } from '../../index/index.js';
import type { QueryNode } from './ast.js';
import { readClass, readDates, understand } from './bare-words.js';
import type { FieldTarget } from './fields.js';
import { type Lexeme, lex } from './lexer.js';

/**
 * Parses the query language of docs/search.md. Things side by side bind closest, then NEAR, then AND and
 * NOT, then OR.
 * @throws SimsaError `search.empty-query`, `search.open-quote`, `search.unknown-field`, `search.open-parenthesis`,
 * `search.stray-parenthesis`, `search.missing-operand`, `search.bad-near`, `search.bad-date`, `search.bad-class`.
 */
export function parseQuery(query: string): QueryNode {
  const lexemes = lex(query);
  if (lexemes.length === 0) throw new SimsaError('search.empty-query');
  return new Parser(lexemes).whole();
}

const BRACKETS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '（': '）', '［': '］', '{': '}' };
/** Deeper nesting is no query, and would end in a stack overflow. */
const DEEPEST = 200;

class Parser {
  #next = 0;
  #field: FieldTarget | null = null;
  #depth = 0;

  constructor(readonly lexemes: readonly Lexeme[]) {}

  whole(): QueryNode {
    const node = this.#either();
    const rest = this.#peek();
    if (rest) throw new SimsaError('search.stray-parenthesis', { bracket: rest.text as string, position: rest.at + 1 });
    return node;
  }

  #peek(): Lexeme | undefined {
    return this.lexemes[this.#next];
  }

  #either(): QueryNode {
    const children = [this.#both()];
    while (this.#peek()?.type === 'or') {
      this.#next++;
      children.push(this.#both());
    }
    return children.length === 1 ? children[0]! : { type: 'or', children, at: children[0]!.at };
  }

  #both(): QueryNode {
    const children = [this.#maybeNot()];
    // What stands side by side is taken whole, but for what follows a minus: that is one operand.
    for (let lexeme = this.#peek(); lexeme && continues(lexeme); lexeme = this.#peek()) {
      if (lexeme.type === 'and') this.#next++;
      children.push(this.#maybeNot());
    }
    return children.length === 1 ? children[0]! : { type: 'and', children, at: children[0]!.at };
  }

  #maybeNot(): QueryNode {
    const lexeme = this.#peek();
    if (lexeme?.type !== 'not') return this.#together();
    this.#next++;
    const isMinus = lexeme.text === '-';
    const child = this.#peek()?.type === 'not' ? this.#maybeNot() : isMinus ? this.#near() : this.#together();
    return { type: 'not', child, at: lexeme.at };
  }

  #together(): QueryNode {
    const children = [this.#near()];
    for (let lexeme = this.#peek(); lexeme && startsOperand(lexeme); lexeme = this.#peek()) children.push(this.#near());
    return children.length === 1 ? children[0]! : { type: 'together', children, at: children[0]!.at };
  }

  #near(): QueryNode {
    let left = this.#operand();
    for (let lexeme = this.#peek(); lexeme?.type === 'near'; lexeme = this.#peek()) {
      this.#next++;
      const { distance, ordered, at } = lexeme;
      const right = this.#operand();
      if (distance >= PASSAGE_GAP || !hasPositions(left) || !hasPositions(right)) {
        throw new SimsaError('search.bad-near', { position: at + 1, most: PASSAGE_GAP - 1 });
      }
      left = { type: 'near', left, right, distance, ordered, at: left.at };
    }
    return left;
  }

  #operand(): QueryNode {
    const lexeme = this.#peek();
    if (!lexeme || !startsOperand(lexeme)) throw this.#missing();
    switch (lexeme.type) {
      case 'open':
        return this.#group(lexeme.text, lexeme.at);
      case 'phrase':
        this.#next++;
        return this.#quoted(lexeme.text, lexeme.at);
      case 'field':
        return this.#fielded(lexeme.target);
      default:
        return this.#words();
    }
  }

  #missing(): SimsaError {
    const operator = this.lexemes[this.#next - 1] ?? this.#peek()!;
    const { text, at } = operator.type === 'open' || this.#next === 0 ? (this.#peek() ?? operator) : operator;
    return new SimsaError('search.missing-operand', { operator: text, position: at + 1 });
  }

  #group(bracket: string, at: number): QueryNode {
    if (++this.#depth > DEEPEST) throw new SimsaError('search.open-parenthesis', { bracket, position: at + 1 });
    this.#next++;
    // An open bracket at the very end is more helpfully called open than said to lack an operand.
    if (!this.#peek()) throw new SimsaError('search.open-parenthesis', { bracket, position: at + 1 });
    const node = this.#either();
    const closing = this.#peek();
    if (closing?.type !== 'close' || closing.text !== BRACKETS[bracket]) {
      throw new SimsaError('search.open-parenthesis', { bracket, position: at + 1 });
    }
    this.#next++;
    this.#depth--;
    return node;
  }

  #fielded(target: FieldTarget): QueryNode {
    const outer = this.#field;
    this.#next++;
    this.#field = target;
    try {
      return this.#operand();
    } finally {
      this.#field = outer;
    }
  }

  #quoted(text: string, at: number): QueryNode {
    const field = this.#field;
    if (field && field.type !== 'text') return this.#valueOf(field, [text], at).node;
    return { type: 'phrase', text, field, at };
  }

  #words(): QueryNode {
    const texts: string[] = [];
    const { at } = this.#peek()!;
    for (let place = this.#next; this.lexemes[place]?.type === 'word'; place++) {
      texts.push((this.lexemes[place] as { text: string }).text);
    }
    const { node, words } = this.#field ? this.#valueOf(this.#field, texts, at) : bare(texts, at);
    this.#next += words;
    return node;
  }

  #valueOf(field: FieldTarget, texts: readonly string[], at: number): { node: QueryNode; words: number } {
    const text = texts[0]!;
    switch (field.type) {
      case 'text':
        return { node: word(text, field, at), words: 1 };
      case 'class': {
        const read = readClass(texts.length === 1 ? text.split(/\s+/) : texts);
        if (!read) throw new SimsaError('search.bad-class', { text, position: at + 1 });
        return { node: { type: 'class', symbol: read.symbol, field, at }, words: texts.length === 1 ? 1 : read.words };
      }
      case 'date': {
        const range = readDates(text);
        if (!range) throw new SimsaError('search.bad-date', { text, position: at + 1 });
        return { node: { type: 'dates', ...range, field, at }, words: 1 };
      }
      case 'number': {
        const read = understand(texts);
        const number = read?.type === 'number' ? read : { text, number: null, words: 1 };
        return {
          node: { type: 'number', text: number.text, number: number.number, fielded: true, at },
          words: number.words,
        };
      }
      case 'value':
        return { node: { type: 'value', field, text, at }, words: 1 };
    }
  }
}

const continues = (lexeme: Lexeme) => lexeme.type === 'and' || lexeme.type === 'not' || startsOperand(lexeme);

function startsOperand({ type }: Lexeme): boolean {
  return type === 'word' || type === 'phrase' || type === 'open' || type === 'field';
}

function bare(texts: readonly string[], at: number): { node: QueryNode; words: number } {
  const understood = understand(texts);
  if (!understood) return { node: word(texts[0]!, null, at), words: 1 };
  switch (understood.type) {
    case 'class':
      return { node: { type: 'class', symbol: understood.symbol, field: null, at }, words: understood.words };
    case 'dates': {
      const { from, to, words } = understood;
      return { node: { type: 'dates', from, to, field: null, at }, words };
    }
    case 'number': {
      const { text, number, words } = understood;
      return { node: { type: 'number', text, number, fielded: false, at }, words };
    }
  }
}

function word(text: string, field: Extract<FieldTarget, { type: 'text' }> | null, at: number): QueryNode {
  const stem = /^(.{1,}?)\*+$/.exec(text)?.[1];
  return stem ? { type: 'prefix', text: stem, field, at } : { type: 'word', text, field, at };
}

function hasPositions(node: QueryNode): boolean {
  switch (node.type) {
    case 'word':
    case 'phrase':
    case 'near':
      return true;
    case 'or':
      return node.children.every(hasPositions);
    default:
      return false;
  }
}
