import { useSpeech } from '../i18n/index.js';
import { addressOf, changeParams, navigate } from '../shared/router.js';
import { EmptyState } from '../shared/states.js';
import { useHealth } from '../shared/use-health.js';
import { SearchBox } from './SearchBox.js';

/** The first page: the box, examples, and how a query is written. */
export function Welcome() {
  const { text, number } = useSpeech();
  const { data: health } = useHealth();
  if (health?.publications === 0) {
    return (
      <div className="welcome">
        <EmptyState title={text.search.empty} hint={text.search.emptyHint}>
          <button type="button" className="button button-primary" onClick={() => navigate(addressOf('library'))}>
            {text.search.toLibrary}
          </button>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="welcome">
      <h1>{text.search.welcome}</h1>
      <p className="welcome-text">{text.search.welcomeText}</p>
      <SearchBox query="" large />
      <div className="chips">
        <span className="chips-label">{text.search.examples}</span>
        {text.search.exampleQueries.map((query) => (
          <button key={query} type="button" className="chip" onClick={() => changeParams({ q: query })}>
            {query}
          </button>
        ))}
      </div>
      <section className="syntax" aria-labelledby="syntax-title">
        <h2 id="syntax-title">{text.search.syntax}</h2>
        <dl>
          {text.search.syntaxRows.map(([form = '', meaning]) => (
            <div key={form}>
              <dt>
                <code>{form}</code>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </section>
      {health && (
        <p className="welcome-holds">{text.search.holds(number(health.publications), number(health.paragraphs))}</p>
      )}
    </div>
  );
}
