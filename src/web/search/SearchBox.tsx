import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useSpeech } from '../i18n/index.js';
import { changeParams } from '../shared/router.js';

/** The query box. A new query closes the document that was open for the old one. */
export function SearchBox({ query, large = false }: { readonly query: string; readonly large?: boolean }) {
  const { text } = useSpeech();
  const [draft, setDraft] = useState(query);
  useEffect(() => setDraft(query), [query]);
  return (
    <search>
      <form
        className={`search-box${large ? ' is-large' : ''}`}
        onSubmit={(event) => {
          event.preventDefault();
          changeParams({ q: draft.trim(), doc: null, at: null, mark: null });
        }}
      >
        <Search size={18} aria-hidden="true" />
        <input
          data-main-box
          type="text"
          aria-label={text.search.label}
          placeholder={text.search.placeholder}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          spellCheck={false}
          autoComplete="off"
        />
        <span className="key-hint" aria-hidden="true">
          /
        </span>
        <button type="submit" className="button button-primary">
          {text.search.go}
        </button>
      </form>
    </search>
  );
}
