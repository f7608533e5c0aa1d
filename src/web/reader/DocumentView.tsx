import { useCallback, useEffect, useMemo, useRef } from 'react';
import { formatAddress, type Passage, type Publication, passagesOf, preferText } from '../../core/index.js';
import { useSpeech } from '../i18n/index.js';
import { useCopy } from '../shared/copy.js';
import { useKeys } from '../shared/keyboard.js';
import { scrollWithin } from '../shared/scroll.js';
import { BackMatter } from './BackMatter.js';
import { Bibliography } from './Bibliography.js';
import { examinePublication } from './examine-publication.js';
import { PassageView } from './PassageView.js';
import { closeReader, elementId, placeKey, type Reading } from './places.js';
import { ReaderHead } from './ReaderHead.js';
import { useMarkSteps } from './use-mark-steps.js';

interface Props {
  readonly publication: Publication;
  readonly reading: Reading;
  readonly pattern: RegExp | null;
}

/** A whole publication, scrolled to the place being read. */
export function DocumentView({ publication, reading, pattern }: Props) {
  const { text, language } = useSpeech();
  const copy = useCopy();
  const body = useRef<HTMLDivElement>(null);
  const passages = useMemo(() => [...passagesOf(publication)], [publication]);
  const marks = useMarkSteps(body, `${publication.id} ${pattern?.source ?? ''} ${reading.key ?? ''}`);
  const { key, range } = reading;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another range of the same passage is another place to scroll to
  useEffect(() => {
    const passage = passages.find((candidate) => placeKey(candidate) === key);
    const element = passage && document.getElementById(elementId(passage));
    if (element) scrollWithin(body.current, element.querySelector('.mark-focus') ?? element, 'center');
    else body.current?.scrollTo({ top: 0 });
  }, [passages, key, range?.start, range?.end]);

  // Long documents are drawn once: what is passed to their passages must not change with the place being read.
  const latest = useRef(reading);
  latest.current = reading;
  const copyCitation = useCallback(
    (passage: Passage) => {
      const { key, range } = latest.current;
      const at = placeKey(passage) === key && range ? passage.text.slice(range.start, range.end) : passage.text;
      const quote = at.length > 600 ? `${at.slice(0, 600)}…` : at;
      copy(`“${quote}” (${formatAddress(passage, language)})`);
    },
    [copy, language],
  );

  useKeys({
    n: () => marks.step(1),
    p: () => marks.step(-1),
    x: () => examinePublication(publication),
    c: () => {
      const passage = passages.find((candidate) => placeKey(candidate) === key);
      if (passage) copyCitation(passage);
      else copy(`${preferText(publication.titles, language)} (${publication.id})`);
    },
    Escape: closeReader,
  });

  const goTo = (id: string) => scrollWithin(body.current, document.getElementById(id), 'start');
  const render = (passage: Passage) => {
    const current = placeKey(passage) === key;
    const focus = current ? range : null;
    return (
      <PassageView
        key={placeKey(passage)}
        passage={passage}
        pattern={pattern}
        current={current}
        focusStart={focus?.start ?? null}
        focusEnd={focus?.end ?? null}
        onCopy={copyCitation}
      />
    );
  };
  const of = (part: Passage['part']) => passages.filter((passage) => passage.part === part);

  return (
    <>
      <ReaderHead publication={publication} marks={marks} onGoTo={goTo} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <div className="reader-body" ref={body} tabIndex={0} role="document" aria-label={publication.id}>
        <Bibliography publication={publication} />
        <PassageList id="reader-abstract" title={text.reader.abstract} passages={of('abstract')} render={render} />
        <PassageList id="reader-claims" title={text.reader.claims} passages={of('claims')} render={render} />
        <Description passages={of('description')} render={render} />
        {passages.every((passage) => passage.part === 'title') && <p className="quiet">{text.reader.noText}</p>}
        <BackMatter publication={publication} />
      </div>
    </>
  );
}

interface ListProps {
  readonly passages: readonly Passage[];
  readonly render: (passage: Passage) => React.ReactNode;
}

function PassageList({ id, title, passages, render }: ListProps & { readonly id: string; readonly title: string }) {
  if (passages.length === 0) return null;
  return (
    <section className="reader-section" id={id}>
      <h3>{title}</h3>
      {passages.map(render)}
    </section>
  );
}

/** The description under the headings of its sections; headings of the text itself are not doubled. */
function Description({ passages, render }: ListProps) {
  const { text } = useSpeech();
  if (passages.length === 0) return null;
  const hasHeadings = passages.some((passage) => passage.heading);
  return (
    <section className="reader-section" id="reader-description">
      <h3>{text.reader.description}</h3>
      {passages[0]?.origin === 'split' && <p className="split-note">{text.places.splitNote}</p>}
      {passages.map((passage, place) => {
        const { section } = passage;
        const begins =
          !hasHeadings && section !== null && section !== 'other' && section !== passages[place - 1]?.section;
        return (
          <div key={placeKey(passage)}>
            {begins && <h4>{text.reader.sections[section]}</h4>}
            {render(passage)}
          </div>
        );
      })}
    </section>
  );
}
