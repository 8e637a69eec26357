/**
 * What the lab sends back for one request. `'never'` keeps the connection open
 * and silent for as long as the client cares to wait. A body that is `open` is sent and
 * never ended, as a stream of events is.
 */
export type Answer = { status: number; headers: Record<string, string>; body: Buffer; open?: true } | 'never';

/** One request as the lab's handlers see it. `path` has no query; header names are lower case. */
export type LabRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
  /** The connection it came on, for faults that depend on connection reuse. */
  socket: object;
};

/** A handler: pure routing from a request to an answer; the listener does the sending. */
export type Handler = (request: LabRequest) => Promise<Answer> | Answer;

/** An answer with any body; `headers` wins over the content type. */
export function answer(status: number, type: string, body: string | Buffer, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': type, ...headers }, body: Buffer.from(body) };
}

/** A JSON answer. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return answer(status, 'application/json; charset=utf-8', JSON.stringify(value), headers);
}

/** An error as RFC 9457 problem details. */
export function problem(status: number, title: string, detail: string): Answer {
  return json(status, { title, status, detail }, { 'content-type': 'application/problem+json; charset=utf-8' });
}
