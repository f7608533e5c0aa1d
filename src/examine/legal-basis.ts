import type { Examination } from './types.js';

/** The provision a finding of form stands on, in the words of the report's reader; null where we name none. */
export interface LegalBasis {
  readonly article: string;
  /** False where the office's rules allow what was found. */
  readonly objected: boolean;
}

/** What tells the office whose rules count. */
export type Filed = Pick<Examination, 'subject' | 'language'>;

type Provisions = Readonly<Record<string, string>>;

/** Manner of claiming: 특허법 제42조⑧ with 시행령 제5조; clarity: 제42조④ 2호. All are grounds through 제62조 4호. */
const KOREA: Provisions = {
  'no-antecedent': '특허법 제42조제4항제2호',
  'backward-range': '특허법 제42조제4항제2호',
  'unknown-reference': '특허법 제42조제4항제2호',
  'cancelled-reference': '특허법 제42조제4항제2호',
  'forward-reference': '특허법 제42조제8항, 같은 법 시행령 제5조제7항',
  'self-reference': '특허법 제42조제8항, 같은 법 시행령 제5조제7항',
  'not-in-alternative': '특허법 제42조제8항, 같은 법 시행령 제5조제5항',
  'multiple-on-multiple': '특허법 제42조제8항, 같은 법 시행령 제5조제6항',
  numbering: '특허법 제42조제8항, 같은 법 시행령 제5조제8항',
};

const UNITED_STATES: Provisions = {
  'no-antecedent': '35 U.S.C. 112(b)',
  'backward-range': '35 U.S.C. 112(b)',
  'unknown-reference': '35 U.S.C. 112(d)',
  'cancelled-reference': '35 U.S.C. 112(d)',
  'forward-reference': '35 U.S.C. 112(d), (e)',
  'self-reference': '35 U.S.C. 112(d)',
  'not-in-alternative': '35 U.S.C. 112(e)',
  'multiple-on-multiple': '35 U.S.C. 112(e)',
  numbering: '37 CFR 1.75(f)',
};

const BY_COUNTRY: Readonly<Record<string, Provisions>> = { KR: KOREA, US: UNITED_STATES };

/** The basis of a finding under the rules of the application's office; Korean text without an office is read as a Korean filing. */
export function legalBasis(rule: string, { subject, language }: Filed): LegalBasis | null {
  const country = subject?.country ?? (language === 'ko' ? 'KR' : null);
  if (country === null) return null;
  if (country === 'EP' && rule === 'multiple-on-multiple') return { article: 'Rule 43(4) EPC', objected: false };
  const article = BY_COUNTRY[country]?.[rule];
  return article ? { article, objected: true } : null;
}
