/** An element of a record. Names keep no namespace prefix (`exch:citation` → `citation`); `prefix` has it. */
export interface XmlElement {
  readonly type: 'element';
  readonly name: string;
  readonly prefix: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** Offset of `<` in UTF-16 units of the record's text. */
  readonly at: number;
}

export interface XmlText {
  readonly type: 'text';
  /** Entities resolved, CDATA included. */
  readonly text: string;
}

/** Processing instructions mark sections in US gazettes: `<?BRFSUM description="…" end="lead"?>`. */
export interface XmlInstruction {
  readonly type: 'instruction';
  readonly target: string;
  readonly text: string;
}

export type XmlNode = XmlElement | XmlText | XmlInstruction;

/** A defect of the source that the parser repaired. */
export interface XmlNote {
  readonly defect: XmlDefect;
  /** What stood there, shortened. */
  readonly found: string;
  /** UTF-16 units from the start of the record's text. */
  readonly at: number;
}

export type XmlDefect =
  | 'stray-less-than'
  | 'unknown-entity'
  | 'unused-entity-declaration'
  | 'unquoted-attribute'
  | 'broken-attribute'
  | 'joined-name'
  | 'wrong-case-end-tag'
  | 'unclosed-element'
  | 'unexpected-end-tag'
  | 'content-outside-root';

export interface XmlDocument {
  readonly root: XmlElement;
  /** Elements after the root: the sequence part (`sequence-cwu`) that follows a US grant as a document of its own. */
  readonly others: readonly XmlElement[];
  /** Text of the DOCTYPE between `<!DOCTYPE` and `>`, or null. */
  readonly doctype: string | null;
  /** Repairs, at most a hundred of them; `repairs` counts all. */
  readonly notes: readonly XmlNote[];
  readonly repairs: number;
}
