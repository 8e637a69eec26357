/**
 * Somebody used gonogo in a way that it cannot carry out: a wrong option, a wrong configuration, a missing variable.
 * The message is made for that person. Nothing was judged, so the process ends with the usage exit code (2).
 */
export class UsageError extends Error {
  override name = 'UsageError';

  /**
   * One error for all problems that were found in one place.
   * One problem is told as `subject: problem`; several are counted on the first line and follow one per line.
   *
   * @param subject where the problems are, such as the name of the configuration file
   * @param problems one sentence each, at least one
   */
  static of(subject: string, problems: readonly string[]): UsageError {
    if (problems.length === 1) return new UsageError(`${subject}: ${problems[0]}`);
    return new UsageError([`${subject} has ${problems.length} problems:`, ...problems.map((problem) => `  ${problem}`)].join('\n'));
  }
}
