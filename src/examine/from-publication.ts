import { earliestDay, type PartialDate, type Publication, preferText } from '../core/index.js';
import type { Application } from './types.js';

/** A published application as one to examine, at its earliest priority or filing date. */
export function applicationFromPublication(publication: Publication): Application {
  const { language, titles, abstracts, claims, description } = publication;
  return {
    title: preferText(titles, language, 'en'),
    language,
    abstract: preferText(abstracts, language, 'en') || null,
    claims,
    description,
    effectiveDate: effectiveDateOf(publication),
    publication,
  };
}

/** Earliest of the priority dates and the filing date. Whether a priority is rightly claimed is not examined. */
function effectiveDateOf({ priorities, dates }: Publication): PartialDate | null {
  const known = [...priorities.map(({ date }) => date), dates.filed].filter((date) => date !== null);
  return known.sort((a, b) => (earliestDay(a) < earliestDay(b) ? -1 : 1))[0] ?? null;
}
