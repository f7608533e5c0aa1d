import type { FieldWeights, IndexQuery } from '../index/index.js';
import { searchTerms } from '../text/index.js';
import { phraseOf } from './word-bag.js';

/** What a company is, and not its name: registers, offices and searchers write it in a dozen ways, or not at all. */
const KOREAN_FORM =
  /주식\s?회사|유한\s?(?:책임\s?)?회사|합자\s?회사|합명\s?회사|재단\s?법인|사단\s?법인|[(（][주유재사][)）]|[㈜㈲]/gu;
const ENGLISH_FORM =
  /(?<![\p{L}\p{N}])(?:co(?:mpany|rp(?:oration)?)?|inc(?:orporated)?|ltd|limited|llc|plc|gmbh|ag|n\.?v|b\.?v|s\.?a|k\.?k|kabushiki kaisha)(?![\p{L}\p{N}])\.?/giu;
/** A form cut down to a word that every company has. */
const EMPTY_NAME = new Set(['회사', '주식회사', '법인', '주식', '유한']);

/**
 * Names of applicants or inventors: each typed word must stand in a name as it is typed, its parts side by
 * side; forms of companies do not matter where there is more.
 * @returns null when nothing is named; a query that nothing matches when no part of a name can be looked for
 */
export function nameQuery(texts: readonly string[], fields: FieldWeights): IndexQuery | null {
  const given = texts.join(' ').split(/\s+/).filter(Boolean);
  const bare = withoutForms(texts.join(' '));
  const words = bare.length > 0 ? bare : given;
  const children = words.flatMap((text): IndexQuery[] => {
    const positional = phraseOf(text);
    if (!positional) return [];
    const isEmpty = bare.length > 0 && !EMPTY_NAME.has(text) && searchTerms(text).every((term) => EMPTY_NAME.has(term));
    return [isEmpty ? NOBODY : { type: 'positions', positional, fields }];
  });
  if (children.length === 0) return null;
  return children.length === 1 ? children[0]! : { type: 'and', children };
}

const NOBODY: IndexQuery = { type: 'condition', condition: { type: 'id', ids: [] } };

function withoutForms(text: string): string[] {
  const bare = text.replace(KOREAN_FORM, ' ').replace(ENGLISH_FORM, ' ');
  return bare.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}
