/** The only file that reads the environment. */
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isLoopback } from "./access/addresses.ts";
import type { SignInSettings } from "./access/door.ts";
import { CannotStart } from "./runtime/cannot-start.ts";
import type { BackupSettings } from "./upkeep/backups.ts";
import type { CheckpointSettings } from "./upkeep/checkpoints.ts";
import type { RetentionSettings } from "./upkeep/retention.ts";

export interface Config {
  host: string;
  /** 0: any free port. */
  port: number;
  dataDir: string;
  /** The built web, and the example data that the demo workspace is made from. */
  webDir: string;
  examplesDir: string;
  logLevel: string;
  /** Seals the channels' secrets; null: the key file in the data directory does. */
  secretKey: string | null;
  /** Who may read `/metrics` from elsewhere; null: this machine only. */
  metricsToken: string | null;
  /** SMTP servers inside the house that mail may be handed to, by address. */
  mailRelays: string[];
  /** A language model that may read sentences, where the operator has set one up; its key is sealed. */
  understand: { url: string; model: string; sealedKey: string } | null;
  retention: RetentionSettings;
  checkpoints: CheckpointSettings;
  backups: BackupSettings;
  /** Null: nobody signs in, and only this machine is answered. */
  signIn: SignInSettings | null;
  /** What commands show to a server that asks who they are. */
  commandKey: string | null;
  /** Proxies in front of this server. */
  trustedProxies: string[];
}

/** As pino has them. */
const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];

/** The repository's root: the same from `src` and from `dist`. */
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** Throws with a message in both languages when a variable cannot be used. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const host = env.HOST || "127.0.0.1";
  return {
    host,
    signIn: readSignIn(env, host),
    commandKey: env.SWITCHYARD_KEY || null,
    trustedProxies: listOf(env.TRUSTED_PROXIES),
    port: readPort(env.PORT),
    dataDir: resolve(env.DATA_DIR || "data"),
    webDir: resolve(env.WEB_DIR || join(ROOT, "apps/web/dist")),
    examplesDir: resolve(env.EXAMPLES_DIR || join(ROOT, "examples")),
    logLevel: readLogLevel(env.LOG_LEVEL),
    secretKey: env.SWITCHYARD_SECRET_KEY || null,
    metricsToken: env.METRICS_TOKEN || null,
    understand: readUnderstand(env),
    mailRelays: listOf(env.MAIL_RELAYS?.toLowerCase()),
    retention: {
      intakeDays: readCount(env, "KEEP_INTAKE_DAYS", 90),
      messagesDays: readCount(env, "KEEP_MESSAGES_DAYS", 90),
      replaysDays: readCount(env, "KEEP_REPLAYS_DAYS", 180),
    },
    checkpoints: {
      folder: resolve(env.CHECKPOINT_DIR || join(env.DATA_DIR || "data", "checkpoints")),
      everyHours: readCount(env, "CHECKPOINT_HOURS", 24),
    },
    backups: {
      folder: resolve(env.BACKUP_DIR || join(env.DATA_DIR || "data", "backups")),
      everyHours: readCount(env, "BACKUP_HOURS", 24),
      keep: readCount(env, "BACKUP_KEEP", 7, 1),
    },
  };
}

/** The same for another data directory than the environment names. */
export const configFor = (dataDir: string): Config => readConfig({ ...process.env, DATA_DIR: dataDir });

const listOf = (text = "") => text.split(",").flatMap((one) => one.trim() || []);

/** Who listens to more than this machine says where people reach it, and has them sign in. */
function readSignIn(env: NodeJS.ProcessEnv, host: string): SignInSettings | null {
  const text = env.PUBLIC_URL || null;
  if (text === null) {
    if (isLoopback(host)) return null;
    throw new CannotStart(
      `HOST=${host} 会接受其他机器的访问：请用 PUBLIC_URL 指定访问地址（如 https://switchyard.example.com），启用登录`,
      `HOST=${host} answers other machines: name the address that people use with PUBLIC_URL (such as https://switchyard.example.com) to have them sign in`,
    );
  }
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol) || url.pathname !== "/") {
    throw new CannotStart(
      `PUBLIC_URL 须为不带路径的 http(s) 地址，得到 “${text}”`,
      `PUBLIC_URL must be an http(s) address without a path, not "${text}"`,
    );
  }
  return { publicUrl: url.origin, openId: readOpenId(env) };
}

function readOpenId(env: NodeJS.ProcessEnv): SignInSettings["openId"] {
  const { OIDC_DISCOVERY_URL: discoveryUrl, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!discoveryUrl) return null;
  if (!clientId || !clientSecret) {
    throw new CannotStart(
      "OIDC_DISCOVERY_URL 还需要 OIDC_CLIENT_ID 和 OIDC_CLIENT_SECRET",
      "OIDC_DISCOVERY_URL needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET as well",
    );
  }
  return { name: env.OIDC_NAME || "SSO", discoveryUrl, clientId, clientSecret };
}

/** A whole number; where 0 is allowed, it turns the thing off. */
function readCount(env: NodeJS.ProcessEnv, name: string, standard: number, fewest = 0): number {
  const text = env[name];
  if (text === undefined || text === "") return standard;
  const count = Number(text);
  if (Number.isInteger(count) && count >= fewest && count <= 36_500) return count;
  throw new CannotStart(
    `${name} 须为 ${fewest}…36500 的整数，得到 “${text}”`,
    `${name} must be a whole number from ${fewest} to 36500, not "${text}"`,
  );
}

function readLogLevel(text: string | undefined): string {
  if (!text) return "info";
  if (LOG_LEVELS.includes(text)) return text;
  const levels = LOG_LEVELS.join(", ");
  throw new CannotStart(
    `LOG_LEVEL 须为 ${levels} 之一，得到 “${text}”`,
    `LOG_LEVEL must be one of ${levels}, not "${text}"`,
  );
}

function readPort(text: string | undefined): number {
  if (text === undefined || text === "") return 7410;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new CannotStart(
    `PORT 须为 0…65535 的整数，得到 “${text}”`,
    `PORT must be a whole number from 0 to 65535, not "${text}"`,
  );
}

function readUnderstand(env: NodeJS.ProcessEnv): Config["understand"] {
  const { UNDERSTAND_URL: url, UNDERSTAND_MODEL: model, UNDERSTAND_KEY: sealedKey } = env;
  if (!url && !model && !sealedKey) return null;
  if (url && model && sealedKey) return { url, model, sealedKey };
  throw new CannotStart(
    "UNDERSTAND_URL、UNDERSTAND_MODEL、UNDERSTAND_KEY 须一起设置",
    "UNDERSTAND_URL, UNDERSTAND_MODEL and UNDERSTAND_KEY go together",
  );
}
