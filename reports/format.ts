import type { Verdict } from '../verdict/verdict.ts';

/** Environment variables: how a pipeline product says that it is there, and which files it listens to. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a report may use besides the verdict. */
export interface ReportSources {
  environment: Environment;
  /** The output folder, absolute. */
  directory: string;
  /** Names of the formats that the run writes. */
  formats: readonly string[];
  /** Bytes of an evidence file by its path in the verdict; null when it is gone or larger than `mostBytes`. */
  evidence(path: string, mostBytes: number): Promise<Buffer | null>;
}

/** One file of a report. */
export interface ReportFile {
  /** File name in the output folder. */
  name: string;
  render(verdict: Verdict, sources: ReportSources): string | Promise<string>;
}

/** Text for a file that the product itself named. */
export interface Appendix {
  path: string;
  /** The same text from its longest version to its shortest: the first that fits is appended, and nothing when none does. */
  texts: readonly string[];
  /** Bytes that the whole file may have, with what is in it already; as many as one likes when absent. */
  mostBytes?: number;
}

/** What a pipeline product is told by other means than files in the output folder. */
export interface Announcement {
  /** Lines for standard output, which are commands to the product: foreign text in them must be escaped as it asks. */
  lines: readonly string[];
  appended: readonly Appendix[];
}

/** A report, or the language of one pipeline product: one file in `formats/` that exports it as `format`. */
export interface Format {
  /** Name for `--format`. */
  name: string;
  /** Files that it writes; none when it only announces. */
  files: readonly ReportFile[];
  /** Whether this is the language of the pipeline product at hand, so that it is chosen without being asked for. */
  suits?(environment: Environment): boolean;
  /**
   * What the command says when the verdict is written.
   * @param directory the output folder, absolute.
   */
  announce?(verdict: Verdict, environment: Environment, directory: string): Announcement;
}
