/** The server answered, and its answer was an error. */
export class ApiError extends Error {
  readonly status: number;
  constructor(path: string, status: number) {
    super(`GET ${path} answered ${status}`);
    this.name = 'ApiError';
    this.status = status;
  }
}

const attempts = 5;

/** Reads JSON from the shop's origin; server errors are tried again and logged. */
export async function getJson<T>(path: string, signal: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(path, { signal, headers: { accept: 'application/json' } });
    if (response.ok) return (await response.json()) as T;
    if (response.status < 500 || attempt === attempts) {
      const error = new ApiError(path, response.status);
      console.error(`[shop] ${error.message}, giving up after ${attempt} attempts`);
      throw error;
    }
    console.warn(`[shop] ${path} answered ${response.status}, attempt ${attempt} of ${attempts}`);
    await new Promise((resolve) => setTimeout(resolve, 100 * attempt));
  }
}
