import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isPublicAddress } from "./address.ts";
import { guardedRequest, MAX_REPLY_BYTES } from "./guarded-request.ts";
import { checkUrl } from "./network.ts";

const names: Record<string, string[]> = {
  "inside.example.com": ["10.1.2.3"],
  "mixed.example.com": ["93.184.216.34", "192.168.1.1"],
  "v6inside.example.com": ["fd00::1"],
  "v6mapped.example.com": ["::ffff:10.0.0.1"],
  "nat64.example.com": ["64:ff9b::7f00:1"],
  "127.0.0.1.nip.io": ["127.0.0.1"],
  "scoped.example.com": ["fe80::1%eth0"],
  "odd.example.com": ["not an address"],
  "empty.example.com": [],
};
const resolve = async (host: string): Promise<string[]> => names[host] ?? ["93.184.216.34", "2606:4700::1111"];

const BLOCKED = `
http://example.com/ | https://127.0.0.1/ | https://127.1/ | https://127.0.1/ | https://2130706433/ | https://0x7f000001/
https://0x7f.0.0.1/ | https://0177.0.0.1/ | https://017700000001/ | https://0/ | https://0.0.0.0/ | https://0.0.0.1/
https://10.0.0.1/ | https://10.255.255.255/ | https://172.16.0.1/ | https://172.31.255.254/ | https://192.168.0.1/
https://169.254.169.254/latest/meta-data/ | https://100.100.100.200/latest | https://100.64.0.1/ | https://168.63.129.16/
https://192.0.0.192/ | https://192.0.2.1/ | https://192.88.99.1/ | https://198.18.0.1/ | https://198.51.100.1/
https://203.0.113.1/ | https://224.0.0.1/ | https://239.255.255.250/ | https://240.0.0.1/ | https://255.255.255.255/
https://[::]/ | https://[::1]/ | https://[::7f00:1]/ | https://[::127.0.0.1]/ | https://[::ffff:127.0.0.1]/
https://[::ffff:7f00:1]/ | https://[::ffff:0:127.0.0.1]/ | https://[0:0:0:0:0:ffff:a00:1]/ | https://[64:ff9b::7f00:1]/
https://[64:ff9b::169.254.169.254]/ | https://[64:ff9b:1::a00:1]/ | https://[100::1]/ | https://[2001::1]/
https://[2001:db8::1]/ | https://[2002:7f00:1::]/ | https://[3fff::1]/ | https://[fc00::1]/ | https://[fd12:3456::1]/
https://[fe80::1]/ | https://[fec0::1]/ | https://[ff02::1]/ | https://[5f00::1]/ | https://localhost/ | https://LOCALHOST./
https://a.localhost/ | https://printer.local/ | https://metadata.google.internal/ | https://intranet/ | https://nas.lan/
https://inside.example.com/ | https://mixed.example.com/ | https://v6inside.example.com/ | https://v6mapped.example.com/
https://nat64.example.com/ | https://127.0.0.1.nip.io/ | https://scoped.example.com/ | https://odd.example.com/
https://empty.example.com/ | https://user:pw@example.com/ | https://example.com@127.0.0.1/ | https://example.com:22/
https://example.com:3306/ | https://１２７.０.０.１/ | https://①②⑦.⓪.⓪.①/ | https://127。0。0。1/ | ftp://example.com/
file:///etc/passwd | gopher://example.com/ | data:text/plain,x | javascript:alert(1) | //example.com/ | https://
https://%31%32%37.0.0.1/ | https://127.0.0.1%00.example.com/ | https:\\\\127.0.0.1\\ | HTTPS:127.0.0.1
`.split(/\s\|\s|\n/).map((line) => line.trim()).filter((line) => line !== ""); // biome-ignore format: a corpus

const GOOD = [
  "https://example.com/hook",
  "https://EXAMPLE.com./hook",
  "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x",
  "https://oapi.dingtalk.com/robot/send?access_token=x",
  "https://open.feishu.cn/open-apis/bot/v2/hook/x",
  "https://dysmsapi.aliyuncs.com/",
  "https://hooks.slack.com/services/T/B/X",
  "https://example.com:443/",
  "https://example.com:8443/x",
  "https://93.184.216.34/",
  "https://1.1.1.1/",
  "https://8.8.8.8/dns",
  "https://172.15.255.255/",
  "https://172.32.0.1/",
  "https://100.63.255.255/",
  "https://100.128.0.1/",
  "https://192.167.1.1/",
  "https://223.5.5.5/",
  "https://[2606:4700:4700::1111]/",
  "https://[2400:3200::1]/",
  "https://[2a00:1450:4001::8a]/x?y=z#frag",
  "https://例子.测试.example.com/订单",
  "https://xn--fiqs8s.example.com/",
];

