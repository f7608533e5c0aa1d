import { useState } from 'react';
import type { ImportJob } from '../../server/index.js';
import { useSpeech } from '../i18n/index.js';
import { api } from '../shared/api.js';
import { DropZone } from '../shared/DropZone.js';
import { ErrorNote } from '../shared/states.js';

/** Importing by dropping files or naming a path. */
export function ImportPanel({ onStarted }: { readonly onStarted: (job: ImportJob) => void }) {
  const { text } = useSpeech();
  const [path, setPath] = useState('');
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const start = async (order: Promise<ImportJob>) => {
    setSending(true);
    setError(null);
    try {
      onStarted(await order);
      setPath('');
    } catch (thrown) {
      setError(thrown);
    } finally {
      setSending(false);
    }
  };
  return (
    <section className="panel" aria-labelledby="import-title">
      <h2 id="import-title">{text.library.import}</h2>
      <DropZone
        title={sending ? text.library.uploading : text.library.drop}
        hint={text.library.importText}
        choose={text.library.choose}
        multiple
        onFiles={(files) => start(api.importFiles(files))}
      />
      <form
        className="path-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== '') void start(api.importPaths([path.trim()]));
        }}
      >
        <label htmlFor="import-path">{text.library.path}</label>
        <input
          id="import-path"
          data-main-box
          value={path}
          placeholder={text.library.pathPlaceholder}
          spellCheck={false}
          onChange={(event) => setPath(event.target.value)}
        />
        <button type="submit" className="button" disabled={sending || path.trim() === ''}>
          {text.library.importPath}
        </button>
      </form>
      {error !== null && <ErrorNote error={error} />}
    </section>
  );
}
