import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { GeneratorSettings } from '../../simsa.js';
import { useSpeech } from '../i18n/index.js';
import { api } from '../shared/api.js';
import { ErrorNote } from '../shared/states.js';

/** The address of a text generator, or none. */
export function GeneratorForm() {
  const { text } = useSpeech();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: ['settings'], queryFn: api.settings });
  const [url, setUrl] = useState('');
  const [model, setModel] = useState('');
  useEffect(() => {
    setUrl(data?.generator?.url ?? '');
    setModel(data?.generator?.model ?? '');
  }, [data]);
  const save = useMutation({
    mutationFn: (generator: GeneratorSettings | null) => api.saveSettings(generator),
    onSuccess: (saved) => queries.setQueryData(['settings'], saved),
  });
  return (
    <section className="panel" aria-labelledby="generator-title">
      <h2 id="generator-title">{text.library.generator}</h2>
      <p className="quiet">{text.library.generatorText}</p>
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(url.trim() === '' ? null : { url: url.trim(), model: model.trim() || null });
        }}
      >
        <label htmlFor="generator-url">{text.library.url}</label>
        <input
          id="generator-url"
          type="url"
          placeholder="http://127.0.0.1:8000/v1"
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
        <label htmlFor="generator-model">{text.library.model}</label>
        <input
          id="generator-model"
          placeholder={text.library.modelHint}
          value={model}
          onChange={(event) => setModel(event.target.value)}
        />
        <p className="settings-key">
          {text.library.key}: {data?.keySet ? text.library.keySet : text.library.keyNotSet}
        </p>
        <div className="settings-foot">
          <button type="submit" className="button button-primary" disabled={save.isPending}>
            {text.library.save}
          </button>
          {data?.generator && (
            <button type="button" className="button" onClick={() => save.mutate(null)}>
              {text.library.remove}
            </button>
          )}
          {save.isSuccess && (
            <span className="quiet" role="status">
              {text.library.saved}
            </span>
          )}
        </div>
        {save.isError && <ErrorNote error={save.error} />}
      </form>
    </section>
  );
}
