import { z } from 'zod';
import { defaultExpiry } from '../verdict/rules/api-transport.ts';
import { text, url, wanting } from './fields.ts';
import { listed, mustBe } from './sentence.ts';
import { carriesCredentials } from './values.ts';

/** The fields that access takes from the partner's: what may be secret, and must be. */
interface Fields<Secret extends z.ZodType, SecretText extends z.ZodType> {
  secret: Secret;
  secretText: SecretText;
  headerName: z.ZodString;
}

const authKinds = ['bearer', 'basic', 'apiKey', 'oauth2', 'hmac', 'aws', 'oidc'];

function awsName(example: string) {
  const error = wanting(`a name of AWS such as ${example}`);
  return z.string({ error }).regex(/^[a-z\d][a-z\d-]*$/, { error });
}

function oauth2<Secret extends z.ZodType, SecretText extends z.ZodType>({ secret, secretText }: Omit<Fields<Secret, SecretText>, 'headerName'>) {
  return z
    .strictObject({ tokenUrl: url, clientId: secretText, clientSecret: secret.optional(), refreshToken: secret.optional(), scope: text.optional(), authentication: z.enum(['header', 'body']).default('header'), parameters: z.record(text, z.string()).default({}) })
    .superRefine(({ clientSecret, refreshToken }, context) => {
      if (clientSecret === undefined && refreshToken === undefined) context.addIssue({ code: 'custom', message: 'must have clientSecret, or the refreshToken of a client without one' });
    });
}

/** How a partner is told who calls: one of the kinds. */
export function auth<Secret extends z.ZodType, SecretText extends z.ZodType>({ secret, secretText, headerName }: Fields<Secret, SecretText>) {
  const lower = headerName.toLowerCase();
  return z
    .strictObject({
      bearer: secret.optional(),
      basic: z.strictObject({ user: secretText, password: secret }).optional(),
      apiKey: z
        .union([z.strictObject({ header: headerName, value: secret }), z.strictObject({ query: text, value: secret })], {
          error: 'must be { header: "NAME", value } or { query: "NAME", value } with the value as env("NAME") or file("PATH")',
        })
        .optional(),
      oauth2: oauth2({ secret, secretText }).optional(),
      hmac: z
        .strictObject({
          keyId: secretText,
          secret,
          algorithm: z.enum(['sha256', 'sha512']).default('sha256'),
          headers: z.strictObject({ keyId: lower.default('x-key-id'), timestamp: lower.default('x-timestamp'), signature: lower.default('x-signature') }).prefault({}),
        })
        .optional(),
      aws: z.strictObject({ accessKeyId: secretText, secretAccessKey: secret, sessionToken: secret.optional(), region: awsName('eu-central-1'), service: awsName('execute-api') }).optional(),
      oidc: z
        .union([z.strictObject({ github: z.strictObject({ audience: text.optional() }) }), z.strictObject({ gitlab: secret })], {
          error: 'must be { github: { audience: "…" } }, or { gitlab: env("NAME") } with the name of an ID token of the job',
        })
        .optional(),
    })
    .superRefine((value, context) => {
      const given = Object.keys(value);
      if (given.length !== 1) context.addIssue({ code: 'custom', message: `must have one of ${listed(authKinds, 'and')}, but has ${given.length === 0 ? 'none' : listed(given, 'and')}` });
    });
}

const days = z.int().min(0);

/** Client certificate and own authority, as files; and how long certificates of the other side must still be good for. */
export function tls<Secret extends z.ZodType>(secret: Secret) {
  const expiry = z.strictObject({ warn: days.default(defaultExpiry.warnDays), fail: days.default(defaultExpiry.failDays) }).superRefine(({ warn, fail }, context) => {
    if (fail > warn) context.addIssue({ code: 'custom', path: ['fail'], message: mustBe(`at most warn (${warn})`, fail) });
  });
  return z.strictObject({ cert: text.optional(), key: text.optional(), passphrase: secret.optional(), ca: text.optional(), expiry: expiry.optional() }).superRefine(({ cert, key, ca, expiry }, context) => {
    if ((cert === undefined) !== (key === undefined)) context.addIssue({ code: 'custom', message: 'must have cert and key together' });
    if (cert === undefined && ca === undefined && expiry === undefined) context.addIssue({ code: 'custom', message: 'must have cert and key, ca, or expiry' });
  });
}

const proxyUrl = url.refine((given) => URL.parse(given)?.pathname === '/', { error: wanting('a URL without a path, such as http://proxy.example:3128') });

/** The way out to a partner that is not direct. */
export function proxy<Secret extends z.ZodType, SecretText extends z.ZodType>({ secret, secretText }: Omit<Fields<Secret, SecretText>, 'headerName'>) {
  return z.union([z.enum(['environment', 'none']), z.strictObject({ url: proxyUrl, user: secretText, password: secret }), proxyUrl.transform((place) => ({ url: place, user: undefined, password: undefined }))], {
    error: ({ input }) => carriesCredentials(input) ? 'must not carry a user name or password: write { url, user, password } with the password as env("NAME") or file("PATH")' : mustBe("'environment', 'none', the URL of a proxy, or { url, user, password } with the password as env(\"NAME\") or file(\"PATH\")", input),
  });
}
