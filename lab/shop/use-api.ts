import { useEffect, useState } from 'react';
import { ApiError, getJson } from './api.ts';

/** Data of one API path: on its way, here, or refused by the server. */
export type Loaded<T> = { state: 'pending' } | { state: 'ready'; data: T } | { state: 'refused'; status: number };

/** Loads one API path. An answer that is no JSON at all is thrown while rendering. */
export function useApi<T>(path: string): Loaded<T> {
  const [result, setResult] = useState<{ path: string; loaded: Loaded<T> } | { path: string; broken: unknown }>();
  useEffect(() => {
    const controller = new AbortController();
    getJson<T>(path, controller.signal).then(
      (data) => setResult({ path, loaded: { state: 'ready', data } }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        setResult(error instanceof ApiError ? { path, loaded: { state: 'refused', status: error.status } } : { path, broken: error });
      },
    );
    return () => controller.abort();
  }, [path]);
  if (!result || result.path !== path) return { state: 'pending' };
  if ('broken' in result) throw result.broken;
  return result.loaded;
}
