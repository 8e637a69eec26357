import type { Verdict } from '../../verdict/verdict.ts';
import type { Format, ReportSources } from '../format.ts';
import { gatherMaterial } from '../html/material.ts';
import { renderPage } from '../html/page.ts';

/** The verdict with its evidence as one self-contained page, for whoever has to decide. */
export async function renderHtml(verdict: Verdict, { evidence }: Pick<ReportSources, 'evidence'>): Promise<string> {
  return renderPage(await gatherMaterial(verdict, evidence));
}

export const format: Format = { name: 'html', files: [{ name: 'report.html', render: renderHtml }] };
