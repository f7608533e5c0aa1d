/**
 * Brings an element into view within its own scrolling box. Unlike `scrollIntoView` it never moves the
 * boxes around that one, so the top bar stays where it is.
 */
export function scrollWithin(box: HTMLElement | null, element: Element | null, place: 'start' | 'center'): void {
  if (!box || !element) return;
  const outer = box.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  const room = place === 'center' ? Math.max(0, (outer.height - inner.height) / 2) : 12;
  box.scrollTop += inner.top - outer.top - room;
}
