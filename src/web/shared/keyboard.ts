import { useEffect, useRef } from 'react';

/** What keys do, by `KeyboardEvent.key`. */
export type Keys = Readonly<Record<string, () => void>>;

/** Whether a key press belongs to a field, a dialog or a shortcut of the browser. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return true;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('dialog[open]')) return true;
  if (event.key === 'Escape') return false;
  if (event.key === 'Enter') return target.matches('a, button, summary, input, textarea, select');
  return target.matches('input, textarea, select, [contenteditable="true"]');
}

/** Keys that are letters stand for the key itself, also while a Korean input method is on. */
const HANGUL_KEYS: Readonly<Record<string, string>> = { ㅓ: 'j', ㅏ: 'k', ㅐ: 'o', ㅊ: 'c', ㅌ: 'x', ㅜ: 'n', ㅔ: 'p' };

/** Listens to keys for as long as the component is there. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTaken(event)) return;
      const action = latest.current[HANGUL_KEYS[event.key] ?? event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** Puts the cursor into the main box of the view. */
export function focusMainBox(): void {
  const box = document.querySelector<HTMLInputElement | HTMLTextAreaElement>('[data-main-box]');
  box?.focus();
  box?.select();
}
