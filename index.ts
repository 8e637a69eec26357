export { expect, test } from '@playwright/test';
export { defineGate, env, file } from './config.ts';
export type { AuthConfig, CaptureConfig, DriftConfig, DriftSourceConfig, Duration, EnvReference, FileReference, GateConfig, JsonMatcherConfig, OperationRequest, PageConfig, PartnerConfig, PathRequest, ProxyConfig, ReleaseConfig, ReleaseSourceConfig, Secret, StepConfig, TlsConfig, XmlMatcherConfig } from './config.ts';
export type { Captured, CapturedReference, JsonMatcher, JsonValue, Policy, Severity } from './verdict/plan.ts';
export type { Announcement, Appendix, Environment, Format, ReportFile, ReportSources } from './reports/format.ts';
export type { Verdict } from './verdict/verdict.ts';
