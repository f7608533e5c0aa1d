import { useRef, useState } from 'react';
import type { Examination } from '../../examine/index.js';
import type { Hit } from '../../search/index.js';
import { useSpeech } from '../i18n/index.js';
import { openDocument } from '../reader/places.js';
import { HitItem } from '../search/HitItem.js';
import { useKeys } from '../shared/keyboard.js';
import { EmptyState } from '../shared/states.js';

/** The closest earlier documents, and Korean applications filed earlier and published later. */
export function PriorArt({ examination }: { readonly examination: Examination }) {
  const { text } = useSpeech();
  const { priorArt, earlierApplications = [] } = examination;
  const all = [...priorArt, ...earlierApplications];
  const [selected, setSelected] = useState(-1);
  const list = useRef<HTMLDivElement>(null);
  const select = (place: number) => {
    const next = Math.min(Math.max(0, place), all.length - 1);
    setSelected(next);
    list.current?.querySelectorAll<HTMLElement>('.hit-title')[next]?.focus();
  };
  const open = () => {
    const hit = all[Math.max(0, selected)];
    if (hit) openDocument(hit.publication);
  };
  useKeys({ j: () => select(selected + 1), k: () => select(selected - 1), o: open, Enter: open });
  if (all.length === 0) return <EmptyState title={text.examine.noPriorArt} />;
  const items = (hits: readonly Hit[], from: number) =>
    hits.map((hit, place) => (
      <HitItem
        key={hit.publication}
        hit={hit}
        pattern={null}
        selected={from + place === selected}
        open={false}
        onSelect={() => setSelected(from + place)}
      />
    ));
  return (
    <div ref={list}>
      {priorArt.length === 0 ? (
        <EmptyState title={text.examine.noPriorArt} />
      ) : (
        <ol className="hit-list">{items(priorArt, 0)}</ol>
      )}
      {earlierApplications.length > 0 && (
        <section className="earlier" aria-label={text.examine.earlier}>
          <h3>{text.examine.earlier}</h3>
          <p className="quiet">{text.examine.earlierNote}</p>
          <ol className="hit-list">{items(earlierApplications, priorArt.length)}</ol>
        </section>
      )}
    </div>
  );
}
