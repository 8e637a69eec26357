/** What a request is answered with instead of what it asked for. Its message is for the caller. */
export class HttpError extends Error {
  override name = 'HttpError';
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

/** Status and message that an error may tell: those of our own and of a refused request; nothing of what broke inside. */
export function told(error: unknown): { status: number; message: string } {
  const { statusCode, message } = error instanceof Error ? (error as Error & { statusCode?: unknown }) : { statusCode: 500, message: '' };
  if (error instanceof HttpError) return { status: error.statusCode, message: error.message };
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) return { status: statusCode, message };
  return { status: 500, message: 'The gate itself failed; nothing was decided.' };
}
