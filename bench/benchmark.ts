import type { Section } from './table.ts';

/** What a benchmark works with. */
export interface BenchmarkContext {
  /** Origin of the lab's shop; every answer of it takes 50 ms. */
  shopUrl: string;
  /** How often each command runs; null for the benchmark's own choice. */
  rounds: number | null;
  /** Folder for what the commands leave behind; removed at the end. */
  scratch: string;
  /** Tells progress. */
  tell(line: string): void;
}

/** One benchmark: the default export of each file in `benchmarks/`. */
export interface Benchmark {
  /** One sentence on what it compares. */
  about: string;
  run(context: BenchmarkContext): Promise<Section[]>;
}
