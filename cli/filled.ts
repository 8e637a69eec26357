import { UsageError } from '../config/usage-error.ts';

/** Makes the reader of an option that refuses an empty value, which mostly is a pipeline variable that is not set. */
export function filled(option: string): (value: string) => string {
  return (value) => {
    if (value.trim() === '') throw new UsageError(`${option} must not be empty: the variable that it is taken from may not be set.`);
    return value;
  };
}
