import { useMemo, useSyncExternalStore } from 'react';

export type View = 'search' | 'ask' | 'examine' | 'library' | 'training';

const PATHS: Readonly<Record<View, string>> = {
  search: '/',
  ask: '/ask',
  examine: '/examine',
  library: '/library',
  training: '/training',
};
const CHANGED = 'simsa:navigated';

export interface Route {
  /** Null for an address that leads nowhere. */
  readonly view: View | null;
  readonly params: URLSearchParams;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(CHANGED, listener);
  };
}

function viewOf(path: string): View | null {
  const place = path === '/index.html' ? '/' : path.replace(/(?<=.)\/$/, '');
  return (Object.keys(PATHS) as View[]).find((view) => PATHS[view] === place) ?? null;
}

/** The view and parameters in the address bar. */
export function useRoute(): Route {
  const address = useSyncExternalStore(subscribe, () => location.pathname + location.search);
  return useMemo(() => {
    const url = new URL(address, location.origin);
    return { view: viewOf(url.pathname), params: url.searchParams };
  }, [address]);
}

/** The address of a view. Empty parameters are left out. */
export function addressOf(view: View, params: URLSearchParams | Record<string, string> = {}): string {
  const search = new URLSearchParams(params);
  for (const [name, value] of [...search]) if (value === '') search.delete(name);
  const query = search.toString();
  return query === '' ? PATHS[view] : `${PATHS[view]}?${query}`;
}

/** Goes to an address; `replace` leaves no step in the history. */
export function navigate(address: string, options: { readonly replace?: boolean } = {}): void {
  if (address === location.pathname + location.search) return;
  if (options.replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  window.dispatchEvent(new Event(CHANGED));
}

/** Changes some parameters of the present address; null removes one. */
export function changeParams(
  changes: Readonly<Record<string, string | null>>,
  options?: { readonly replace?: boolean },
): void {
  const params = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') params.delete(name);
    else params.set(name, value);
  }
  navigate(addressOf(viewOf(location.pathname) ?? 'search', params), options);
}
