import { useState } from 'react';
import type { ChartCell, Examination } from '../../examine/index.js';
import { useSpeech } from '../i18n/index.js';
import { openDocument, openSpan, placeName } from '../reader/places.js';
import { EmptyState } from '../shared/states.js';

type Element = Examination['elements'][number];

/** Claim elements against the closest documents; a cell opens the paragraph it quotes. */
export function Chart({ examination }: { readonly examination: Examination }) {
  const { text } = useSpeech();
  const { claims, elements, priorArt, chart } = examination;
  const [all, setAll] = useState(false);
  if (elements.length === 0) return <EmptyState title={text.examine.noClaims} hint={text.examine.noClaimsHint} />;
  if (priorArt.length === 0) return <EmptyState title={text.examine.noPriorArt} />;
  const charted = new Set(chart.map((cell) => cell.publication));
  const columns = priorArt.filter((hit) => charted.has(hit.publication));
  const independent = new Set(claims.filter((claim) => claim.kind === 'independent').map((claim) => claim.number));
  const hasBoth = chart.some((cell) => !independent.has(cell.claim));
  const shown = elements.filter(
    (element) => (all || independent.has(element.claim)) && chart.some((cell) => cell.claim === element.claim),
  );
  const cells = new Map(chart.map((cell) => [`${cell.element} ${cell.publication}`, cell]));
  return (
    <>
      <div className="chart-head">
        <p className="quiet">{text.examine.coverageNote}</p>
        {hasBoth && (
          <fieldset className="segmented">
            <legend className="visually-hidden">{text.examine.claimsShown}</legend>
            <button type="button" aria-pressed={!all} onClick={() => setAll(false)}>
              {text.examine.independentOnly}
            </button>
            <button type="button" aria-pressed={all} onClick={() => setAll(true)}>
              {text.examine.allClaims}
            </button>
          </fieldset>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section className="chart-box" aria-label={text.examine.tabs.chart} tabIndex={0}>
        <table className="chart">
          <thead>
            <tr>
              <th scope="col">{text.examine.element}</th>
              {columns.map((hit) => (
                <th key={hit.publication} scope="col">
                  <button type="button" className="link number" onClick={() => openDocument(hit.publication)}>
                    {hit.publication}
                  </button>
                  <span className="chart-title" lang={hit.facts.language}>
                    {hit.title}
                  </span>
                  <span className="date">{hit.facts.published ?? hit.facts.filed}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((element, place) => (
              <tr
                key={element.label}
                className={element.claim === shown[place - 1]?.claim ? undefined : 'begins-claim'}
              >
                <ElementHead element={element} language={examination.language} />
                {columns.map((hit) => (
                  <CellView key={hit.publication} cell={cells.get(`${element.label} ${hit.publication}`)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function ElementHead({ element, language }: { readonly element: Element; readonly language: string }) {
  return (
    <th scope="row">
      <span className="element-label number">{element.label}</span>
      <span className="element-text" lang={language}>
        {element.text}
      </span>
    </th>
  );
}

/** Three degrees are enough for the eye; the figure stands beside them. */
function degreeOf(coverage: number): string {
  if (coverage >= 0.7) return 'high';
  return coverage >= 0.4 ? 'middle' : 'low';
}

function CellView({ cell }: { readonly cell: ChartCell | undefined }) {
  const { text } = useSpeech();
  const best = cell?.spans[0];
  if (!cell || !best) return <td className="chart-cell is-empty">{text.examine.noSpan}</td>;
  const percent = Math.round(cell.coverage * 100);
  return (
    <td className={`chart-cell is-${degreeOf(cell.coverage)}`}>
      <button type="button" className="chart-button" onClick={() => openSpan(best)}>
        <span className="coverage">
          <span className="coverage-bar" aria-hidden="true">
            <span style={{ width: `${percent}%` }} />
          </span>
          <span className="number">
            <span className="visually-hidden">{text.examine.coverage} </span>
            {percent}%
          </span>
          <span className="snippet-place">{placeName(best, text)}</span>
        </span>
        <span className="chart-quote">{best.text}</span>
      </button>
    </td>
  );
}
