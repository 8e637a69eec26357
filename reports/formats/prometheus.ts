import { forPrometheus } from '../../verdict/neutralise.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import type { Format } from '../format.ts';
import { type Gauge, gaugesOf } from '../gauges.ts';

function family({ name, unit, help, samples }: Gauge): string[] {
  const metric = `${name.replaceAll('.', '_')}${unit === 's' ? '_seconds' : ''}`;
  const lines = samples.map(({ labels, value }) => {
    const written = Object.entries(labels).map(([label, text]) => `${label}="${forPrometheus(text)}"`);
    return `${metric}{${written.join(',')}} ${value}`;
  });
  return [`# HELP ${metric} ${help}`, `# TYPE ${metric} gauge`, ...lines, ''];
}

/** Metrics in the text format of Prometheus, for the textfile collector of its node exporter; all are gauges. */
export function renderPrometheus(verdict: Verdict): string {
  return gaugesOf(verdict).flatMap(family).join('\n');
}

export const format: Format = { name: 'prometheus', files: [{ name: 'gonogo.prom', render: renderPrometheus }] };
