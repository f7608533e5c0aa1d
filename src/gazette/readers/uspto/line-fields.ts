/** Records made of lines: a code in the first columns, its value behind it, continuation lines indented. */
export interface LineField {
  readonly code: string;
  /** The value's lines, as they stand behind the code. */
  readonly lines: readonly string[];
}

/**
 * Fields in order.
 * @param column where values begin: 5 in the Green Book; `null` where one blank parts code and value (BRS)
 */
export function readFields(text: string, column: number | null): LineField[] {
  const fields: { code: string; lines: string[] }[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line === '') continue;
    if (line.charAt(0) === ' ') fields.at(-1)?.lines.push(line);
    else {
      const start = column ?? `${line} `.indexOf(' ') + 1;
      fields.push({ code: line.slice(0, start).trimEnd(), lines: [line.slice(start)] });
    }
  }
  return fields;
}

/** The lines of a value as running text. The offices break lines at blanks and behind hyphens of the text itself. */
export function joinLines(lines: readonly string[]): string {
  let joined = '';
  for (const line of lines) {
    const words = line.trim();
    if (words === '') continue;
    const glued = joined === '' || (/[A-Za-z]-$/.test(joined) && /^[a-z]/.test(words));
    joined += glued ? words : ` ${words}`;
  }
  return joined.replace(/ {2,}/g, ' ');
}

/** `Last; First Middle` as one writes it: `First Middle Last`. */
export function personName(name: string): string {
  const [last = '', first = ''] = name.split(';').map((part) => part.trim());
  return first ? `${first} ${last}` : last;
}
