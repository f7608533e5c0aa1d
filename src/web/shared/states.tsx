import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSpeech } from '../i18n/index.js';
import { ApiError } from './api.js';
import { addressOf, navigate } from './router.js';

/** What is there when nothing is there: one sentence, what to do, and perhaps a button. */
export function EmptyState(props: {
  readonly title: string;
  readonly hint?: string;
  readonly children?: ReactNode;
  readonly icon?: ReactNode;
}) {
  return (
    <div className="empty">
      {props.icon !== undefined && <div className="empty-icon">{props.icon}</div>}
      <p className="empty-title">{props.title}</p>
      {props.hint !== undefined && <p className="empty-hint">{props.hint}</p>}
      {props.children}
    </div>
  );
}

/** Grey lines where text will stand. */
export function Skeleton({ lines = 3, label }: { readonly lines?: number; readonly label?: string }) {
  const { text } = useSpeech();
  return (
    <div className="skeleton" role="status" aria-label={label ?? text.common.loading}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have nothing but their place
        <div key={line} className="skeleton-line" />
      ))}
    </div>
  );
}

/** An error with its place and what to do about it. */
export function ErrorNote({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { text } = useSpeech();
  const { message, hint, code } = describeError(error, text);
  return (
    <div className="error-note" role="alert">
      <CircleAlert size={18} aria-hidden="true" />
      <div>
        <p className="error-title">{message}</p>
        {hint !== '' && <p className="error-hint">{hint}</p>}
        {code !== '' && <p className="error-code">{code}</p>}
        <div className="error-ways">
          {onRetry && (
            <button type="button" className="button button-small" onClick={onRetry}>
              {text.common.retry}
            </button>
          )}
          {code.startsWith('index.') && (
            <button type="button" className="button button-small" onClick={() => navigate(addressOf('library'))}>
              {text.search.toLibrary}
            </button>
          )}
        </div>
      </div>
    </div>
  );
}

function describeError(error: unknown, text: ReturnType<typeof useSpeech>['text']) {
  if (error instanceof ApiError && error.record) {
    const { message, hint, code } = error.record;
    return { message, hint, code };
  }
  if (error instanceof ApiError) {
    const message = error.reason === 'cut' ? text.errors.cut : text.errors.network;
    return { message, hint: text.errors.networkHint, code: '' };
  }
  return { message: text.errors.title, hint: error instanceof Error ? error.message : '', code: '' };
}
