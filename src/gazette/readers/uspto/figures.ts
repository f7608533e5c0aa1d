import type { Drawing } from '../../../core/index.js';

const FIGURE =
  /^(?:\W|and\b)*FIGS?(?:\.|URES?)?\s*(?:NOS?\.?\s*)?(\d+[A-Za-z]?(?:['′])?|[A-Z](?=\b))(?:\s*\([^)]{1,3}\))?(.*)$/is;

/**
 * The figure a paragraph of the brief description of the drawings explains (`FIG. 2A is a perspective view …`), or
 * null. A paragraph that explains several at once (`FIGS. 3 and 4 show …`) stands under the first.
 */
export function figureCaption(paragraph: string): Drawing | null {
  const match = FIGURE.exec(paragraph);
  if (!match) return null;
  return { number: match[1]!.toUpperCase(), caption: paragraph.replace(/^and,?\s+/i, ''), file: null };
}

/** Designs explain all figures in one paragraph, parted by semicolons. */
const BETWEEN_FIGURES = /\n|;\s*(?=(?:and,?\s+)?FIGS?\b)/i;

/** Figures explained in these paragraphs, each once. */
export function figureCaptions(paragraphs: readonly string[]): Drawing[] {
  const captions = new Map<string, Drawing>();
  for (const paragraph of paragraphs) {
    for (const part of paragraph.split(BETWEEN_FIGURES)) {
      const caption = figureCaption(part.trim());
      if (caption && !captions.has(caption.number)) captions.set(caption.number, caption);
    }
  }
  return [...captions.values()];
}

/** Sheets by their image files. US records do not say which figure a sheet shows, so a sheet is named as its file is: `D00001`. */
export function sheets(files: readonly string[]): Drawing[] {
  return files.map((file) => ({ number: /-(D\d+)\.\w+$/i.exec(file)?.[1] ?? file, caption: null, file }));
}
