import { forCiLog } from '../../verdict/neutralise.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import type { Format } from '../format.ts';

/** The kubelet keeps 4096 bytes (Kubernetes documentation, "Determine the Reason for Pod Failure"). */
const mostBytes = 4096;

/** Where the kubelet looks when the pod names no other file. */
const usualFile = '/dev/termination-log';

/** The summary in its three lengths, longest first; lines stay lines. */
export function renderMessages({ summary: { text, short, line } }: Verdict): string[] {
  return [text, short, line].map((version) => `${version.split('\n').map(forCiLog).join('\n')}\n`);
}

/** The termination message of the container; `GONOGO_TERMINATION_LOG` names the file when it is not the usual one. Has to be asked for. */
export const format: Format = {
  name: 'kubernetes',
  files: [],
  announce: (verdict, environment) => ({
    lines: [],
    appended: [{ path: environment.GONOGO_TERMINATION_LOG || usualFile, texts: renderMessages(verdict), mostBytes }],
  }),
};
