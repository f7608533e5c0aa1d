import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { useSpeech } from '../i18n/index.js';

type Copy = (text: string | Promise<string>) => void;

const CopyContext = createContext<Copy>(() => {});

/** Copies text and says for a moment that it did. */
export function CopyProvider({ children }: { readonly children: ReactNode }) {
  const { text: words } = useSpeech();
  const [notice, setNotice] = useState<string | null>(null);
  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(() => setNotice(null), 2200);
    return () => clearTimeout(timer);
  }, [notice]);
  const copy = useCallback<Copy>(
    (text) => {
      const written = Promise.resolve(text).then((ready) => navigator.clipboard.writeText(ready));
      written.then(
        () => setNotice(words.common.copied),
        () => setNotice(words.common.copyFailed),
      );
    },
    [words],
  );
  const value = useMemo(() => copy, [copy]);
  return (
    <CopyContext value={value}>
      {children}
      <div className="notice-area" role="status" aria-live="polite">
        {notice !== null && <div className="notice">{notice}</div>}
      </div>
    </CopyContext>
  );
}

export function useCopy(): Copy {
  return useContext(CopyContext);
}
