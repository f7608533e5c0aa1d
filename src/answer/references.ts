import { formatAddress, type Language, type Span } from '../core/index.js';
import type { Statement } from './compose.js';
import type { AnswerSentence, Reference } from './types.js';

/** Gives each cited paragraph its number, once, in reading order: the same in every face, copy and export. */
export class ReferenceList {
  readonly #byAddress = new Map<string, Reference>();

  constructor(
    private readonly language: Language,
    private readonly titleOf: (span: Span) => string,
  ) {}

  /** Numbers a statement's citations, adding references that are new. */
  add(statement: Statement): AnswerSentence {
    const numbers = statement.citations.map((span) => this.#numberOf(span));
    return { text: statement.text, citations: statement.citations, numbers: [...new Set(numbers)] };
  }

  get references(): readonly Reference[] {
    return [...this.#byAddress.values()];
  }

  #numberOf(span: Span): number {
    const address = formatAddress(span, this.language);
    const known = this.#byAddress.get(address);
    if (known) return known.number;
    const number = this.#byAddress.size + 1;
    this.#byAddress.set(address, { number, publication: span.publication, title: this.titleOf(span), address, span });
    return number;
  }
}
