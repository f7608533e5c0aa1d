import { SearchX } from 'lucide-react';
import type { PassageHit } from '../../search/index.js';
import { useSpeech } from '../i18n/index.js';
import { PassageHits } from './PassageHits.js';

/** Nothing in the store answers: said plainly, with the closest paragraphs. */
export function Refusal({ paragraphs }: { readonly paragraphs: readonly PassageHit[] }) {
  const { text } = useSpeech();
  return (
    <section className="refusal" aria-label={text.ask.answer}>
      <p className="refusal-title">
        <SearchX size={19} aria-hidden="true" />
        {text.ask.refused}
      </p>
      <p className="quiet">{paragraphs.length > 0 ? text.ask.refusedHint : text.ask.refusedEmpty}</p>
      {paragraphs.length > 0 && <PassageHits hits={paragraphs.slice(0, 5)} />}
    </section>
  );
}
