import { useState } from 'react';
import { stored } from './storage.js';

export type Theme = 'system' | 'light' | 'dark';

const setting = stored('simsa.theme');

/** The chosen theme; the first paint's is set by `public/theme.js`. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setState] = useState<Theme>(() => {
    const chosen = setting.get();
    return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
  });
  const setTheme = (next: Theme) => {
    setting.set(next === 'system' ? null : next);
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    setState(next);
  };
  return [theme, setTheme];
}
