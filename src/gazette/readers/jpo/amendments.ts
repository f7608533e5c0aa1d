import { parseDate } from '../../../core/index.js';
import type { ClaimDraft, ParagraphDraft } from '../../parts.js';
import { claimsFromWordings, mergeClaims, type Wording } from '../shared/claim-sets.js';

/** One amended item of a written amendment (手続補正書) that a gazette publishes with the application. */
export interface AmendedItem {
  /** Date of the amendment, as printed. */
  readonly date: string | null;
  /** `全文` for a whole part, else the item: `請求項１`, `０００８`. */
  readonly item: string;
  readonly claims: readonly ClaimDraft[] | null;
  readonly description: readonly ParagraphDraft[] | null;
}

/**
 * Claims as published and as each amendment left them. Amendments of single claims change those; the last wording
 * counts, since the gazette publishes it as the claims that are sought.
 */
export function amendedClaims(published: readonly ClaimDraft[], amendments: readonly AmendedItem[]) {
  const wordings: Wording[] = [{ version: '公報', date: null, document: null, claims: published }];
  for (const { date, item, claims } of amendments) {
    if (!claims) continue;
    const before = wordings.at(-1)!.claims;
    wordings.push({
      version: `補正${wordings.length}`,
      date: parseDate(date),
      document: '手続補正書',
      claims: /全文/.test(item) ? claims : mergeClaims(before, claims),
    });
  }
  return claimsFromWordings(wordings);
}

/**
 * Amended passages of the description, after the published ones: their numbers are taken by the text they replace, so
 * they stand without number under a heading that says what they amend.
 */
export function amendedParagraphs(amendments: readonly AmendedItem[]): ParagraphDraft[] {
  return amendments.flatMap(({ date, item, description }) => {
    if (!description?.some((paragraph) => paragraph.text !== '')) return [];
    const title = ['手続補正書', parseDate(date) ?? '', item].filter(Boolean).join(' ');
    const heading: ParagraphDraft = { text: `${title}`, section: 'other', kind: 'heading' };
    return [heading, ...description.map((paragraph) => ({ ...paragraph, number: null }))];
  });
}
