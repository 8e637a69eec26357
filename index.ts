export { expect, test } from '@playwright/test';
export { defineGate, env } from './config.ts';
export type { CaptureConfig, Duration, EnvReference, GateConfig, JsonMatcherConfig, PageConfig, PartnerConfig, StepConfig, XmlMatcherConfig } from './config.ts';
export type { Captured, CapturedReference, JsonMatcher, JsonValue, Policy, Severity } from './verdict/plan.ts';
export type { Verdict } from './verdict/verdict.ts';
