/** A remembered choice. A browser that forbids storage only forgets it. */
export function stored(key: string): { get(): string | null; set(value: string | null): void } {
  return {
    get() {
      try {
        return localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    set(value) {
      try {
        if (value === null) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        // Forgotten at the next visit.
      }
    },
  };
}
