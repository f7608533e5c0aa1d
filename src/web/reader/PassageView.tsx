import { Copy } from 'lucide-react';
import { memo } from 'react';
import type { Passage } from '../../core/index.js';
import { useSpeech } from '../i18n/index.js';
import { Marked } from '../shared/Marked.js';
import { findTerms, type Mark } from '../shared/marks.js';
import { blocksOf } from './blocks.js';
import { elementId, goToPassage, placeName } from './places.js';

interface Props {
  readonly passage: Passage;
  readonly pattern: RegExp | null;
  readonly current: boolean;
  readonly focusStart: number | null;
  readonly focusEnd: number | null;
  readonly onCopy: (passage: Passage) => void;
}

/** One citable unit with its address and marks. */
export const PassageView = memo(function PassageView(props: Props) {
  const { passage, pattern, current, focusStart, focusEnd, onCopy } = props;
  const { text: words } = useSpeech();
  const marks: Mark[] = [...findTerms(passage.text, pattern)];
  if (focusStart !== null && focusEnd !== null) marks.push({ start: focusStart, end: focusEnd, kind: 'focus' });
  const name = placeName(passage, words);
  return (
    <div id={elementId(passage)} className={classOf(passage, current)} data-current={current || undefined}>
      {passage.heading ? (
        <span />
      ) : (
        <button
          type="button"
          className="passage-label"
          title={passage.origin === 'split' ? words.places.splitNote : undefined}
          onClick={() => goToPassage(passage)}
        >
          {name}
        </button>
      )}
      <div className="passage-text" lang={passage.language}>
        {blocksOf(passage.text).map((block) =>
          block.type === 'text' ? (
            <p key={block.start}>
              <Marked text={block.text} marks={shifted(marks, block.start)} />
            </p>
          ) : (
            <TableBlock key={block.start} title={block.title} rows={block.rows} marks={marks} />
          ),
        )}
      </div>
      <button
        type="button"
        className="icon-button passage-copy"
        aria-label={`${words.reader.copyCitation}: ${name}`}
        title={words.reader.copyCitation}
        onClick={() => onCopy(passage)}
      >
        <Copy size={14} aria-hidden="true" />
      </button>
    </div>
  );
});

function classOf({ heading, origin }: Passage, current: boolean): string {
  const states = [current && 'is-current', heading && 'is-heading', origin === 'split' && 'is-split'];
  return ['passage', ...states.filter((state) => state !== false)].join(' ');
}

function shifted(marks: readonly Mark[], start: number): readonly Mark[] {
  return marks.map((mark) => ({ ...mark, start: mark.start - start, end: mark.end - start }));
}

function TableBlock(props: {
  readonly title: string;
  readonly rows: readonly (readonly { readonly start: number; readonly text: string }[])[];
  readonly marks: readonly Mark[];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="passage-table" aria-label={props.title} tabIndex={0}>
      <table>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row[0]?.start}>
              {row.map((cell) => (
                <td key={cell.start}>
                  <Marked text={cell.text} marks={shifted(props.marks, cell.start)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
