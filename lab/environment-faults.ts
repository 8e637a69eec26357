/** One way for an environment to differ from what it should be, and where that shows. */
export interface EnvironmentFault {
  id: string;
  title: string;
  /** Whether the served release is wrong, or the environment around it. */
  side: 'release' | 'environment';
}

/** The faults of the lab's environment, one cause each. */
export const environmentFaults = [
  { id: 'old-build', title: 'The old build is still served', side: 'release' },
  { id: 'half-old', title: 'Half of the instances are old', side: 'release' },
  { id: 'cached-html', title: 'A CDN keeps the HTML of the old build', side: 'release' },
  { id: 'previous-gone', title: 'The files of the previous release were deleted', side: 'release' },
  { id: 'flag-flipped', title: 'A feature flag is the other way round', side: 'environment' },
  { id: 'policy-narrower', title: 'The content security policy allows fewer hosts to be called', side: 'environment' },
  { id: 'api-older', title: 'The API is of an older version', side: 'environment' },
  { id: 'config-missing', title: 'A configuration value is missing', side: 'environment' },
  { id: 'clock-off', title: 'The clock is five minutes ahead', side: 'environment' },
  { id: 'cookie-flag-lost', title: 'The session cookie lost HttpOnly', side: 'environment' },
  { id: 'origin-added', title: 'A script of another party was added', side: 'environment' },
] as const satisfies readonly EnvironmentFault[];

export type EnvironmentFaultId = (typeof environmentFaults)[number]['id'];
