/**
 * The sandbox must not act. What its process is made of cannot load a channel (a rule of the dependency check holds the imports);
 * on top of that, every way out of a process that Node has is closed here, before any history is read. What Node has loaded by
 * then is emptied of it; the others are never loaded, for that was a tenth of what a replay's process takes until its first figures.
 */
import childProcess from "node:child_process";
import { registerHooks, syncBuiltinESMExports } from "node:module";
import net from "node:net";

export class EffectInSandbox extends Error {
  override readonly name = "EffectInSandbox";
  constructor(what: string) {
    super(`the sandbox cannot ${what}`);
  }
}

/** Modules that a replay has no business with: asked for later, they are refused. */
const REFUSED =
  /^(node:)?(net|tls|_tls_\w+|dgram|https?|http2|_http_\w+|dns|dns\/promises|child_process|cluster|inspector|inspector\/promises)$/;

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
  const start = refuse("start a process");
  for (const name of ["exec", "execFile", "execSync", "execFileSync", "fork", "spawn", "spawnSync"] as const)
    Object.assign(childProcess, { [name]: start });
  for (const name of ["fetch", "WebSocket", "EventSource"]) {
    // What is written over is made first, with all that it is made of; what is taken away is not.
    Reflect.deleteProperty(globalThis, name);
    Object.defineProperty(globalThis, name, { value: socket });
  }
  syncBuiltinESMExports();
  const { getBuiltinModule } = process;
  // It asks no hook.
  Object.defineProperty(process, "getBuiltinModule", {
    value(name: string) {
      if (REFUSED.test(name)) throw new EffectInSandbox(`load ${name}`);
      return getBuiltinModule(name);
    },
  });
  registerHooks({
    resolve(specifier, context, next) {
      if (REFUSED.test(specifier) || /(@switchyard|packages)\/connectors/.test(specifier) || specifier === "nodemailer")
        throw new EffectInSandbox(`load ${specifier}`);
      return next(specifier, context);
    },
  });
}
