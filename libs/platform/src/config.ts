import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';

const flag = z.enum(['yes', 'no']).transform((value) => value === 'yes');

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** Where the API listens. Port 0 takes a free one. */
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Health and metrics of the worker. */
  WORKER_PORT: z.coerce.number().int().min(0).max(65535).default(0),
  /** Another PostgreSQL, 15 or later. Without it `npm start` brings its own. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** The role that owns the tables, for migrations only; DATABASE_URL is then another one, held by row-level security. */
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  /** BullMQ on Redis. Without it BullMQ runs in the same PostgreSQL. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** `none`: no queue at all, the relay itself performs what is due. */
  QUEUE: z.enum(['bullmq', 'none']).default('bullmq'),
  /** Seconds between two looks at what is due. */
  RELAY_SECONDS: z.coerce.number().min(0.05).max(3600).default(1),
  /** Folder of the embedded database and of uploaded documents. */
  ANUSAS_DATA: z.string().min(1).default('.data'),
  /** Signs cursors. In production at least 32 characters, the same for every api process. */
  ANUSAS_SECRET: z.string().min(8).default('only-for-this-machine'),
  /** Signs the daily checkpoints of the histories: an Ed25519 private key, PKCS #8 in DER, in base64. */
  CHECKPOINT_KEY: z.string().refine(isEd25519, 'not an Ed25519 private key in base64; see .env.example').optional(),
  /** Sample data and sample sign-ins: `yes` brings them at the first start on an empty database. */
  ANUSAS_SAMPLES: flag.default(true),
  /** `disk`, or `s3` with the five S3_ settings. */
  DOCUMENTS: z.enum(['disk', 's3']).default('disk'),
  S3_ENDPOINT: z.url().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
  /** The address at which people reach it, such as https://anusas.example.org. Without it only this machine can sign in. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** How mail leaves: smtp:// or smtps://user:password@host:port. Without it, outside production, it stays on this machine. */
  MAIL_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** May people sign in by mail? `no`: by passkey alone; whoever has none yet cannot sign in. */
  SIGN_IN_BY_MAIL: flag.default(true),
  /**
   * Those who keep people and seats, verify or administer: `required`, they reach only the page where they set up a passkey
   * or a code app, until they have; `advised`, that page says so. Required in production unless said otherwise.
   */
  SECOND_FACTOR: z.enum(['required', 'advised']).default('advised'),
  /** From whom mail comes. */
  MAIL_FROM: z.email().default('anusas@localhost.localdomain'),
  /** Where the quick exit of every page leads: https, a page that anybody may have open. */
  QUICK_EXIT_URL: z.url({ protocol: /^https$/ }).default('https://www.accuweather.com/'),
  /** The folder of the built web application; where none stands there, there are the pages of sign-in only. */
  ANUSAS_WEB: z.string().min(1).default('dist/web'),
  /** A manifest of the documents that a web application sends; browser sessions may send no other then, as in production. */
  ANUSAS_TRUSTED_DOCUMENTS: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
});

/** Every setting of the product, validated. See `.env.example` for what each means. */
export type Config = z.infer<typeof schema>;

/** The names of all settings, for the check that `.env.example` lists each. */
export const settingNames = Object.keys(schema.shape);

/** A setting is wrong. `problems` names each wrong setting and what would be right; the message holds them all. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(`These settings are wrong:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads the settings once. Empty values count as not given.
 * @throws ConfigError naming every wrong setting at once.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in schema.shape && value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) {
    throw new ConfigError(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const config = result.data;
  const problems: string[] = [];
  if (config.NODE_ENV === 'production') {
    if (given['ANUSAS_SECRET'] === undefined || config.ANUSAS_SECRET.length < 32) {
      problems.push('ANUSAS_SECRET: production needs one of at least 32 characters');
    }
    if (given['ANUSAS_SAMPLES'] === undefined) config.ANUSAS_SAMPLES = false;
    if (given['SECOND_FACTOR'] === undefined) config.SECOND_FACTOR = 'required';
    if (config.ANUSAS_SAMPLES) problems.push('ANUSAS_SAMPLES: sample sign-ins are refused with production settings');
  }
  if (config.PUBLIC_URL && new URL(config.PUBLIC_URL).protocol !== 'https:' && config.NODE_ENV === 'production') {
    problems.push('PUBLIC_URL: production is reached by https');
  }
  if (config.MAIL_URL && given['MAIL_FROM'] === undefined) {
    problems.push('MAIL_FROM: needed when MAIL_URL is given');
  }
  if (config.DOCUMENTS === 's3') {
    for (const name of ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const) {
      if (config[name] === undefined) problems.push(`${name}: needed when DOCUMENTS is s3`);
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function isEd25519(base64: string): boolean {
  try {
    const key = createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' });
    return key.asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}
