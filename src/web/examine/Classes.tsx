import type { Examination } from '../../examine/index.js';
import { useSpeech } from '../i18n/index.js';
import { openDocument } from '../reader/places.js';
import { EmptyState } from '../shared/states.js';

const LEVELS = ['section', 'class', 'subclass', 'group', 'subgroup'] as const;
const SHOWN = 6;

/** Proposed symbols by level with their weight, and the neighbours they come from. */
export function Classes({ examination }: { readonly examination: Examination }) {
  const { text } = useSpeech();
  const { symbols, neighbours } = examination;
  if (symbols.length === 0) return <EmptyState title={text.examine.noClasses} />;
  return (
    <>
      <p className="quiet">{text.examine.neighboursNote}</p>
      <div className="class-columns">
        {LEVELS.map((level) => (
          <Level key={level} level={level} symbols={bySymbol(symbols.filter((symbol) => symbol.level === level))} />
        ))}
      </div>
      <h2>{text.examine.neighbours}</h2>
      <ul className="document-list">
        {neighbours.map((neighbour) => (
          <li key={neighbour.publication}>
            <button type="button" className="document-row" onClick={() => openDocument(neighbour.publication)}>
              <span className="document-title">{neighbour.title}</span>
              <span className="number">{neighbour.publication}</span>
              <span className="class-list">
                {neighbour.symbols.slice(0, 3).map((symbol) => (
                  <span key={symbol} className="class-tag">
                    {symbol}
                  </span>
                ))}
              </span>
              <span className="number">{neighbour.score.toFixed(2)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

interface Proposal {
  readonly symbol: string;
  readonly schemes: readonly string[];
  readonly score: number;
  readonly supporters: number;
}

/** IPC and CPC share most symbols: one that both propose is shown once, with its higher score. */
function bySymbol(proposed: Examination['symbols']): readonly Proposal[] {
  const merged = new Map<string, Proposal>();
  for (const { symbol, scheme, score, supporters } of proposed) {
    const known = merged.get(symbol);
    merged.set(symbol, {
      symbol,
      schemes: [...(known?.schemes ?? []), scheme],
      score: Math.max(score, known?.score ?? 0),
      supporters: Math.max(supporters.length, known?.supporters ?? 0),
    });
  }
  return [...merged.values()].sort((left, right) => right.score - left.score).slice(0, SHOWN);
}

function Level(props: { readonly level: (typeof LEVELS)[number]; readonly symbols: readonly Proposal[] }) {
  const { text } = useSpeech();
  if (props.symbols.length === 0) return null;
  return (
    <section className="class-level">
      <h3>{text.examine.levels[props.level]}</h3>
      <ul>
        {props.symbols.map(({ symbol, schemes, score, supporters }) => (
          <li key={symbol} title={text.examine.supporters(supporters)}>
            <span className="class-symbol">
              {symbol}
              <span className="quiet">
                {' '}
                {props.level === 'section' ? text.search.sections[symbol] : schemes.length === 1 && schemes[0]}
              </span>
            </span>
            <span className="class-bar" aria-hidden="true">
              <span style={{ width: `${score * 100}%` }} />
            </span>
            <span className="number">{Math.round(score * 100)}%</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
