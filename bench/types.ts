/** What every bench module exports. */
export interface Bench {
  run(options: BenchOptions): Promise<readonly Measurement[]>;
}

export interface BenchOptions {
  /** A folder of real gazettes, for the benches that can use one. */
  readonly data: string | null;
  /** A store that is there already, for the benches that only read. */
  readonly store: string | null;
  /** Folders of models and of pretraining runs, for the benches that measure them. */
  readonly models: readonly string[];
  /** Whether the test side of the frozen split is read. Each look is counted. */
  readonly look: boolean;
  readonly workers: number;
  /** How much bulk XML to make up. */
  readonly megabytes: number;
}

export interface Measurement {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What was aimed at, in words: `≥ 40`. */
  readonly aim?: string;
}
