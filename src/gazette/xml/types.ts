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
