import { isEmailAddress } from "@switchyard/connectors";
import { areQuietHours, notQuietHours, type Problem, type QuietHours } from "@switchyard/orders";
import { type Contact, transact } from "@switchyard/store";
import { Refusal } from "../refusal/refusal.ts";
import type { Context } from "../runtime/context.ts";

export interface ContactView {
  person: string;
  name: string;
  role: string;
  contact: Contact;
}
type Address = Exclude<keyof Contact, "quiet_hours">;
type Given = { [K in Address]?: string | undefined } & { quiet_hours?: QuietHours | undefined };

export async function listContacts(ctx: Context): Promise<ContactView[]> {
  const contacts = await ctx.store.read.workspaces.contacts(ctx.workspace.id);
  return ctx.workspace.whole.people.map(({ id, name, role }) => ({
    person: id,
    name,
    role,
    contact: contacts.get(id) ?? {},
  }));
}

const RULES: Record<Address, { fits: (value: string) => boolean; zh: string; en: string }> = {
  email: { fits: isEmailAddress, zh: "邮箱格式不对", en: "This is not an e-mail address" },
  mobile: {
    fits: (value) => /^\+?\d{6,20}$/.test(value),
    zh: "手机号只含数字，可带 +",
    en: "Digits only, with + where needed",
  },
  wecom: { fits: isAccount, zh: "企业微信账号格式不对", en: "This is not a WeCom account" },
  dingtalk: { fits: isAccount, zh: "钉钉账号格式不对", en: "This is not a DingTalk account" },
  feishu: { fits: isAccount, zh: "飞书账号格式不对", en: "This is not a Feishu account" },
};
function isAccount(value: string): boolean {
  return /^[A-Za-z0-9_.-]{1,64}$/.test(value);
}

/** Replaces what is known of a person; empty fields are left out. The journal keeps which fields changed, not their values. */
export async function putContact(ctx: Context, person: string, given: Given): Promise<ContactView> {
  const { quiet_hours, ...addresses } = given;
  const entries = Object.entries(addresses).map(([field, value]) => [field, value?.trim() ?? ""] as const);
  const contact: Contact = {
    ...Object.fromEntries(entries.filter(([, value]) => value !== "")),
    ...(quiet_hours === undefined ? {} : { quiet_hours }),
  };
  const problems = Object.entries(RULES).flatMap(([field, { fits, zh, en }]): Problem[] => {
    const value = contact[field as Address];
    return value === undefined || fits(value)
      ? []
      : [{ pointer: `/${field}`, code: "invalid_address", message: { zh, en } }];
  });
  if (quiet_hours !== undefined && !areQuietHours(quiet_hours)) problems.push(notQuietHours("/quiet_hours"));
  if (problems.length > 0) throw new Refusal("invalid_request", { problems });
  const known = ctx.workspace.whole.people.find(({ id }) => id === person);
  if (known === undefined) throw new Refusal("person_not_found");
  await transact(ctx.store, async (tx) => {
    if (!(await tx.workspaces.setContact(ctx.workspace.id, person, contact))) throw new Refusal("person_not_found");
    const data = JSON.stringify({ person, fields: Object.keys(contact) });
    const entry = {
      subject: `person:${person}`,
      at: ctx.clock.now(),
      type: "contact_changed",
      actor: ctx.who.id,
      data,
    };
    await tx.append(ctx.workspace.id, [entry]);
  });
  return { person, name: known.name, role: known.role, contact };
}
