import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestError, TestResult, TestStep } from '@playwright/test/reporter';
import { createRedactor } from '../verdict/redact.ts';
import { checkResultsOf, secretsVariable, takeCheckResults } from '../verdict/wire.ts';

/**
 * Playwright reporter that stands first in the list and takes secrets out of what the user's own specs leave (errors,
 * output, step titles, text attachments), before any other reporter sees it, and keeps the check results for our last reporter. A check that
 * failed, and was called expected to keep Playwright's worker, is unexpected again. It changes the shared result in place, which is the only way to reach reporters that are not ours.
 */
export default class PreparingReporter implements Reporter {
  private readonly redact = createRedactor(JSON.parse(process.env[secretsVariable] ?? '[]') as string[]);

  onStepBegin(_test: TestCase, _result: TestResult, step: TestStep): void {
    this.redactStep(step);
  }

  onStepEnd(_test: TestCase, _result: TestResult, step: TestStep): void {
    this.redactStep(step);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    for (const error of result.errors) this.redactError(error);
    if (result.error) this.redactError(result.error);
    result.stdout = result.stdout.map((chunk) => this.redactChunk(chunk));
    result.stderr = result.stderr.map((chunk) => this.redactChunk(chunk));
    for (const attachment of result.attachments) {
      if (!/^text\/|json|xml/.test(attachment.contentType)) continue;
      if (attachment.body) attachment.body = Buffer.from(this.redact(attachment.body.toString('utf8')));
      if (attachment.path && existsSync(attachment.path)) writeFileSync(attachment.path, this.redact(readFileSync(attachment.path, 'utf8')));
    }
    for (const step of result.steps) this.redactStep(step);
    takeCheckResults(result);
    if (checkResultsOf(result).some(({ outcome }) => outcome === 'fail')) expectToPass(test, result);
  }

  onError(error: TestError): void {
    this.redactError(error);
  }

  printsToStdio(): boolean {
    return false;
  }

  private redactStep(step: TestStep): void {
    step.title = this.redact(step.title);
    if (step.error) this.redactError(step.error);
    for (const inner of step.steps) this.redactStep(inner);
  }

  private redactError(error: TestError): void {
    for (const key of ['message', 'stack', 'value', 'snippet'] as const) {
      const text = error[key];
      if (text !== undefined) error[key] = this.redact(text);
    }
    if (error.cause) this.redactError(error.cause);
  }

  private redactChunk(chunk: string | Buffer): string | Buffer {
    return typeof chunk === 'string' ? this.redact(chunk) : Buffer.from(this.redact(chunk.toString('utf8')));
  }
}

function expectToPass(test: TestCase, result: TestResult): void {
  test.expectedStatus = 'passed';
  for (const { annotations } of [test, result]) annotations.splice(0, annotations.length, ...annotations.filter(({ type }) => type !== 'fail'));
}
