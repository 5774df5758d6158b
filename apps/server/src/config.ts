/** The only file that reads the environment. */
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

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
}

/** The repository's root: the same from `src` and from `dist`. */
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** Throws with a message in both languages when a variable cannot be used. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return {
    host: env.HOST || "127.0.0.1",
    port: readPort(env.PORT),
    dataDir: resolve(env.DATA_DIR || "data"),
    webDir: resolve(env.WEB_DIR || join(ROOT, "apps/web/dist")),
    examplesDir: resolve(env.EXAMPLES_DIR || join(ROOT, "examples")),
    logLevel: env.LOG_LEVEL || "info",
    secretKey: env.SWITCHYARD_SECRET_KEY || null,
    metricsToken: env.METRICS_TOKEN || null,
    mailRelays: (env.MAIL_RELAYS ?? "").split(",").flatMap((one) => one.trim().toLowerCase() || []),
  };
}

function readPort(text: string | undefined): number {
  if (text === undefined || text === "") return 7410;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(
    `PORT 须为 0…65535 的整数,得到 “${text}” / PORT must be a whole number from 0 to 65535, not "${text}"`,
  );
}
