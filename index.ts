export { expect, test } from '@playwright/test';
export { defineGate, env } from './config.ts';
export type { Duration, EnvReference, GateConfig, JsonMatcherConfig, PageConfig, PartnerConfig, StepConfig } from './config.ts';
export type { JsonMatcher, JsonValue, Policy, Severity } from './verdict/plan.ts';
export type { Announcement, Appendix, Environment, Format, ReportFile, ReportSources } from './reports/format.ts';
export type { Verdict } from './verdict/verdict.ts';
