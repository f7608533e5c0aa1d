import type { Page } from 'playwright-core';

/**
 * Basics of accessibility, measured in the page: every control has a name, every image of text a label,
 * fields are labelled, headings begin with an h1 or h2, text has a contrast of 4.5 (WCAG 2.2, 1.4.3),
 * and nothing sticks out sideways.
 * @returns one line for each fault.
 */
export function audit(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 1;
    canvas.height = 1;
    const paint = canvas.getContext('2d', { willReadFrequently: true });
    type Colour = readonly [number, number, number, number];

    const colourOf = (css: string): Colour => {
      if (!paint) throw new Error('no canvas');
      paint.clearRect(0, 0, 1, 1);
      paint.fillStyle = css;
      paint.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0, a = 0] = paint.getImageData(0, 0, 1, 1).data;
      return [r, g, b, a / 255];
    };
    const over = (top: Colour, below: Colour): Colour => {
      const mix = (place: 0 | 1 | 2) => top[place] * top[3] + below[place] * (1 - top[3]);
      return [mix(0), mix(1), mix(2), 1];
    };
    const groundOf = (element: Element | null): Colour => {
      if (!element) return [255, 255, 255, 1];
      const own = colourOf(getComputedStyle(element).backgroundColor);
      return own[3] >= 1 ? own : over(own, groundOf(element.parentElement));
    };
    const luminance = ([r, g, b]: Colour) => {
      const [lr = 0, lg = 0, lb = 0] = [r, g, b].map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * lr + 0.7152 * lg + 0.0722 * lb;
    };
    const contrast = (first: Colour, second: Colour) => {
      const [dark = 0, light = 0] = [luminance(first), luminance(second)].sort((left, right) => left - right);
      return (light + 0.05) / (dark + 0.05);
    };
    const isShown = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const nameOf = (element: Element) =>
      element.getAttribute('aria-label') ??
      (element as HTMLInputElement).labels?.[0]?.textContent ??
      document.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent ??
      element.textContent ??
      '';
    const describe = (element: Element) => `${element.tagName.toLowerCase()}.${element.className}`;
    const faults: string[] = [];

    for (const element of document.querySelectorAll('button, a[href], input, textarea, select, [role="tab"]')) {
      if (isShown(element) && nameOf(element).trim() === '') faults.push(`no name: ${describe(element)}`);
    }
    for (const element of document.querySelectorAll('svg')) {
      const isLabelled = element.getAttribute('role') === 'img' && element.getAttribute('aria-label') !== null;
      const isOrnament = element.getAttribute('aria-hidden') === 'true';
      if (!isLabelled && !isOrnament) faults.push(`no label: svg.${element.getAttribute('class')}`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!element || !walker.currentNode.textContent?.trim() || !isShown(element)) continue;
      if (element.closest('.visually-hidden, :disabled')) continue;
      const ground = groundOf(element);
      const ratio = contrast(over(colourOf(getComputedStyle(element).color), ground), ground);
      if (ratio < 4.5) {
        faults.push(
          `contrast ${ratio.toFixed(2)}: ${describe(element)} “${walker.currentNode.textContent.slice(0, 30)}”`,
        );
      }
    }
    if (document.documentElement.scrollWidth > window.innerWidth) faults.push('the page is wider than the window');
    if (document.documentElement.scrollTop > 0 || document.body.scrollTop > 0)
      faults.push('the page itself has scrolled');
    if (document.documentElement.lang === '') faults.push('the page has no language');
    if (document.querySelectorAll('main').length !== 1) faults.push('there is not one main part');
    return [...new Set(faults)];
  });
}
