/** WeCom, DingTalk and Feishu as channels.md describes them. Signatures are checked by formulas written again here. */
import { createHmac } from "node:crypto";
import { countWithin, field, idIn, parseBody, take, words } from "./vendor-count.ts";
import type { VendorAnswer, VendorCall, VendorState } from "./vendor-server.ts";

const MINUTE = 60_000;
const wecomError = (errcode: number, errmsg: string): VendorAnswer => ({ body: { errcode, errmsg } });

export function wecom(call: VendorCall, state: VendorState): VendorAnswer {
  switch (call.path) {
    case "/cgi-bin/webhook/send":
      return wecomRobot(call, state);
    case "/cgi-bin/gettoken":
      return getToken(call, state);
    case "/cgi-bin/message/send":
      return appMessage(call, state);
    default:
      return { status: 404, body: "not found" };
  }
}

function wecomRobot({ query, body }: VendorCall, state: VendorState): VendorAnswer {
  const key = query.get("key") ?? "";
  if (key !== state.accounts.wecomKey) return wecomError(93000, "invalid webhook url");
  const content = parseBody(body);
  const type = String(content.msgtype);
  const text = String(field(content, type, "content") ?? "");
  const max = type === "text" ? 2048 : type === "markdown" ? 4096 : 0;
  if (max === 0) return wecomError(40008, "invalid message type");
  if (text === "" || Buffer.byteLength(text) > max) return wecomError(40058, "text exceed max length");
  if (countWithin(state, `wecom:${key}`, MINUTE) >= 20) return wecomError(45009, "api freq out of limit");
  take(state, `wecom:${key}`);
  const to = [
    ...words(field(content, "text", "mentioned_list")),
    ...words(field(content, "text", "mentioned_mobile_list")),
  ];
  const inText = [...text.matchAll(/<@([^>]+)>/g)].map((match) => match[1] ?? "");
  return { body: { errcode: 0, errmsg: "ok" }, received: [{ id: idIn(text), text, to: [...to, ...inText] }] };
}

function getToken({ query }: VendorCall, state: VendorState): VendorAnswer {
  const { id, secret } = state.accounts.wecomCorp;
  if (query.get("corpid") !== id) return wecomError(40013, "invalid corpid");
  if (query.get("corpsecret") !== secret) return wecomError(40001, "invalid credential");
  const token = `token-${state.tokens.size + 1}`;
  state.tokens.set(token, state.now() + 7_200_000);
  return { body: { errcode: 0, errmsg: "ok", access_token: token, expires_in: 7200 } };
}

function appMessage({ query, body }: VendorCall, state: VendorState): VendorAnswer {
  const expires = state.tokens.get(query.get("access_token") ?? "");
  if (expires === undefined) return wecomError(40014, "invalid access_token");
  if (expires <= state.now()) return wecomError(42001, "access_token expired");
  const content = parseBody(body);
  const text = String(field(content, "text", "content") ?? "");
  if (Buffer.byteLength(text) > 2048) return wecomError(45002, "content size out of limit");
  const asked = String(content.touser).split("|");
  const known = asked.filter((user) => state.accounts.wecomCorp.users.includes(user));
  const invalid = asked.filter((user) => !known.includes(user)).join("|");
  if (known.length === 0)
    return { body: { errcode: 81013, errmsg: "user & party & tag all invalid", invaliduser: invalid } };
  const reply = {
    errcode: 0,
    errmsg: "ok",
    invaliduser: invalid,
    invalidparty: "",
    invalidtag: "",
    msgid: `msg-${state.seen.size}`,
  };
  const repeated = `${text}|${asked.join("|")}`;
  if (content.enable_duplicate_check === 1 && state.seen.has(repeated)) return { body: reply };
  state.seen.add(repeated);
  // Over the limit of a member nothing is said: the message just does not arrive.
  const reached = known.filter(
    (user) =>
      countWithin(state, `member:${user}`, MINUTE) < 30 && countWithin(state, `member:${user}`, 60 * MINUTE) < 1000,
  );
  for (const user of reached) take(state, `member:${user}`);
  return { body: reply, received: reached.length === 0 ? [] : [{ id: idIn(text), text, to: reached }] };
}

export function dingtalk({ path, query, body }: VendorCall, state: VendorState): VendorAnswer {
  if (path !== "/robot/send") return { status: 404, body: "not found" };
  const { token, secret, keyword } = state.accounts.dingtalk;
  if (query.get("access_token") !== token) return wecomError(300001, "token is not exist");
  const timestamp = query.get("timestamp") ?? "";
  const sign = createHmac("sha256", secret).update(`${timestamp}\n${secret}`).digest("base64");
  if (query.get("sign") !== sign || Math.abs(Number(timestamp) - state.now()) > 60 * MINUTE)
    return wecomError(310000, "sign not match");
  const content = parseBody(body);
  const text = String(field(content, "text", "content") ?? field(content, "markdown", "text") ?? "");
  if (keyword !== undefined && !text.includes(keyword)) return wecomError(310000, "keywords not in content");
  if ((state.shut.get(token) ?? 0) > state.now()) return wecomError(130101, "send too fast");
  if (countWithin(state, `ding:${token}`, MINUTE) >= 20) {
    state.shut.set(token, state.now() + 10 * MINUTE);
    return wecomError(130101, "send too fast, exceed 20 times per minute");
  }
  take(state, `ding:${token}`);
  const named = [...words(field(content, "at", "atMobiles")), ...words(field(content, "at", "atUserIds"))];
  const to = named.filter((name) => text.includes(`@${name}`));
  if (field(content, "at", "isAtAll") === true) to.push("all");
  return { body: { errcode: 0, errmsg: "ok" }, received: [{ id: idIn(text), text, to }] };
}

export function feishu({ path, body }: VendorCall, state: VendorState): VendorAnswer {
  const { token, secret } = state.accounts.feishu;
  const error = (code: number, msg: string): VendorAnswer => ({ body: { code, msg, data: {} } });
  if (path !== `/open-apis/bot/v2/hook/${token}`)
    return error(19001, "param invalid: incoming webhook access token invalid");
  if (body.byteLength > 20 * 1024) return error(9499, "Bad Request");
  const content = parseBody(body);
  const seconds = Number(content.timestamp);
  const sign = createHmac("sha256", `${String(content.timestamp)}\n${secret}`)
    .update("")
    .digest("base64");
  if (content.sign !== sign || Math.abs(seconds * 1000 - state.now()) > 60 * MINUTE)
    return error(19021, "sign match fail or timestamp is not within one hour from current time");
  if (content.msg_type !== "text") return error(9499, "Bad Request");
  if (countWithin(state, `feishu:${token}`, MINUTE) >= 100 || countWithin(state, `feishu:${token}`, 1000) >= 5) {
    return error(11232, "frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]");
  }
  take(state, `feishu:${token}`);
  const text = String(field(content, "content", "text"));
  const to = [...text.matchAll(/<at user_id="([^"]+)">/g)].map((match) => match[1] ?? "");
  return { body: { code: 0, msg: "success", data: {} }, received: [{ id: idIn(text), text, to }] };
}
