/** Means of losses and the speed since a point in time. */
export class LossMeter {
  #sums: Record<string, number> = {};
  #steps = 0;
  #tokens = 0;
  #began = performance.now();

  add(losses: Readonly<Record<string, number>>, tokens: number): void {
    for (const [name, loss] of Object.entries(losses)) this.#sums[name] = (this.#sums[name] ?? 0) + loss;
    this.#steps++;
    this.#tokens += tokens;
  }

  read(): { readonly means: Readonly<Record<string, number>>; readonly tokensPerSecond: number } {
    const means = Object.fromEntries(Object.entries(this.#sums).map(([name, sum]) => [name, sum / this.#steps]));
    return { means, tokensPerSecond: Math.round((1000 * this.#tokens) / (performance.now() - this.#began)) };
  }

  begin(): void {
    this.#sums = {};
    this.#steps = 0;
    this.#tokens = 0;
    this.#began = performance.now();
  }
}
