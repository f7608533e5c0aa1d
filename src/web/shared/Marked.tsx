import type { Mark } from './marks.js';
import { segmentsOf } from './marks.js';

/** Text with its marks. */
export function Marked({ text, marks }: { readonly text: string; readonly marks: readonly Mark[] }) {
  return segmentsOf(text, marks).map((segment) =>
    segment.kind === 'plain' ? (
      segment.text
    ) : (
      <mark key={segment.start} className={`mark mark-${segment.kind}${segment.strong ? ' mark-strong' : ''}`}>
        {segment.text}
      </mark>
    ),
  );
}
