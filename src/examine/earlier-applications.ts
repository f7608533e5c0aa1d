import type { ParsedClaim } from '../claims/index.js';
import type { Hit, Searcher } from '../search/index.js';
import { isSelf, near, queryText } from './prior-art.js';
import type { Application } from './types.js';

const LISTED = 5;
const ASKED = 60;
/** The provision counts applications to the office itself. */
const OFFICE = 'KR';

/**
 * The closest applications to the Korean office that were filed on an earlier day than this one and laid open or
 * published on that day or later (특허법 제29조제3항, 제4항). Applications of the same applicants are
 * left out, as far as the application names its own; inventors are not compared (the provisos). They count only where
 * the invention is the same as one of the earlier description, which is for a person to judge.
 * @returns null where the provision cannot be looked at: for another office, or without a whole date
 */
export async function earlierApplications(
  searcher: Searcher,
  application: Application,
  claims: readonly ParsedClaim[],
): Promise<readonly Hit[] | null> {
  const { effectiveDate: date, publication, language } = application;
  if (date === null || date.length < 10 || (publication?.country ?? (language === 'ko' ? OFFICE : '')) !== OFFICE)
    return null;
  const own = applicantsOf(application);
  const best = new Map<string, { hit: Hit; relative: number }>();
  for (const claim of claims.filter(({ text }) => text.trim() !== '')) {
    const filters = { countries: [OFFICE], from: date };
    const { hits } = await searcher.priorArt({ text: queryText(application, claim.text), limit: ASKED, filters });
    const counted = hits.filter((hit) => isEarlier(hit, date) && !isSelf(hit, publication) && !isOf(hit, own));
    for (const { hit, relative } of near(counted))
      if (relative > (best.get(hit.publication)?.relative ?? Number.NEGATIVE_INFINITY))
        best.set(hit.publication, { hit, relative });
  }
  const ranked = [...best.values()].sort((a, b) => b.relative - a.relative || b.hit.score - a.hit.score);
  return ranked.slice(0, LISTED).map(({ hit }) => hit);
}

/** Filed on an earlier day and not yet public then. Of a date known in part alone nobody can tell, so it does not count. */
function isEarlier({ facts: { filed, published } }: Hit, date: string): boolean {
  return filed !== null && filed.length === 10 && filed < date && published !== null && published >= date;
}

function applicantsOf({ publication }: Application): string {
  return namesIn((publication?.parties ?? []).filter(({ role }) => role === 'applicant').map(({ name }) => name));
}

/** All applicants must be the same for the proviso. */
function isOf({ facts }: Hit, own: string): boolean {
  return own !== '' && namesIn(facts.applicants) === own;
}

function namesIn(names: readonly string[]): string {
  return [...new Set(names.map((name) => name.replace(/\s|\(주\)|주식회사/g, '')))].sort().join('|');
}
