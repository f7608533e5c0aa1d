/** What is to be seen in a passage, and how much each of it is worth. */
export interface Wanted {
  readonly terms: ReadonlyMap<string, number>;
  readonly prefixes: readonly string[];
  /** Words of several terms: of those only what stands as one is marked. */
  readonly compounds?: readonly (readonly string[])[];
}
