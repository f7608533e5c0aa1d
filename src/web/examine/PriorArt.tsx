import { useRef, useState } from 'react';
import type { Examination } from '../../examine/index.js';
import { useSpeech } from '../i18n/index.js';
import { openDocument } from '../reader/places.js';
import { HitItem } from '../search/HitItem.js';
import { useKeys } from '../shared/keyboard.js';
import { EmptyState } from '../shared/states.js';

/** The closest earlier documents. */
export function PriorArt({ examination }: { readonly examination: Examination }) {
  const { text } = useSpeech();
  const { priorArt } = examination;
  const [selected, setSelected] = useState(-1);
  const list = useRef<HTMLOListElement>(null);
  const select = (place: number) => {
    const next = Math.min(Math.max(0, place), priorArt.length - 1);
    setSelected(next);
    list.current?.querySelectorAll<HTMLElement>('.hit-title')[next]?.focus();
  };
  const open = () => {
    const hit = priorArt[Math.max(0, selected)];
    if (hit) openDocument(hit.publication);
  };
  useKeys({ j: () => select(selected + 1), k: () => select(selected - 1), o: open, Enter: open });
  if (priorArt.length === 0) return <EmptyState title={text.examine.noPriorArt} />;
  return (
    <ol className="hit-list" ref={list}>
      {priorArt.map((hit, place) => (
        <HitItem
          key={hit.publication}
          hit={hit}
          pattern={null}
          selected={place === selected}
          open={false}
          onSelect={() => setSelected(place)}
        />
      ))}
    </ol>
  );
}
