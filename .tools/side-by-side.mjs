// Commands in lanes: a lane's run one after the other, the lanes side by side. What a command says is printed whole when it ends.
import { spawn } from "node:child_process";

const run = ({ command }, env, alone) =>
  new Promise((resolve) => {
    const begun = Date.now();
    const child = spawn(command, { shell: true, env, stdio: alone ? "inherit" : ["ignore", "pipe", "pipe"] });
    const said = [];
    child.stdout?.on("data", (piece) => said.push(piece));
    child.stderr?.on("data", (piece) => said.push(piece));
    child.on("error", (cause) => said.push(Buffer.from(`${cause}\n`)));
    child.on("close", (code, signal) =>
      resolve({ code: code ?? 1, signal, seconds: (Date.now() - begun) / 1000, said: Buffer.concat(said) }),
    );
  });

/** Gives what failed, with its exit code. Where `goOn` is false a failure ends its own lane. One lane alone prints as it goes. */
export async function sideBySide(lanes, { env, goOn }) {
  const failed = [];
  const alone = lanes.length === 1;
  const go = async (lane) => {
    for (const step of lane) {
      const title = `\n── ${step.name}: ${step.command}`;
      if (alone) console.log(title);
      const { code, signal, seconds, said } = await run(step, env, alone);
      if (!alone) console.log(`${title}\n${said.toString("utf8").trimEnd()}`);
      if (code === 0) console.log(`✓ ${step.name} (${seconds.toFixed(1)} s)`);
      else {
        console.log(`✗ ${step.name} (${seconds.toFixed(1)} s, ${signal ?? `exit code ${code}`})`);
        failed.push({ ...step, code });
        if (!goOn) return;
      }
    }
  };
  await Promise.all(lanes.map(go));
  return failed;
}