describe("[G1] addresses", () => {
  it(`refuses all ${BLOCKED.length} URLs of the corpus`, async () => {
    expect(BLOCKED.length).toBeGreaterThanOrEqual(60);
    const let_through: string[] = [];
    for (const url of BLOCKED) if ((await checkUrl(url, { resolve })).ok) let_through.push(url);
    expect(let_through).toEqual([]);
    console.log(`outgoing: ${BLOCKED.length}/${BLOCKED.length} blocked`);
  });

  it(`lets all ${GOOD.length} good URLs pass`, async () => {
    expect(GOOD.length).toBeGreaterThanOrEqual(20);
    const refused: unknown[] = [];
    for (const url of GOOD) {
      const checked = await checkUrl(url, { resolve });
      if (!checked.ok) refused.push([url, checked.refusal.code]);
    }
    expect(refused).toEqual([]);
    console.log(`outgoing: 0 of ${GOOD.length} good URLs blocked`);
  });

  it("says no to what is not an address at all", () => {
    for (const odd of ["", "1.2.3", "::g", "fe80::1%eth0", "localhost"]) expect(isPublicAddress(odd)).toBe(false);
  });

  it("opens the machine itself only on the ports named, and http only there", async () => {
    const network = { resolve, loopback: { ports: [8080] } };
    expect((await checkUrl("http://127.0.0.1:8080/", network)).ok).toBe(true);
    expect((await checkUrl("http://[::1]:8080/", network)).ok).toBe(true);
    expect((await checkUrl("http://127.0.0.1:8081/", network)).ok).toBe(false);
    expect((await checkUrl("http://example.com:8080/", network)).ok).toBe(false);
    expect((await checkUrl("http://10.0.0.1:8080/", network)).ok).toBe(false);
  });
});

describe("the exchange", () => {
  let server: Server;
  let base = "";
  let port = 0;
  let hits = 0;
  beforeAll(async () => {
    server = createServer((request, response) => {
      hits += 1;
      const path = request.url ?? "";
      if (path === "/huge") {
        response.writeHead(200);
        const block = Buffer.alloc(64 * 1024, 120);
        const more = () => {
          while (!response.destroyed && response.write(block));
        };
        response.on("drain", more).on("error", () => undefined);
        more();
      } else if (path === "/drip") {
        response.writeHead(200);
        const timer = setInterval(() => response.write("."), 20);
        response.on("close", () => clearInterval(timer));
      } else if (path === "/redirect") {
        response.writeHead(302, { location: `${base}/landed` }).end();
      } else if (path === "/echo") {
        const parts: Buffer[] = [];
        request.on("data", (part: Buffer) => parts.push(part));
        request.on("end", () =>
          response.end(JSON.stringify({ headers: request.headers, body: Buffer.concat(parts).toString() })),
        );
      } else if (path.startsWith("/hang-up")) {
        request.socket.destroy();
      } else if (path !== "/silent") response.end("ok");
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    port = (server.address() as AddressInfo).port;
    base = `http://127.0.0.1:${port}`;
  });
  afterAll(() => server.closeAllConnections());

  const ask = (path: string, timeoutMs = 400) =>
    guardedRequest({ method: "POST", url: base + path, body: "订单", timeoutMs }, { loopback: { ports: [port] } });

  it("[G2] sends exact bytes and reads the answer", async () => {
    const reply = await ask("/echo", 2000);
    if (!reply.ok) throw new Error(reply.code);
    const echoed: unknown = JSON.parse(reply.body);
    expect(echoed).toMatchObject({ body: "订单", headers: { "content-length": "6" } });
  });

  it("[G3] stops a slow drip and a silent peer at the deadline", async () => {
    for (const path of ["/drip", "/silent"]) {
      expect(await ask(path)).toMatchObject({ ok: false, code: "timeout", retryable: true });
    }
  });

  it("[G4] reads at most 64 KB", async () => {
    const reply = await ask("/huge", 5000);
    expect(reply).toMatchObject({ ok: true, status: 200, truncated: true });
    expect(reply.ok && reply.body.length).toBe(MAX_REPLY_BYTES);
  });

  it("[G5] does not follow a redirect", async () => {
    const before = hits;
    expect(await ask("/redirect")).toMatchObject({ ok: false, code: "redirect" });
    expect(hits).toBe(before + 1);
  });

  it("reports a broken connection without quoting the URL", async () => {
    const failed = await ask("/hang-up?key=canary");
    expect(failed).toMatchObject({ ok: false, code: "connection", retryable: true });
    expect(JSON.stringify(failed)).not.toContain("canary");
  });

  it("[G6] asks the resolver once and connects to what was checked: rebinding finds nothing", async () => {
    let asked = 0;
    const rebinding = async () => {
      asked += 1;
      return asked === 1 ? ["93.184.216.34"] : ["127.0.0.1"];
    };
    const before = hits;
    const url = `https://rebind.example.com:${port}/`;
    const result = await guardedRequest({ method: "GET", url, timeoutMs: 300 }, { resolve: rebinding, ports: [port] });
    expect(result.ok).toBe(false);
    expect(asked).toBe(1);
    expect(hits).toBe(before);
    const second = await guardedRequest({ method: "GET", url, timeoutMs: 300 }, { resolve: rebinding, ports: [port] });
    expect(second).toMatchObject({ ok: false, code: "address_not_allowed", retryable: false });
  });

  it("[G6] the socket never resolves the name itself", async () => {
    const network = { resolve: async () => ["127.0.0.1"], loopback: { ports: [port] } };
    const reply = await guardedRequest({ method: "GET", url: `http://no-such-name.example.com:${port}/` }, network);
    expect(reply).toMatchObject({ ok: true, status: 200, body: "ok" });
  });

  it("gives up on a resolver that never answers", async () => {
    const never = () => new Promise<string[]>(() => undefined);
    const result = await guardedRequest(
      { method: "GET", url: "https://example.com/", timeoutMs: 100 },
      { resolve: never },
    );
    expect(result).toMatchObject({ ok: false, code: "timeout" });
  });

  it("the server of these tests is really there", async () => {
    await new Promise<void>((done) => connect(port, "127.0.0.1", done).end());
  });
});
