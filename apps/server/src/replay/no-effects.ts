/**
 * The sandbox must not act. What its process is made of cannot load a channel (a rule of the dependency check holds the imports);
 * on top of that, every way out of a process that Node has is closed here, before any history is read.
 */
import childProcess from "node:child_process";
import dgram from "node:dgram";
import dns from "node:dns";
import http from "node:http";
import http2 from "node:http2";
import https from "node:https";
import { registerHooks, syncBuiltinESMExports } from "node:module";
import net from "node:net";
import tls from "node:tls";

export class EffectInSandbox extends Error {
  override readonly name = "EffectInSandbox";
  constructor(what: string) {
    super(`the sandbox cannot ${what}`);
  }
}

/** Modules that a replay has no business with: asked for later, they are refused. */
const REFUSED = /^(node:)?(net|tls|dgram|http|https|http2|dns|dns\/promises|child_process|cluster|inspector)$/;

/** For the whole process, for good. */
export function forbidEffects(): void {
  // A function, because some of what it stands for is called with `new`.
  const refuse = (what: string) =>
    function refused(): never {
      throw new EffectInSandbox(what);
    };
  const socket = refuse("open a socket");
  Object.assign(net, { connect: socket, createConnection: socket, createServer: socket });
  net.Socket.prototype.connect = socket;
  net.Server.prototype.listen = socket;
  Object.assign(tls, { connect: socket, createServer: socket });
  Object.assign(dgram, { createSocket: socket });
  Object.assign(http, { request: socket, get: socket, createServer: socket });
  Object.assign(https, { request: socket, get: socket, createServer: socket });
  Object.assign(http2, { connect: socket, createServer: socket, createSecureServer: socket });
  Object.assign(dns, { lookup: socket, resolve: socket });
  Object.assign(dns.promises, { lookup: socket, resolve: socket });
  const process = refuse("start a process");
  for (const name of ["exec", "execFile", "execSync", "execFileSync", "fork", "spawn", "spawnSync"] as const)
    Object.assign(childProcess, { [name]: process });
  for (const name of ["fetch", "WebSocket", "EventSource"]) Object.defineProperty(globalThis, name, { value: socket });
  syncBuiltinESMExports();
  registerHooks({
    resolve(specifier, context, next) {
      if (REFUSED.test(specifier) || /(@switchyard|packages)\/connectors/.test(specifier) || specifier === "nodemailer")
        throw new EffectInSandbox(`load ${specifier}`);
      return next(specifier, context);
    },
  });
}
