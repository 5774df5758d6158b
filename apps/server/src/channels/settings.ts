/** A channel's settings at the edge: checked by the connector's schema, secrets apart and sealed, opened again for sending. */
import {
  CHANNEL_KINDS,
  type ChannelKind,
  channelCatalogue,
  type Keyring,
  maskSecret,
  newWebhookSecret,
  type OpenedChannel,
  openChannel,
  openSecret,
  sealSecret,
} from "@switchyard/connectors";
import { type Problem, pointerTo } from "@switchyard/orders";
import type { ChannelRecord } from "@switchyard/store";

export type Settings = Record<string, unknown>;

export const isChannelKind = (kind: string): kind is ChannelKind => (CHANNEL_KINDS as readonly string[]).includes(kind);
/** The in-app inbox is always there: it is no row, has no settings and cannot be taken away. */
export const INBOX = "inbox";

export function specOf(kind: string) {
  const spec = channelCatalogue.find((one) => one.kind === kind);
  if (spec === undefined) throw new Error(`there is no channel of kind ${kind}`);
  return spec;
}

export type ReadSettings = { ok: true; settings: Settings; secrets: Settings } | { ok: false; problems: Problem[] };

/** `lenient`: secrets may be absent (the channel will wait for them); the other settings are checked all the same. */
export function readSettings(
  kind: string,
  given: { settings: Settings; secrets: Settings },
  { lenient = false }: { lenient?: boolean } = {},
): ReadSettings {
  const { config, secrets: names } = specOf(kind);
  const misplaced = Object.keys(given.settings).filter((name) => names.includes(name));
  const strange = Object.keys(given.secrets).filter((name) => !names.includes(name));
  const problems = [
    ...misplaced.map((name) =>
      at("settings", name, "secret_in_settings", "密钥须放在 secrets 中", "Put secrets under secrets"),
    ),
    ...strange.map((name) => at("secrets", name, "not_a_secret", "没有这个密钥", "There is no such secret")),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const stand = lenient ? Object.fromEntries(names.map((name) => [name, placeholder(kind)])) : {};
  const parsed = config.safeParse({ ...stand, ...given.settings, ...given.secrets });
  if (!parsed.success) {
    const wrong = parsed.error.issues.flatMap((issue) => {
      const path = issue.path.map(String);
      const fields = issue.code === "unrecognized_keys" ? issue.keys : [path[0] ?? ""];
      return fields.map((name) =>
        at(
          names.includes(name) ? "secrets" : "settings",
          name,
          `setting_${issue.code}`,
          "填写有误或缺失",
          "This is missing or not valid",
        ),
      );
    });
    return { ok: false, problems: wrong };
  }
  const whole = parsed.data as Settings;
  // Sending would refuse it: better said while it is being typed.
  if (kind === "webhook" && !/^https:/i.test(String(whole.url))) {
    const said = ["接收地址须以 https:// 开头", "The address must begin with https://"] as const;
    return { ok: false, problems: [at("settings", "url", "not_https", ...said)] };
  }
  const entries = Object.entries(whole);
  return {
    ok: true,
    settings: Object.fromEntries(entries.filter(([name]) => !names.includes(name))),
    secrets: Object.fromEntries(
      entries.filter(([name, value]) => name in given.secrets && names.includes(name) && value !== ""),
    ),
  };
}

const placeholder = (kind: string): unknown => (kind === "webhook" ? [newWebhookSecret()] : "placeholder0000");

function at(group: "settings" | "secrets", name: string, code: string, zh: string, en: string): Problem {
  return { pointer: pointerTo(`/${group}`, name), code, message: { zh: `${name}：${zh}`, en: `${name}: ${en}` } };
}

/** Where its messages go: secrets are good for this place only. */
export function hostOf(kind: string, settings: Settings): string {
  const { url, host, port, site } = settings;
  if (kind === "webhook") return typeof url === "string" && URL.canParse(url) ? new URL(url).host : "";
  if (kind === "email") return `${String(host)}:${String(port)}`;
  return kind === "feishu_robot" ? String(site) : kind;
}

export interface Safe {
  keyring: Keyring;
  workspace: string;
}
const placeOf = ({ workspace }: Safe, channel: string, field: string) => ({
  tenant: workspace,
  row: `channel/${channel}/${field}`,
});

export const sealAll = (safe: Safe, channel: string, secrets: Settings): Record<string, string> =>
  Object.fromEntries(
    Object.entries(secrets).map(([field, value]) => [
      field,
      sealSecret(JSON.stringify(value), placeOf(safe, channel, field), safe.keyring),
    ]),
  );

/** Secrets that open; one that does not is as good as absent. */
export function openAll(safe: Safe, { id, sealed }: Pick<ChannelRecord, "id" | "sealed">): Settings {
  return Object.fromEntries(
    Object.entries(sealed).flatMap(([field, text]) => {
      const opened = openSecret(text, placeOf(safe, id, field), safe.keyring);
      return opened.ok ? [[field, JSON.parse(opened.secret) as unknown]] : [];
    }),
  );
}

/** Said of a channel whose host was changed: it sends nothing until its secrets are entered again. */
export const DETACHED = "secrets_detached";

/** Settings and secrets together, ready to send. */
export function openStored(safe: Safe, record: ChannelRecord): OpenedChannel {
  const secrets = openAll(safe, record);
  const lost = Object.keys(record.sealed).find((field) => !(field in secrets));
  if (record.fault?.code === DETACHED || lost !== undefined || !isChannelKind(record.kind)) {
    return { ok: false, problems: [at("secrets", lost ?? "", DETACHED, "需要重新填写", "Enter this again")] };
  }
  return openChannel(record.kind, { ...record.settings, ...secrets });
}

/** What may be seen of its secrets: whether they are there, and enough to tell two apart. */
export function secretsShown(safe: Safe, record: ChannelRecord): { name: string; set: boolean; shown: string }[] {
  const opened = openAll(safe, record);
  return specOf(record.kind).secrets.map((name) => {
    const value = opened[name];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return { name, set: typeof first === "string", shown: typeof first === "string" ? maskSecret(first) : "" };
  });
}
