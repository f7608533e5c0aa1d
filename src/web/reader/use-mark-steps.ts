import { type RefObject, useCallback, useEffect, useState } from 'react';
import { scrollWithin } from '../shared/scroll.js';

export interface MarkSteps {
  /** Place of the current mark, from 1; 0 before the first step. */
  readonly current: number;
  readonly total: number;
  readonly step: (by: 1 | -1) => void;
}

/** Walks through the marks of a scrolling box. `content` changes when its marks do. */
export function useMarkSteps(box: RefObject<HTMLElement | null>, content: string): MarkSteps {
  const [total, setTotal] = useState(0);
  const [current, setCurrent] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the marks are counted again when the content changes
  useEffect(() => {
    setTotal(marksIn(box.current).length);
    setCurrent(0);
  }, [box, content]);

  const step = useCallback(
    (by: 1 | -1) => {
      const marks = marksIn(box.current);
      if (marks.length === 0) return;
      const at = marks.findIndex((mark) => mark.classList.contains('is-here'));
      const next = at < 0 ? firstInView(marks, box.current, by) : (at + by + marks.length) % marks.length;
      marks[at]?.classList.remove('is-here');
      marks[next]?.classList.add('is-here');
      scrollWithin(box.current, marks[next] ?? null, 'center');
      setCurrent(next + 1);
    },
    [box],
  );
  return { current, total, step };
}

/** Marks as a reader counts them: where a term stands inside a cited sentence, several elements are one mark. */
function marksIn(box: HTMLElement | null): readonly Element[] {
  const marks = [...(box?.querySelectorAll('mark') ?? [])];
  return marks.filter((mark) => mark.previousSibling?.nodeName !== 'MARK');
}

/** The mark to begin with: the first one below the upper edge, or the last one above it when going back. */
function firstInView(marks: readonly Element[], box: HTMLElement | null, by: 1 | -1): number {
  const top = box?.getBoundingClientRect().top ?? 0;
  const below = marks.findIndex((mark) => mark.getBoundingClientRect().top >= top);
  if (by === 1) return Math.max(0, below);
  return below <= 0 ? marks.length - 1 : below - 1;
}
