/** A piece of a paragraph: running text, or a table of cells. Offsets are those of the paragraph. */
export type Block =
  | { readonly type: 'text'; readonly start: number; readonly text: string }
  | {
      readonly type: 'table';
      readonly start: number;
      readonly title: string;
      readonly rows: readonly (readonly Cell[])[];
    };

export interface Cell {
  readonly start: number;
  readonly text: string;
}

const TABLE = /\[(TABLE[^\]\n]*)\]\n([\s\S]*?)\n?\[\/TABLE\]/g;

/** Takes a paragraph apart at its tables, which stand as lines of tab-separated cells. */
export function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let at = 0;
  for (const match of text.matchAll(TABLE)) {
    pushText(blocks, text, at, match.index);
    const [whole, title = '', body = ''] = match;
    const bodyStart = match.index + title.length + 3;
    blocks.push({ type: 'table', start: match.index, title, rows: rowsOf(body, bodyStart) });
    at = match.index + whole.length;
  }
  pushText(blocks, text, at, text.length);
  return blocks;
}

function pushText(blocks: Block[], text: string, start: number, end: number): void {
  if (text.slice(start, end).trim() !== '') blocks.push({ type: 'text', start, text: text.slice(start, end) });
}

function rowsOf(body: string, start: number): Cell[][] {
  let at = start;
  return body.split('\n').map((line) => {
    const cells = line.split('\t').map((text) => {
      const cell = { start: at, text };
      at += text.length + 1;
      return cell;
    });
    return cells;
  });
}
